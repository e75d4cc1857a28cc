"""A real browser over a real server over a real library: what the journeys share.

They are skipped where Playwright or Chromium is missing. With ``YIJU_JOURNEYS=1`` (``.ci/journeys`` sets it), or on a machine
that calls itself ``CI`` and has Playwright, a missing Chromium is a failure instead: a proof that does not run proves nothing.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from indexer import Library
from tests.journeys.generated import strange_library, write_all
from tests.webapp.fake import FakeLibrary
from tests.webapp.records import document
from tests.webapp.test_holdings_pages import county
from webapp import create_app
from webapp.serving import port_of, server_of

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
PATIENCE = 60_000  # milliseconds: a bound for what never comes; a busy machine may take ten seconds for what does

Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


def must_run() -> bool:
    return os.environ.get("YIJU_JOURNEYS") == "1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        (pytest.fail if must_run() else pytest.skip)("Playwright is not here; see .ci/journeys")
    program = os.environ.get("YIJU_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        (pytest.fail if must_run() or os.environ.get("CI") else pytest.skip)("Chromium is not here; see .ci/journeys")
    from playwright.sync_api import Locator, Page

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patched:
        for kind in (Page, Locator):
            patched.setattr(kind, "click", arriving(kind.click))
        found = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        found.close()


def arriving(click: Callable[..., None]) -> Callable[..., None]:
    """A click that ends when the page it leads to is there, scripts and all. Playwright's own ends when that page begins, and what is
    looked at next may then not have come yet.
    """

    def clicked(self: Any, *args: Any, **more: Any) -> None:
        click(self, *args, **more)
        getattr(self, "page", self).wait_for_load_state()

    return clicked


@pytest.fixture(scope="session")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the shipped report and the generated ones."""
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index()
    library.index([write_all(tmp_path_factory.mktemp("reports"))])
    library.warm()
    with served(library) as address:
        yield address
    library.close()


@pytest.fixture(scope="session")
def strange(browser: Any) -> Iterator[str]:
    """The address of a server over what no reader would let in."""
    with served(cast(Library, strange_library())) as address:
        yield address


@pytest.fixture(scope="session")
def counties(browser: Any) -> Iterator[str]:
    """The address of a server over two reports of each of three thousand counties."""
    records = [document(county(n), y, key=n * 10 + y) for n in range(3000) for y in (2019, 2020)]
    with served(cast(Library, FakeLibrary(records))) as address:
        yield address


@contextmanager
def served(library: Library) -> Iterator[str]:
    server = server_of(create_app({}, library), "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{port_of(server)}"
    server.close()


@pytest.fixture
def visit(browser: Any, site: str) -> Iterator[Open]:
    """Open an address of the site; whatever is opened may ask no other host and may log no error."""
    contexts: list[Any] = []
    faults: list[str] = []

    def note(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:")):
            faults.append(f"asked {request.url}")

    def open_(address: str = "/", *, view: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=view, locale="zh-CN", base_url=site, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", note)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults, faults


def _is_fault(said: Any) -> bool:
    return said.type == "error" and "the server responded with a status of" not in said.text  # error pages are opened on purpose


def sideways(page: Any) -> list[str]:
    """What reaches beyond the right edge of the page, by its tag and class, if the page can be scrolled sideways at all."""
    return page.evaluate(
        """() => { const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
          .map(e => e.tagName + '.' + e.className).slice(0, 8); }"""
    )
