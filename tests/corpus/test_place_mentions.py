"""Places: finding their names in texts and queries, and what that costs."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model.place import LEVELS
from corpus.places import Gazetteer
from tests.effort import calls

PLACES = files("corpus.places").joinpath("places.tsv").read_text("utf-8")
WORDS = files("corpus.places").joinpath("ordinary_words.tsv").read_text("utf-8")
NAMES = [line.split("\t")[1] for line in PLACES.splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer.load()


SENTENCES = [  # (text, [(form, code, bare)…])
    ("2020年管城区GDP增长多少", [("管城区", "410104", False)]),
    ("2020年管城GDP增长多少", [("管城", "410104", True)]),
    ("北京冬奥会", [("北京", "110000", True)]),
    ("郑州市总部企业", [("郑州市", "410100", False)]),
    ("一个和平的环境", []),
    ("和平区老旧小区改造", [("和平区", "120101", False)]),
    ("长江三角洲", []),
    ("黄河流域", []),
    ("海南省、海南藏族自治州", [("海南省", "460000", False), ("海南藏族自治州", "632500", False)]),
    ("吉林省朝阳区", [("吉林省", "220000", False), ("朝阳区", "220104", False)]),
    ("吉林省的朝阳区", [("吉林省", "220000", False), ("朝阳区", "220104", False)]),
    ("青岛市南区", [("青岛", "370200", True), ("市南区", "370202", False)]),
    ("城市郊区和城区", []),
    ("晋城市城区", [("晋城市", "140500", False), ("城区", "140502", False)]),
    ("北京路、和平街道、中山大道", []),
    ("河南乡村振兴", [("河南", "410000", True)]),
    ("广东、广西和湖南", [("广东", "440000", True), ("广西", "450000", True), ("湖南", "430000", True)]),
    ("推动科技创新和产业创新、推广西部经验、幸福建设", []),
    ("统筹发展和安全，严防重大安全事故", []),
    ("国家长治久安，同心同德，扩大同各国的合作", []),
    ("贺兰山、嘉陵江、新安江、太行山西麓", []),
    ("丰富民主形式，城镇居民和农村居民", []),
    ("超大城市精细化治理，均衡水平", []),
    ("中国特色社会主义，中国共产党，居全国前列", []),
    ("雄安新区、京津冀、长三角", []),
    ("四川省成都市", [("四川省", "510000", False), ("成都市", "510100", False)]),
    ("形成都市圈", []),
    ("内蒙古呼伦贝尔", [("内蒙古", "150000", True), ("呼伦贝尔", "150700", True)]),
    ("比较郑州和开封的GDP", [("郑州", "410100", True), ("开封", "410200", True)]),
    ("2020管城GDP", [("管城", "410104", True)]),
    ("安置1.6万山洪灾民，用时3天全部签约", []),
    ("建设示范县，完成县城规划，沿海城市新增城市绿地", []),
    ("县人民政府代县长", []),
    ("和县、范县", [("和县", "340523", False), ("范县", "410926", False)]),
    ("西安区域科技创新中心", [("西安", "610100", True)]),
    ("臺灣同胞", [("臺灣", "710000", True)]),
]  # fmt: skip


class TestMentions:
    @pytest.mark.parametrize(("text", "expected"), SENTENCES)
    def test_sentences(self, places: Gazetteer, text: str, expected: list[tuple[str, str, bool]]) -> None:
        assert [(m.span.of(text), m.places[0].code, m.bare) for m in places.mentions(text)] == expected

    def test_ambiguous_names_keep_their_candidates(self, places: Gazetteer) -> None:
        [mention] = places.mentions("朝阳区常住人口")
        assert [p.province for p in mention.places] == ["北京市", "吉林省"]

    def test_the_year_decides(self, places: Gazetteer) -> None:
        assert [m.places[0].name for m in places.mentions("清苑GDP", year=2010)] == ["清苑县"]
        assert [m.places[0].name for m in places.mentions("清苑GDP")] == ["清苑区"]

    @settings(deadline=None)
    @given(st.lists(st.sampled_from([*NAMES[::97], *"的、和郑 ", "GDP", "安全", "2020年"])))
    def test_laws(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        mentions = Gazetteer.load().mentions(text)
        assert all(a.span.end <= b.span.start for a, b in zip(mentions, mentions[1:], strict=False))
        for mention in mentions:
            assert mention.span.end <= len(text)
            assert mention.places
            assert len(mention.span) > 1
            assert all(place.level in LEVELS for place in mention.places)

    @settings(deadline=None)
    @given(st.text())
    def test_any_text(self, text: str) -> None:
        places = Gazetteer.load()
        places.mentions(text)
        places.named(text)
        assert (places.resolve(text).place is None) or not places.resolve(text).candidates


class TestCost:
    def test_is_loaded_once(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            assert len({id(g) for g in pool.map(lambda _: Gazetteer.load(), range(32))}) == 1

    def test_memory(self) -> None:
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            kept = Gazetteer(PLACES, WORDS)
            assert tracemalloc.get_traced_memory()[0] - before < 6_000_000
            assert kept.place("410104")
        finally:
            tracemalloc.stop()

    def test_time_grows_with_the_text_only(self, places: Gazetteer) -> None:
        text = "过去一年，郑州市管城回族区地区生产总值增长，北京冬奥会成功举办，城镇居民收入稳步提高。" * 25
        assert len(text) > 1000
        assert calls(lambda: places.mentions(text * 4)) <= 4.2 * calls(lambda: places.mentions(text))
