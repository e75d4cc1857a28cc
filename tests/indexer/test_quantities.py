"""The grammar of figures: tables of real wordings, the laws, and figures as a reader types them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import search_form
from indexer.model.quantity import Quantity
from indexer.quantities.approximators import sense
from indexer.quantities.asking import answers, read_quantity, read_sought
from indexer.quantities.extraction import dates, extract, figure_spans
from indexer.quantities.units import in_base, same, units
from tests.corpus.test_numerals import spoken
from tests.effort import calls

# (text, what is read: mention value unit approximator; ".." joins the ends of a range, why)
FIGURES = [
    ("完成494.8亿元，同比增长8.1%", "494.8亿元 49480000000 元 -|8.1% 8.1 % -", "2020: money and per cent"),
    ("商户4300余家", "4300余家 4300 家 余", "approximator inside"),
    ("停车泊位1.1万余个", "1.1万余个 11000 个 余", "after the scale"),
    ("协调解决用工近13万人", "近13万人 130000 人 近", "before"),
    ("增长6.5%左右", "6.5%左右 6.5 % 左右", "after"),
    ("产量突破1300万辆", "1300万辆 13000000 辆 突破", "a verb qualifies and stays outside the mention"),
    ("PM10不高于96微克/立方米", "96微克/立方米 96 微克/立方米 不高于", "composite unit, a pollutant's name"),
    ("约达１０亿余元", "约达１０亿余元 1000000000 元 约达", "1956: two approximators, the first one tells"),
    ("保证我国六亿多人民的生活水平", "六亿多 600000000  多", "1959: 人民 is no 人"),
    ("粮食产量稳定在万亿斤以上", "万亿斤以上 1000000000000 斤 以上", "2013: a scale alone with a bound"),
    ("大约有300左右", "大约有300左右 300  大约", "a bare number with an approximator"),
    ("收入合计２７，２０３，３１９，０００元", "２７，２０３，３１９，０００元 27203319000 元 -", "1956: full-width thousands marks"),
    ("增长6.6%,10.2亿元", "6.6% 6.6 % -|10.2亿元 1020000000 元 -", "2020: ASCII clause commas"),
    ("增长19·5％", "19·5％ 19.5 % -", "1999: a middle dot for the point"),
    ("粮食产量达到4 9 2 5 0 万吨", "4 9 2 5 0 万吨 492500000 吨 -", "1998: spaced digits"),
    ("增长１．５倍", "１．５倍 1.5 倍 -", "full-width point"),
    ("五亿二千多万亩", "五亿二千多万亩 520000000 亩 多", "多 within the numeral"),
    ("二千零十七万人", "二千零十七万人 20170000 人 -", "Chinese numeral"),
    ("发电三百万千瓦", "三百万千瓦 3000000 千瓦 -", "千 belongs to the unit"),
    ("装机2000万千瓦时", "2000万千瓦时 20000000 千瓦时 -", "and here"),
    ("增长百分之十四点五", "百分之十四点五 14.5 % -", "1986"),
    ("降到千分之二十九", "千分之二十九 29 ‰ -", "per mille"),
    ("占四分之一", "四分之一 0.25  -", "a fraction"),
    ("减少1/3以上", "1/3以上 0.3333333333333333333333333333  以上", "a fraction in digits"),
    ("占全国近五成", "近五成 0.5  近", "tenths"),
    ("压缩一半", "一半 0.5  -", "half"),
    ("按十五年翻两番", "十五年 15 年 -|两番 2 番 -", "a span of years, doublings"),
    ("比上年提高1个百分点", "1个百分点 1 个百分点 -", "points are not per cent"),
    ("提高2.3个多百分点", "2.3个多百分点 2.3 个百分点 多", "多 within the unit"),
    ("用了两年半", "两年半 2.5 年 -", "and a half"),
    ("降低5—6%", "5—6% 5..6 % -", "range"),
    ("增长百分之八至九", "百分之八至九 8..9 % -", "range under one 百分之"),
    ("700万到800万吨", "700万到800万吨 7000000..8000000 吨 -", "range"),
    ("收入10-15万元", "10-15万元 100000..150000 元 -", "the scale holds for both ends"),
    ("用三五年时间", "三五年 3..5 年 -", "two digits side by side"),
    ("用三到五个月", "三到五个月 3..5 个月 -", "range of Chinese numerals"),
    ("由11％增加到63％", "11％ 11 % -|63％ 63 % -", "a change is two figures"),
    ("由8%到10%", "8% 8 % -|10% 10 % -", "also without a verb"),
    ("上万种新产品", "上万种 10000 种 上", "a bare scale with 上"),
    ("数千家企业", "数千家 1000 家 数", "a bare scale with 数"),
    ("总数3000家", "3000家 3000 家 -", "总数 is a word"),
    ("近三年投入5亿美元", "三年 3 年 -|5亿美元 500000000 美元 -", "近三年 is no approximation; currencies differ"),
    ("利润增长-3.2%", "-3.2% -3.2 % -", "a minus after a word that announces a value"),
    ("三十二种主要工业品", "三十二种 32 种 -", "1955: from eleven on, classifiers count"),
    ("政务服务实现三级全覆盖，市内五区", "三级 3 级 -|五区 5 区 -", "levels and districts that are counted"),
    ("分别高4.2和0.7个百分点", "4.2 4.2 个百分点 -|0.7个百分点 0.7 个百分点 -", "a list shares its last unit"),
    ("净减少10.6万、3.8万平方公里", "10.6万 106000 平方公里 -|3.8万平方公里 38000 平方公里 -", "also after scales"),
    ("水质达到Ⅲ类标准", "Ⅲ类 3 类 -", "Roman numeral"),
]  # fmt: skip

NO_FIGURES = [
    ("过去五年，我们完成了任务", "of what time the sentence speaks"),
    ("过去的5年成绩显著", "the same in digits"),
    ("五年来，经济社会发展取得成就；40多年来持续推进", "a look back"),
    ("2020年5月27日", "a date"),
    ("１９５５年", "a year"),
    ("一九八三年六月", "a year in Chinese"),
    ("1—10月", "months"),
    ("2016-2020年", "years"),
    ("上世纪80年代", "a decade"),
    ("发布时间：2026-02-11 省长", "a date in figures"),
    ("第十六届人民代表大会第五次会议", "ordinals"),
    ("居全国第3位", "a rank"),
    ("第一个五年计划", "a plan's name"),
    ("几十年", "no number is said"),
    ("十几个", "no number is said"),
    ("落实“1+7”产业扶持政策、三送一强", "policies"),
    ("出台“管城10条”，做好“六稳”", "quoted names"),
    ("PM2.5浓度、5G基站、G107、4A级景区", "letters"),
    ("五里堡、十八里河、三门峡、五台山、长三角", "places"),
    ("一环十横十纵", "roads"),
    ("一定、统一、十分、万一、千方百计、百家争鸣", "words"),
    ("四项基本原则、三个代表、两个文明", "rhetoric"),
    ("107国道、12345热线、500强企业、地铁3号线", "numbers that name"),
    ("比例为9.2:69.5:21.3", "proportions"),
    ("最多跑一次", "one time is no figure"),
    ("5·12地震", "a day"),
    ("6.0版", "a version"),
    ("抓好3方面工作", "方 begins 方面"),
    ("完成一年零三个月", "the months go with the year"),
    ("9" * 41 + "元", "overlong"),
    ("1/0", "division by zero"),
    ("一九八二两年和1979、1980两个年度", "两 begins 两年, and the numbers are years"),
]


def _shown(quantity: Quantity, text: str) -> str:
    value = "..".join(map(str, quantity.range)) if quantity.range else str(quantity.value)
    return f"{quantity.span.of(text)} {value} {quantity.unit} {quantity.approximator or '-'}"


@pytest.mark.parametrize(("text", "read", "why"), FIGURES)
def test_figures_are_read(text: str, read: str, why: str) -> None:
    assert "|".join(_shown(q, text) for q in extract(text)) == read, why


@pytest.mark.parametrize(("text", "why"), NO_FIGURES)
def test_what_is_no_figure(text: str, why: str) -> None:
    assert [q.span.of(text) for q in extract(text)] == [], why


def test_dates_are_recognised() -> None:
    text = "2020年5月27日召开，8月底前完成300个，1—10月增长5%"
    assert [s.of(text) for s in dates(text)] == ["2020年5月27日", "8月底", "1—10月"]


TEXT = st.text(max_size=120) | st.text(
    "0123456789,，.．·%％一二三十百千万亿两余多约近个元年至-—/ 第Ⅲ类“”:+", max_size=200
)


@given(TEXT)
def test_any_text_is_read_without_complaint(text: str) -> None:
    last = 0
    for quantity in extract(text):
        assert last <= quantity.span.start
        assert quantity.span.end <= len(text)
        assert any(
            c.isdigit() or c in "零〇○一二三四五六七八九十百千万亿两廿卅半" or c.isnumeric()
            for c in search_form(quantity.span.of(text))
        )
        assert quantity.value.is_finite()
        assert "E" not in f"{quantity.value:f}"
        assert quantity.range is None or quantity.range[0] < quantity.range[1]
        last = quantity.span.end
    assert all(span.end <= len(text) for span in figure_spans(search_form(text)))


SAFE = st.sampled_from(["元", "亿元", "万户", "%", "个百分点", "平方公里", "万人次", "微克/立方米", "美元"])
NUMBERS = st.decimals(min_value=1, max_value=10**9, places=2, allow_nan=False)


@given(NUMBERS, SAFE)
def test_the_value_survives_every_respelling(number: Decimal, unit: str) -> None:
    wide = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
    plain, marked = f"{number:f}{unit}", f"{number:,f}{unit}"
    spellings = [plain, marked, plain.translate(wide), marked.translate(wide)]
    read = [read_quantity(s) for s in spellings] + [q for s in spellings for q in extract(f"比上年增加{s}。")]
    assert len(read) == 8
    assert all(q is not None and read[0] is not None and same(q, read[0]) for q in read)


@given(st.integers(20, 10**12), st.sampled_from(["元", "户", "亩", "%", "平方公里", "人次"]))
def test_the_value_survives_chinese_numerals_and_other_scales(number: int, unit: str) -> None:
    said = f"百分之{spoken(number)}" if unit == "%" else f"{spoken(number)}{unit}"
    traditional = said.translate(str.maketrans("万亿里两", "萬億裡兩"))
    scaled = [f"{Decimal(number).scaleb(-power):f}{scale}{unit}" for power, scale in ((4, "万"), (8, "亿"))]
    read = [q for s in (said, traditional, *scaled) for q in extract(f"总计达到{s}，")]
    assert [same(q, read_quantity(f"{number}{unit}") or q) for q in read] == [True] * 4


@given(NUMBERS, SAFE)
def test_a_mention_reads_the_same_alone(number: Decimal, unit: str) -> None:
    text = f"全年完成约{number:f}{unit}，增长5%左右"
    for quantity in extract(text):
        alone = read_quantity(quantity.span.of(text))
        assert alone is not None
        assert same(alone, quantity)
        assert alone.approximator == quantity.approximator


@pytest.mark.parametrize(
    "piece", ["1", "1,111", "1 ", "一", "一万", "1-", "1.", "1万", "百分之", '"1', "第1", "约", "三五", "1/", "亿多万"]
)
def test_work_is_linear(piece: str) -> None:
    def effort(length: int) -> int:
        return calls(lambda: extract(piece * (length // len(piece))))

    assert effort(40_000) <= 4.2 * effort(10_000) + 100


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("3.3平方公里", "4950亩", True),
        ("330公顷", "3.3平方公里", True),
        ("1吨", "2000斤", True),
        ("1万千瓦", "10兆瓦", True),
        ("5万名", "50000人", True),
        ("百分之五十", "50%", True),
        ("近五成", "50%", True),
        ("四分之一", "25%", True),
        ("29‰", "2.9%", True),
        ("约5亿元", "50000万元", True),
        ("5户", "5户次", False),
        ("5元", "5美元", False),
        ("5%", "5个百分点", False),
        ("5-6%", "5%", False),
    ],
)
def test_same_amount(one: str, other: str, *, equal: bool) -> None:
    a, b = extract(f"为{one}"), extract(f"为{other}")
    assert len(a) == len(b) == 1
    assert same(a[0], b[0]) is equal


def test_units_convert_without_rounding() -> None:
    for unit in units().values():
        value, base = in_base(Decimal("123456789.123456789"), unit.name)
        assert Fraction(value) == Fraction("123456789.123456789") * Fraction(unit.factor)
        assert base == unit.base
        assert in_base(Decimal(1), base)[0] == 1 or unit.base not in units(), (
            f"{unit.name}: help: its base must have factor 1"
        )


def test_every_approximator_has_a_sense() -> None:
    assert {sense(w) for w in ("约", "以上", "以内", "余", "近")} == {"approx", "ge", "le", "gt", "lt"}


SPELLINGS = [
    "494.8亿元",
    "49480000000元",
    "４９４．８亿元",
    "四百九十四点八亿元",
    "4,948,000万元",
    "４，９４８，０００万元",
    "“494.8亿元”",
    "四百九十四點八億元",
    " 494.8 亿元 ",
]


@pytest.mark.parametrize("query", SPELLINGS)
def test_every_spelling_asks_for_the_same(query: str) -> None:
    quantity = read_quantity(query)
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.span.end) == (Decimal(49480000000), "元", len(query))


NOT_ASKED = [
    "",
    " ",
    "管城区",
    "2020年",
    "第三",
    "PM2.5",
    "5G",
    "亿元",
    "一定",
    "增长6.6%",
    "1e5",
    "10到3",
    "10到3个",
    "1/0",
    "9" * 41,
    "6%和7%",
]


@pytest.mark.parametrize("query", [*NOT_ASKED, "5" * 2000])
def test_other_queries_ask_for_no_figure(query: str) -> None:
    assert read_quantity(query) is None
    assert read_sought(query) is None


@pytest.mark.parametrize(
    ("query", "met", "missed"),
    [
        (">=5亿元", "5亿元 50000万元 6亿元", "4.99亿元 6亿美元"),
        (">5亿元", "6亿元", "5亿元"),
        ("不超过3%", "3% 2.9%", "3.1% 3个百分点"),
        ("5亿元以上", "5亿元 7亿元", "4亿元"),
        ("6%到7%", "6% 6.5% 7%", "5.9% 7.1%"),
        ("494亿左右", "494.8亿元 494亿千瓦时", "600亿元"),
        ("近13万人", "12.9万人 13万人", "13.1万人"),
        ("4300余家", "4300家 4310家", "4290家 4310户"),
        ("140", "140项 140家", "141项"),
        ("五成", "50%", "5% 0.5%"),
    ],
)
def test_comparisons_and_ranges(query: str, met: str, missed: str) -> None:
    sought = read_sought(query)
    assert sought is not None
    assert all(answers(sought, q) for m in met.split() for q in extract(m))
    assert not any(answers(sought, q) for m in missed.split() for q in extract(m))


@given(TEXT)
def test_any_query_is_read_without_complaint(query: str) -> None:
    sought = read_sought(query)
    assert sought is None or sought.low is None or sought.high is None or sought.low <= sought.high
