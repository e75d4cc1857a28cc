"""HTML: a block quotation with its source, to paste into a page."""

from __future__ import annotations

from html import escape

from corpus.citations import dates, naming
from corpus.citations.cited import Cited


def write(cited: Cited) -> str:
    """``<blockquote>`` with the exact words in its ``<p>``."""
    document, address = cited.document, escape(cited.permalink)
    opening = f'<blockquote cite="{address}">' if address else "<blockquote>"
    title = f"<cite>{escape(document.title)}</cite>"
    linked = f'<a href="{address}">{title}</a>' if address else title
    what, when = naming.label(document), dates.chinese(dates.given_on(document))
    rest = "，".join(part for part in ("", when, naming.locator(cited.passage)) if part)
    return (
        f'{opening}\n  <p lang="zh-CN">{escape(cited.quote, quote=False)}</p>\n'
        f"  <footer>——《{linked}》{f'（{what}）' if what else ''}，{rest}</footer>\n</blockquote>"
    )
