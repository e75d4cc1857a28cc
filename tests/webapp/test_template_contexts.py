"""Each template says in its first line what it is given; what pages really give is the same, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import template_rendered

import webapp
from tests.webapp.test_every_page import ADDRESSES

TEMPLATES = Path(webapp.__file__).parent / "templates"
FLASKS_OWN = {"g", "request", "session"}


def documented(name: str) -> set[str]:
    """The names in ``{# Given: a, b. #}``; those that another template documents too are not repeated."""
    first = (TEMPLATES / name).read_text("utf-8").split("\n", 1)[0]
    found = re.fullmatch(r"{# Given: ([a-z_, ]*)\.(?: .*)? #}", first)
    assert found, f"{name} does not begin with what it is given"
    return set(found[1].split(", ")) - {"nothing"}


@pytest.fixture(scope="module")
def rendered():
    """Template → names it was given, over every address and state the tests of pages know."""
    from tests.webapp.conftest import client_of
    from tests.webapp.fake import FakeLibrary

    client, seen = client_of(FakeLibrary()), []

    def note(sender, template, context, **more):
        seen.append((template.name, set(context)))

    with template_rendered.connected_to(note, client.application):
        for address in ADDRESSES:
            client.get(address)
    return seen


@pytest.mark.parametrize("name", sorted(p.name for p in TEMPLATES.glob("*.html") if p.name != "base.html"))
def test_a_template_is_given_what_it_says(rendered, name):
    common = documented("base.html") | FLASKS_OWN
    given = {frozenset(names - common) for template, names in rendered if template == name}
    assert given, f"{name} was never shown"
    assert given == {frozenset(documented(name) - common)}


def test_every_page_is_given_what_the_frame_needs(rendered):
    assert all(documented("base.html") <= names for _, names in rendered)
