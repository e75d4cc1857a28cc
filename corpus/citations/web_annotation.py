"""W3C Web Annotation: the quotation for machines, by its words (TextQuoteSelector) and by its place (TextPositionSelector).

Positions count characters (code points) of the passage's exact text, which the page at the permalink shows in the element
``#passage``. Source: https://www.w3.org/TR/annotation-model/#selectors
"""

from __future__ import annotations

import json

from corpus.citations.cited import Cited

AROUND = 32  # characters of context on either side, as Hypothesis keeps them


def write(cited: Cited) -> str:
    """The annotation as indented JSON-LD."""
    text, (start, end) = cited.passage.text, (cited.span.start, cited.span.end)
    near = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    selectors = [
        {"type": "TextQuoteSelector", "exact": cited.quote, **near},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    within = {"type": "CssSelector", "value": "#passage", "refinedBy": selectors}
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": _own_address(cited), "type": "Annotation", "motivation": "identifying",
        "target": {"source": cited.permalink or f"urn:yiju:{cited.passage.passage_id}", "selector": within},
    }  # fmt: skip
    return json.dumps(annotation, ensure_ascii=False, indent=2)


def _own_address(cited: Cited) -> str:
    """The address at which just this stretch is marked."""
    if not cited.permalink:
        return f"urn:yiju:{cited.passage.passage_id}:{cited.span.start}-{cited.span.end}"
    mark = "&" if "?" in cited.permalink else "?"
    return f"{cited.permalink}{mark}start={cited.span.start}&end={cited.span.end}"
