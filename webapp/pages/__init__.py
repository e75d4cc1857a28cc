"""The pages: one file each, holding the page and its JSON twin. A new page is one more line of ``PAGES``."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint

from webapp.pages import (
    adding,
    ask,
    basket,
    concordance,
    figure_table,
    figures,
    indicators,
    passage,
    preferences,
    report,
    reports,
    search,
    service,
    start,
    suggest,
    trends,
    verify,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A blueprint; with a ``label`` the navigation leads to its ``path``."""

    blueprint: Blueprint
    label: str = ""
    path: str = ""


PAGES: tuple[Page, ...] = (  # in the order of the navigation
    Page(start.page),
    Page(search.page, "检索", "/search"),
    Page(concordance.page),
    Page(trends.page),
    Page(figures.page, "数字", "/figures"),
    Page(figure_table.page),
    Page(ask.page, "问答", "/ask"),
    Page(verify.page, "核对", "/verify"),
    Page(indicators.page, "指标", "/indicators"),
    Page(reports.page, "报告", "/reports"),
    Page(basket.page, "引文夹", "/basket"),
    Page(adding.page),
    Page(report.page),
    Page(passage.page),
    Page(suggest.page),
    Page(preferences.page),
    Page(service.page),
)
