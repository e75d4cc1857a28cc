"""The curated word lists: form, and the rules that keep a shown expansion true."""

from __future__ import annotations

import configparser
import re
from fnmatch import fnmatch
from importlib.resources import files
from itertools import combinations, permutations
from pathlib import Path

import jieba
import pytest

from corpus import needle_of, search_form
from indexer.analysis import word_lists
from indexer.analysis.word_lists import (
    DICTIONARY,
    FILES,
    SHAPES,
    STOPWORDS,
    SYNONYMS,
    dictionary_words,
    fingerprint,
    remarks,
    shape_neighbours,
    stopwords,
    synonyms,
)

HAN = re.compile(r"[\u4e00-\u9fff]+")
EXPANSION = re.compile(r"[\u4e00-\u9fff“”]{2,}|(人均)?GDP|CPI|AI|R&D|PM2\.5|12345")
TERM = re.compile(r"[\u4e00-\u9fff]{2,}|(人均)?GDP|CPI|PPP|AI|PM2\.5|12345(热线)?")

# Too general to stand for anything by themselves.
VAGUE = {
    *("发展", "建设", "工作", "服务", "项目", "改革", "企业", "管理", "提高", "增长", "推进", "加强"),
    *("经济", "社会", "群众", "人民", "政府", "环境", "安全", "文化", "收入", "生产", "城市", "农村"),
}

# Contrary to one another: neither may be shown for the other.
ANTONYMS = [
    *("增长 下降", "上升 下降", "提高 降低", "增加 减少", "扩大 缩小", "进口 出口", "收入 支出", "供给 需求"),
    *("城镇 农村", "城市 乡村", "失业 就业", "贫困 富裕", "通胀 通缩", "通货膨胀 通货紧缩", "守信 失信"),
    *("诚信 失信", "赤字 盈余", "减税 增税", "国有企业 民营企业", "国企 民企", "公办 民办", "外资 内资"),
]

# With 和 as a part of the word, not joining two.
WITH_HE = {"碳中和", "和美乡村"}

# They arise where other words meet (提高企业, 农村医疗, 科创文化), so a dictionary must not know them.
FALSE_WORDS = {"高企", "村医", "创文"}

Row = tuple[int, list[str]]


def rows(name: str) -> list[Row]:
    """The entries as written, by line number."""
    lines = (files("indexer.analysis") / "words" / name).read_text("utf-8").split("\n")
    return [(at, line.split("\t")) for at, line in enumerate(lines, 1) if line and not line.startswith("#")]


def pairs() -> list[tuple[str, str]]:
    """Every (term, expansion) as written."""
    return [(cells[0], expansion) for _, cells in rows(SYNONYMS) for expansion in cells[1].split("|")]


@pytest.fixture(scope="module")
def plain() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@pytest.fixture(scope="module")
def ours(plain: jieba.Tokenizer) -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(plain.FREQ), plain.total, True
    for word in dictionary_words():
        tokenizer.add_word(word)
    return tokenizer


@pytest.mark.parametrize("name", FILES)
def test_files_are_tidy(name: str) -> None:
    data = (files("indexer.analysis") / "words" / name).read_bytes()
    text = data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.startswith("# ")
    assert [line for line in text.split("\n") if line != line.strip()] == []


@pytest.mark.parametrize("name", FILES)
def test_files_are_packaged(name: str) -> None:
    setup = Path(__file__).parents[2] / "setup.cfg"
    if not setup.is_file():
        pytest.skip("the tests run without the checkout")
    config = configparser.ConfigParser()
    config.read(setup, encoding="utf-8")
    patterns = re.split(r"[,\s]+", config["options.package_data"]["indexer.analysis"])
    assert any(fnmatch(f"words/{name}", pattern) for pattern in patterns)


def test_synonyms_have_terms_expansions_and_perhaps_a_remark() -> None:
    found = rows(SYNONYMS)
    assert 200 <= len(found) <= 500
    assert [at for at, cells in found if len(cells) not in (2, 3) or not all(cells)] == []
    assert [cells[0] for _, cells in found if not TERM.fullmatch(cells[0])] == []
    assert [pair for pair in pairs() if not EXPANSION.fullmatch(pair[1])] == []
    assert [at for at, cells in found if len(cells) == 3 and not HAN.search(cells[2])] == []


def test_synonyms_name_no_term_twice() -> None:
    terms = [search_form(cells[0]) for _, cells in rows(SYNONYMS)]
    assert [term for term in set(terms) if terms.count(term) > 1] == []


def test_synonyms_give_at_most_six_expansions_each_once() -> None:
    for _, cells in rows(SYNONYMS):
        expansions = [needle_of(e) for e in cells[1].split("|")]
        assert 1 <= len(expansions) <= 6, cells
        assert len(set(expansions)) == len(expansions), cells


def test_an_expansion_never_contains_its_term() -> None:
    """A search for the term finds it already."""
    assert [(term, e) for term, e in pairs() if needle_of(term) in needle_of(e)] == []


def test_no_expansion_of_a_row_contains_another() -> None:
    found = []
    for _, cells in rows(SYNONYMS):
        expansions = [needle_of(e) for e in cells[1].split("|")]
        found += [(cells[0], a, b) for a, b in permutations(expansions, 2) if a in b]
    assert found == []


def test_expansions_are_never_vague() -> None:
    assert [(term, e) for term, e in pairs() if e in VAGUE or (e.isascii() and len(e) < 2)] == []


@pytest.mark.parametrize("contrary", ANTONYMS)
def test_expansions_are_never_antonyms(contrary: str) -> None:
    """Neither the two words themselves, nor two words that differ in nothing but them."""
    one, other = contrary.split()
    for term, expansion in pairs():
        for here, there in ((one, other), (other, one)):
            assert not (term == here and expansion == there), (term, expansion)
            assert here not in term or term.replace(here, there) != expansion, (term, expansion)


@pytest.mark.parametrize(
    ("term", "expansion"),
    [
        ("GDP", "生产总值"), ("地区生产总值", "GDP"), ("财政收入", "公共预算收入"), ("双创", "大众创业"),
        ("公共厕所", "公厕"), ("地铁", "轨道交通"), ("看病", "就医"), ("打工", "外出务工"), ("雾霾", "大气污染"),
        ("河长制", "河湖长"), ("自贸区", "自贸试验区"), ("棚改", "棚户区"), ("新基建", "新型基础设施"),
        ("社保", "社会保障"), ("医保", "医疗保险"), ("低保", "最低生活保障"), ("养老院", "敬老院"), ("拆迁", "征迁"),
        ("国企", "国有企业"), ("民企", "民营企业"), ("乡镇企业", "社队企业"), ("退役军人", "转业军人"),
        ("居民可支配收入", "人均可支配收入"), ("停车难", "停车泊位"), ("网上办事", "一网通办"),
    ],
)  # fmt: skip
def test_well_known_pairs_are_there(term: str, expansion: str) -> None:
    assert expansion in synonyms()[search_form(term)]


def test_synonyms_are_looked_up_by_search_form_and_shown_as_written() -> None:
    table = synonyms()
    assert len(table) == len(rows(SYNONYMS))
    assert all(search_form(term) == term for term in table)
    assert "R&D" in table["研发投入"]
    assert "GDP" not in table
    assert "人均生产总值" in table["人均gdp"]
    with pytest.raises(TypeError):
        table["gdp"] = ()  # type: ignore[index]


def test_remarks_belong_to_synonyms() -> None:
    assert set(remarks()) <= set(synonyms())
    assert "口径" in remarks()["一般公共预算收入"]


def test_dictionary_words_are_han_of_two_to_six_characters() -> None:
    found = [cells for _, cells in rows(DICTIONARY)]
    assert 500 <= len(found) <= 900
    assert [cells for cells in found if len(cells) != 1 or not HAN.fullmatch(cells[0])] == []
    assert [cells[0] for cells in found if not 2 <= len(cells[0]) <= 6] == []
    assert {cells[0] for cells in found if "和" in cells[0]} == WITH_HE
    words = dictionary_words()
    assert len(set(words)) == len(words) == len(found)
    assert [word for word in words if search_form(word) != word] == []


def test_dictionary_words_are_needed_and_work(plain: jieba.Tokenizer, ours: jieba.Tokenizer) -> None:
    """jieba cuts every one of them without our dictionary, and none with it."""
    words = dictionary_words()
    assert [word for word in words if plain.lcut(word, HMM=False) == [word]] == []
    assert [word for word in words if ours.lcut(word, HMM=False) != [word]] == []


def test_no_stopword_is_cut_out_of_a_term(ours: jieba.Tokenizer) -> None:
    """碳中和 must not lose its last character on the way to the table of synonyms."""
    assert [term for term in synonyms() if stopwords().intersection(ours.lcut(term, HMM=False))] == []


def test_dictionary_holds_the_words_of_the_synonyms(plain: jieba.Tokenizer) -> None:
    """Nearly every short term and expansion is one word, by jieba's dictionary or ours; turns of phrase need not be."""
    known = set(dictionary_words())
    short = {w for pair in pairs() for w in pair if HAN.fullmatch(w) and len(w) <= 6}
    cut = {w for w in short - known if plain.lcut(w, HMM=False) != [w]}
    assert len(cut) < len(short) / 10
    assert {w for w in cut if len(w) == 2} <= FALSE_WORDS
    assert known.isdisjoint(FALSE_WORDS)


def test_dictionary_names_no_place() -> None:
    places = ("管城", "金岱", "郑州", "保定", "清苑", "徐水", "定兴", "涞源", "高阳", "海拉尔", "商代王城", "圆方")
    assert [word for word in dictionary_words() if any(place in word for place in places)] == []


def test_stopwords_are_few_and_mean_nothing() -> None:
    found = [cells for _, cells in rows(STOPWORDS)]
    assert 30 <= len(found) <= 60
    assert [cells for cells in found if len(cells) != 1 or not HAN.fullmatch(cells[0])] == []
    words = stopwords()
    assert len(words) == len(found)
    assert set("的了和与及在对等是") | {"多少", "什么", "哪些", "如何", "怎么", "有没有", "请问", "情况"} <= words
    assert words.isdisjoint(synonyms())
    assert words.isdisjoint(dictionary_words())
    assert words.isdisjoint({"年", "元", "不", "无", "地", "上", "中", "人", "今年", "去年", "目标", "完成", "增长"})


def test_shape_groups_hold_two_or_more_different_characters() -> None:
    found = rows(SHAPES)
    assert 150 <= len(found) <= 250
    for at, cells in found:
        assert len(cells) >= 2, at
        assert len(set(cells)) == len(cells), (at, cells)
        assert all(len(c) == 1 and HAN.fullmatch(c) for c in cells), (at, cells)
        assert all(search_form(c) == c for c in cells), (at, cells)
        assert all(c.encode("gb2312") for c in cells), (at, cells)


def test_no_shape_group_is_part_of_another() -> None:
    groups = [set(cells) for _, cells in rows(SHAPES)]
    assert [(a, b) for a, b in combinations(groups, 2) if a <= b or b <= a] == []


def test_shape_neighbours_are_mutual() -> None:
    table = shape_neighbours()
    for char, others in table.items():
        assert others
        assert char not in others
        assert all(char in table[other] for other in others)
    assert table["镜"] == {"境", "竟", "竞"}
    assert {"己", "巳"} == table["已"]
    assert "治" in table["冶"]
    assert table["根"] == {"限", "恨"}


def test_fingerprint_follows_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert re.fullmatch(r"[0-9a-f]{12}", before)
    read = word_lists._bytes
    for changed in FILES:

        def other(name: str, changed: str = changed) -> bytes:
            return read(name) + (b"# more\n" if name == changed else b"")

        monkeypatch.setattr(word_lists, "_bytes", other)
        assert fingerprint.__wrapped__() != before
    monkeypatch.setattr(word_lists, "_bytes", read)
    assert fingerprint.__wrapped__() == before


def test_files_edited_on_windows_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    read = word_lists._bytes
    before = dict(synonyms()), dictionary_words(), stopwords(), dict(shape_neighbours())
    monkeypatch.setattr(word_lists, "_bytes", lambda name: b"\xef\xbb\xbf" + read(name).replace(b"\n", b"\r\n"))
    after = (
        dict(synonyms.__wrapped__()), dictionary_words.__wrapped__(), stopwords.__wrapped__(),
        dict(shape_neighbours.__wrapped__()),
    )  # fmt: skip
    assert after == before
