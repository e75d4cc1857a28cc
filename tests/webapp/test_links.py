"""State in the URL: what is added can be taken away, and an address asks again exactly what was asked."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer import DEFAULT_LIMIT, LEVELS, PARTS, SORTS, STATES, Scope, SearchRequest, read_search_request
from tests.webapp.records import document, passages_of
from webapp.links import Address, local_id, permalink, reading, same_site_path, search_address, web_address

keys = st.sampled_from(["q", "year", "place", "level", "as_words"])
values = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
params = st.lists(st.tuples(keys, values), max_size=6, unique=True).map(tuple)


@given(params, keys, values)
def test_removing_what_was_added_gives_the_address_back(start, key, value):
    address = Address("/search", start)
    if not address.has(key, value):
        assert address.add(key, value).remove(key, value) == address


@given(params, keys, values)
def test_adding_twice_is_adding_once_and_toggling_twice_keeps_the_conditions(start, key, value):
    address = Address("/search", start)
    assert address.add(key, value).add(key, value) == address.add(key, value)
    assert set(address.toggle(key, value).toggle(key, value).params) == set(start)


@given(params)
def test_a_link_says_all_of_its_address(start):
    parts = urlsplit(Address("/search", start, "tier-all").href)
    assert (parts.path, parts.fragment) == ("/search", "tier-all")
    assert tuple(parse_qsl(parts.query, keep_blank_values=True)) == start


def some(options):
    return st.frozensets(st.sampled_from(options), max_size=3)


years = st.integers(1949, 2100)
scopes = st.builds(
    Scope,
    years=st.frozensets(years, max_size=3),
    year_from=st.none() | years,
    year_to=st.none() | years,
    places=some(["410104", "410000", "100000"]),
    levels=some(LEVELS),
    parts=some(PARTS),
    states=some(STATES),
    documents=some(["410104-2020", "100000-2019-resolution"]),
)
requests = st.builds(
    SearchRequest,
    query=st.sampled_from(["老旧小区 改造", "“6.6%” & a=b", "A | B", "部分:目标 #1", "100% + 增长"]),
    scope=scopes,
    limit=st.integers(1, 100) | st.just(DEFAULT_LIMIT),
    offset=st.integers(0, 500),
    sort=st.sampled_from(SORTS),
    expand=st.booleans(),
    as_words=some(["year", "place"]),
)


@given(requests)
def test_an_address_asks_again_exactly_what_was_asked(asked):
    pairs = parse_qsl(urlsplit(search_address(asked).href).query)
    assert read_search_request(MultiDict(pairs)) == asked


def test_what_stands_at_its_default_is_left_out():
    assert search_address(SearchRequest("改造")).params == (("q", "改造"),)


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/search?q=%E6%94%B9", True),
        ("/", True),
        ("//evil.example/", False),  # another host without a scheme
        ("///evil.example/", False),
        ("/\\evil.example/", False),  # browsers read \ as /
        ("/\t/evil.example/", False),  # browsers drop tabs and line breaks
        ("/a\r\nSet-Cookie: x=1", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("search", False),
        ("", False),
        (None, False),
        ("/改造", False),  # not percent-encoded: no browser sends it so
    ],
)
def test_a_redirect_leads_to_a_path_of_this_site_only(target, kept):
    assert same_site_path(target) == (target if kept else "/")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        " http://a.cn/",
        "http:///x",
        "//a.cn/",
        "http://[a",
        "ftp://a.cn",
        None,
        "",
    ],
)
def test_only_web_addresses_become_links(url):
    assert web_address(url) is None


def test_a_permalink_carries_the_digest_and_a_reading_link_the_place():
    passage = passages_of(document())[6]
    assert local_id(passage) == "p2"
    assert permalink(passage) == f"/p/410104-2020-p2?d={passage.digest}"
    assert reading(passage) == "/reports/410104-2020#p2"
    assert reading(passage, "增长 6.6%") == "/reports/410104-2020?q=%E5%A2%9E%E9%95%BF+6.6%25#p2"
