"""分别: which noun of an enumeration belongs to which number of another.

In go the search form and the noun phrase before a run of n numbers, out come n phrases, or nothing where the counts disagree.
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.quantities.noun_phrases import Phrase
from indexer.quantities.wording import SHARED_MEASURES, SHARED_THINGS, longest_suffix

_SEPARATORS = (re.compile("、|以及|和|与|及"), re.compile("、|以及|和"), re.compile("、"))
_LONGEST = 10
_PER = re.compile("每[百千万十]{0,2}(?:名)?(?:常住|户籍|就业)?(?:人口|人|户|亩|家)")


def share_out(form: str, noun: Span, n: int) -> list[Phrase] | None:
    """The ``n`` nouns enumerated in ``noun``, what they have in common repeated.

    >>> [[s.of("pm2.5、pm10年均浓度") for s in p] for p in share_out("pm2.5、pm10年均浓度", Span(0, 14), 2)]
    [['pm2.5', '年均浓度'], ['pm10年均浓度']]
    """
    for separator in _SEPARATORS:
        parts = _parts(form, noun, separator)
        if len(parts) == n:
            return [_with_measure(form, _with_common(form, part, parts[0], parts[-1]), parts[0]) for part in parts]
    return None


def _with_measure(form: str, phrase: Phrase, first: Span) -> Phrase:
    """每千人 of 每千人托位、养老床位数 for the second too."""
    per = _PER.match(form, first.start, first.end)
    lacks = per is not None and phrase[0].start > first.start and not form.startswith("每", phrase[0].start)
    return (Span(per.start(), per.end()), *phrase) if per and lacks else phrase


def _parts(form: str, noun: Span, separator: re.Pattern[str]) -> list[Span]:
    cuts = [(m.start(), m.end()) for m in separator.finditer(form, noun.start, noun.end)]
    starts = [noun.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), noun.end]
    return [Span(s, e) for s, e in zip(starts, ends, strict=True) if e > s]


def _with_common(form: str, part: Span, first: Span, last: Span) -> Phrase:
    """``part`` with what it shares: the end of ``last`` (小麦、玉米产量) or the beginning of ``first`` (工业产值和增加值).

    A shared measure may stand behind a long name; a shared thing (国家级、省级示范基地) only behind a short attribute.
    """
    if part.of(form) in SHARED_MEASURES and part != first:
        head = longest_suffix(first.of(form), SHARED_MEASURES, _LONGEST)
        return (Span(first.start, first.end - len(head)), part) if 0 < len(head) < len(first) else (part,)
    for heads, reach in ((SHARED_MEASURES, 12), (SHARED_THINGS, 4)):
        common = longest_suffix(last.of(form), heads, _LONGEST)
        if 1 < len(common) < len(last) and part != last:
            lacks = len(part) <= reach and not longest_suffix(part.of(form), heads, _LONGEST)
            return (part, Span(last.end - len(common), last.end)) if lacks else (part,)
    return (part,)
