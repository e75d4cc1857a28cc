"""Which of several figures that 分别 shares out belongs to what a question asks: A、B和C分别达62家、27家、3家.

In go a passage and a figure of it, out comes the item that the figure is of. Labels do this where a row is plain; here the
question itself tells which item is meant, so a row with figures in its names (过10亿元企业) will do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.answers.clauses import Material
from indexer.answers.weighing import Weighed, coverage, opened

OTHERS = 0.6  # what a figure is worth that belongs to another item of its row
_JOINT = re.compile("、|以及|和|与|及")


def shared(terms: Sequence[Weighed], material: Material, index: int) -> float:
    """1 for a figure that is not shared out, or belongs to the item that says most of the question; else ``OTHERS``."""
    span = material.figures[index].quantity.span
    clause = material.clause_at(span.start)
    at = material.form.rfind("分别", clause.start, span.start)
    if at < 0:
        return 1.0
    items = _JOINT.split(material.form[clause.start : at])
    row = [i for i, figure in enumerate(material.figures) if at < figure.quantity.span.start < clause.end]
    if len(items) < 2 or len(row) != len(items) or len({(f.quantity.unit, f.indicator) for f in map(material.figures.__getitem__, row)}) > 1:
        return 1.0  # told apart by their labels, or not of one row
    said = [coverage(terms, [(opened(item), 1.0)]) for item in items]
    return 1.0 if said[row.index(index)] >= max(said) else OTHERS
