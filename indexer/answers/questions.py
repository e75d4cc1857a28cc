"""Understanding a question: what kind of answer it wants, of what, for which year, reached or aimed at.

In goes the question in its search form, what was read as scope already taken out; out comes a :class:`Question`. The asking
words are a table (``asking_words.tsv``); what follows 多少 is read as a unit if the table of units knows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from corpus import Span, parse_number
from indexer.answers.terms import asked_term
from indexer.model.answer import AskKind, Question
from indexer.model.quantity import Change, Kind

UnitAt = Callable[[str, int], tuple[str, str, str] | None]
"""From a form and a place to the unit that stands there: (as printed, its base unit, its dimension)."""
Segment = Callable[[str], list[Span]]

_POLITE = re.compile(r"^(?:请问|请教|想问一?下?|我想知道|想知道|请告诉我|告诉我|麻烦问一?下?|查一?下|帮我查一?下?|那么?|你好|您好)[,:：,、\s]*")
_BOUND = re.compile(r"^(?:以内|之内|以上|以下|左右|之间|上下|之前|以前|之后|以后)")
_END = " ?？。.!！,，;；、"
_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
_YEAR = re.compile(r"(?<![\d零一二三四五六七八九])((?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})(?:年度?|(?=[,和与、到至]))")
_RANGE = re.compile(
    r"(?:从|自|在)?(?<![\d零一二三四五六七八九])(?P<first>(?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})年?(?:-+|至|到|~)"
    r"(?P<last>(?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})年(?:[这的]?[三四五六七八九十]年)?(?:间|期间)?"
)
REPORT_YEAR = re.compile(
    r"(?:在|据|根据|按照)?((?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})年(?:度)?(?:的)?[^,。?\d]{0,12}?(?:政府工作|工作)?报告"
    r"(?:里面?|中|上)?(?:的|提到的?|提出的?|显示|说的?|讲的?|指出|称|认为|要求|宣布|介绍)?[,:、]?"
)
_REPORT = re.compile(
    r"^(?:在|据|根据)?(?:这份|该|本)?(?:政府工作)?报告(?:里面?|中|上)?"
    r"(?:点名的?|提到的?|提出的?|显示|说的?|讲的?|指出|称|举了|列举的?)?[,:、]?"
)
_RELATIVE = re.compile(r"去年|上年|上一年|前年|今年|本年|当年|明年|年内|全年")
_STEPS = {"去年": -1, "上年": -1, "上一年": -1, "前年": -2, "今年": 0, "本年": 0, "年内": 0, "明年": 1}
_TARGET = re.compile(
    r"计划|目标|预期(?!寿命)|打算|力争|争取|拟|安排|将|准备|预计|确保|规划|要(?!求|素|点|闻|害|地|津|塞|么|是|多|花|几)|争创|应|控制在|下一步|未来"
)
_RESULT = re.compile(r"完成了|实际|已经|已|达到了|实现了|增长了|下降了|了(?=多少|几|百分|$)|完成(?!率)|最后|究竟|到底|过[了的]?")
_GROWTH = re.compile(r"(?<!自然)增长|(?<![提晋回])升(?=多少|几|百分|了)|增速|增幅|涨|提高|上升|升高|增加|增收|增产|多了")
_SHARE = re.compile(r"占.{0,14}(?:多少|比重|比例|几)|(?:比重|占比)(?:是|为|有)?(?:多|几|达)")
_FALL = re.compile(r"下降|(?<![下投沉])降(?=多少|几|百分|了)|降幅|降低|减少|跌|压减|下滑|回落|缩短|压缩|减了|减产")
_FROM_TO = re.compile(r"(?:从|由)(?:多少|几|百分之几)[^,]{0,4}(?:增|提|降|减|升|扩|上|下|变|到|至)[^,]{0,4}(?:到|至|为)?(?:多少|几|百分之几)")
_REACHED = re.compile(r"(?:增加|增长|增|提高|提升|上升|升高|上涨|涨|下降|降低|降|减少|减|压减|压缩|缩短|回落|扩大)(?:到|至|为|成)")
_EACH = re.compile(r"(?:各|分别)(?:是|为|有|达到?|增长|下降|完成)?(?=多少|几|$)")
_AGENT = re.compile(
    r"(?:作|做)的?(?:是)?(?:这[份次个])?(?:政府工作)?报告|报告人|报告(?:是|由)?(?:谁|哪[位个])|(?:省长|市长|区长|县长|州长|旗长|主席|总理|主任)是谁|谁是.{0,8}(?:省长|市长|区长|县长|主席|总理|主任)|谁.{0,10}报告"
)
_OFFICE = re.compile(r"(?P<of>[^,]*?)(?:省长|市长|区长|县长|州长|旗长|主席|主任|总理)是(?:谁|哪位)$")
_WHEN_FRONT = re.compile(
    r"(?:报告|大会|会议).{0,10}(?:什么时候|何时|哪一?[天日]|几月几[日号]|日期|时间)|"
    r"(?:什么时候|何时|哪一?[天日]|几月几[日号]).{0,10}(?:报告|大会|会议)(?:的)?$"
)
_MEETING = re.compile(r"(?:哪次|哪个|哪届|什么|第几[届次]).{0,8}(?:会议|大会|人代会)|在(?:什么|哪个|哪次)会")
_ABOUT_FRONT = re.compile(
    r"(?:19|20)\d\d年|[一二][九零][零一二三四五六七八九]{2}年|政府工作|报告|人民代表大会|人大|人代会|大会|会议|会|什么时候|什么时间|何时|时间|日期|日子|哪一?[年天月日次个届]|第几[届次]|"
    r"几月几?[日号]?|什么|发表|宣读|提交|提请|审议|召开|举行|开幕|通过|[作做讲开上下在是的由于了这那份本次该里中]"
)
MOST_BESIDE = 4  # characters that a question about the front matter may hold beside its own words: a place, a role


@dataclass(frozen=True, slots=True)
class _Row:
    kind: AskKind
    pattern: re.Pattern[str]
    dimension: str


@cache
def _rows() -> tuple[_Row, ...]:
    lines = files("indexer.answers").joinpath("asking_words.tsv").read_text("utf-8").splitlines()
    cells = [(*line.split("\t"), "")[:3] for line in lines if line and not line.startswith("#")]
    return tuple(_Row(cast(AskKind, kind), re.compile(pattern), dimension) for kind, pattern, dimension in cells)


@cache
def _sayings() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = files("indexer.answers").joinpath("colloquial.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((re.compile(pattern), words) for pattern, words in pairs)


@cache
def spoken() -> Mapping[str, tuple[str, ...]]:
    """What a word of a question may be called in a report (``spoken.tsv``).

    >>> spoken()["高企"]
    ('高新技术企业',)
    """
    lines = files("indexer.answers").joinpath("spoken.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {word: tuple(said.split("|")) for word, said in pairs}


def formal(form: str) -> str:
    """A question in the words of reports.

    >>> formal("外贸规模有多大"), formal("打了多少粮食"), formal("固投增速是多少")
    ('进出口总额有多大', '粮食产量多少', '固定资产投资增速是多少')
    """
    for pattern, words in _sayings():
        form = pattern.sub(words, form)
    return form


def stripped(form: str) -> str:
    """A question without greeting, question mark and blanks."""
    return _POLITE.sub("", re.sub(r"\s+", "", form).strip(_END)).strip(_END)


def looks_like_a_question(form: str) -> bool:
    """Whether a query asks, rather than names words to look for.

    >>> [looks_like_a_question(q) for q in ("2019年地区生产总值增长多少?", "老旧小区改造", "谁给职工回了信", "什么是放管服")]
    [True, False, True, True]
    """
    text = stripped(form)
    if len(text) < 4 or ('"' in text and text.count('"') == 2 and text.startswith('"') and text.endswith('"')):
        return False
    asked = form.rstrip().endswith(("?", "？"))
    return asked or any(row.pattern.search(text) and (row.kind != "yes_no" or len(text) > 6) for row in _asking_rows())


def _asking_rows() -> tuple[_Row, ...]:
    """Rows whose words ask even without a question mark; a query that ends in 总额 or 规模 is only words."""
    return tuple(row for row in _rows() if "(?=$)" not in row.pattern.pattern or "多" in row.pattern.pattern)


def read_question(form: str, unit_at: UnitAt, segment: Segment) -> Question | None:
    """Take a question apart; None if it asks nothing that we know of.

    >>> def unit_at(form, at):
    ...     return ("个", "个", "count") if form[at : at + 1] == "个" else None
    >>> q = read_question("2019年改造完工了多少个老旧小区", unit_at, lambda text: [])
    >>> q.kind, q.units, q.years, q.wanted, q.topic
    ('number', frozenset({'个'}), (2019,), 'result', '改造完工 老旧小区')
    """
    whole = formal(stripped(form))
    named = REPORT_YEAR.search(whole)
    text = (whole[: named.start()] + whole[named.end() :]).strip(_END) if named else whole
    front = _front(text if "报告" in text else whole)
    if front:
        return Question(whole, "front", front, report_year=_year(named[1]) if named else None, years=_years(whole))
    text = _REPORT.sub("", text).strip(_END)
    for row in _rows():
        match = row.pattern.search(text)
        if match:
            return _read(whole, text, row, match, _year(named[1]) if named else None, unit_at, segment)
    return None


def _front(text: str) -> str:
    """Which fact of the front matter is asked for, if one is, and nothing else."""
    if (
        _AGENT.search(text)
        and not re.search("关于|草案|决算|决议", text)
        and ("谁" in text or "哪位" in text or "报告人" in text)
    ):
        office = _OFFICE.search(text)
        return "" if office and len(_ABOUT_FRONT.sub("", office["of"])) > MOST_BESIDE else "speaker"
    fact = "date" if _WHEN_FRONT.search(text) else "meeting" if _MEETING.search(text) else ""
    return fact if len(_ABOUT_FRONT.sub("", REPORT_YEAR.sub("", text))) <= MOST_BESIDE else ""


def _read(
    whole: str, text: str, row: _Row, match: re.Match[str], report_year: int | None, unit_at: UnitAt, segment: Segment
) -> Question:
    groups = match.groupdict()
    end, units, head = match.end(), _base_units(row.dimension), groups.get("head") or ""
    if groups.get("unit") is not None:
        end, units = _unit_after(text, end, unit_at)
    if row.kind in ("name", "person", "list"):
        end, head = _head(text, end, head, segment)
    before, after = text[: match.start()], _BOUND.sub("", text[end:])
    both = _FROM_TO.search(text)
    if both:
        before, after = text[: both.start()], text[both.end() :]
    span = _RANGE.search(text)
    years = () if span else _years(_COMPARED.sub("", f"{before},{after}"))
    return Question(
        text=whole, kind=row.kind, topic=" ".join(filter(None, (_topic(before), _topic(head) if row.kind != "number" else "", _topic(after)))),
        before=_topic(before), after=_topic(after), head=_topic(head), units=units, change=_change(text, row, units),
        wanted=_wanted(text), years=years, report_year=report_year, count=_count(groups.get("count")),
        both_ends=bool(both), period=_range(span) if span else _plan_period(text),
        term=asked_term(text) if row.kind in ("definition", "name", "list") else "",
        what=_what(text, match, row),
    )  # fmt: skip


def _what(text: str, match: re.Match[str], row: _Row) -> str:
    """The noun of which 是什么 asks: 国香茶城的|品牌节庆."""
    if row.kind != "name" or match.end() != len(text) or match.groupdict().get("head"):
        return ""
    found = re.search(r"[\u4e00-\u9fff\"]的(?P<noun>[\u4e00-\u9fff]{2,8})$", text[: match.start()])
    return found["noun"] if found else ""


_PLANS = re.compile(
    r"(?<![\u4e00-\u9fff])[\"“]?(十[一二三四五]?|[一二三四五六七八九])五[\"”]?(?=期间|时期|规划|末|$|[\"”])"
)
_SPANS = re.compile(
    r"(?:过去|未来|今后|最近|这|近)?[五三四两]年(?:来|间|累计|里|内)|(?:过去|未来|今后|最近|这|近)[五三四两]年"
)


def _range(span: re.Match[str]) -> str:
    """The years of 2008到2012年."""
    first, last = sorted((_year(span["first"]), _year(span["last"])))
    return f"{first}-{last}"


def _plan_period(text: str) -> str | None:
    """The years of a five-year plan (十一五: 2006-2010), ``*`` for 过去五年 and the like, None where none is named."""
    match = _PLANS.search(text)
    if not match:
        return "*" if _SPANS.search(text) else None
    named = match[1]
    number = 10 + "零一二三四五".index(named[1:] or "零") if named.startswith("十") else "零一二三四五六七八九".index(named)
    # The first plan began in 1953, the second in 1958, the third in 1966, and from then on one every five years.
    first = {1: 1953, 2: 1958}.get(number, 1966 + 5 * (number - 3))
    return f"{first}-{first + 4}"


def _head(text: str, end: int, head: str, segment: Segment) -> tuple[int, str]:
    """The noun of 哪个园区获评…: the first word, and the next where that only qualifies it (国家级|示范区); all that 的 closes
    (国际学会|的总部) or a verb in the passive (滑雪度假地|被评为), and a last character that only ends a word (武术|节).
    """
    if head and end + 1 < len(text) and text[end] in "的被由":
        return end, head
    pieces = [p.of(head) for p in segment(head)]
    kept = ""
    for piece in pieces:
        kept += piece
        if (len(kept) > 1 and kept[-1] not in _QUALIFYING) or kept in _NAMED_SO:
            break
    general = re.match(r"[\u4e00-\u9fff]{2,8}?(?:项目|工程|企业)", head)
    if general and general.end() > len(kept):
        kept = general[0]  # 海上风电项目|投运
    start = end - len(head)
    if start + len(kept) == len(text) - 1 and text[-1] in _NAMING:
        kept += text[-1]
    return start + len(kept), kept.rstrip("上里中的")


_QUALIFYING = "级型大新老小"
_NAMED_SO = frozenset("路街河山湖岛桥塔港园馆镇村乡县市省国")  # 哪条街|获评
_NAMING = "年节会奖园馆院所校厂站桥街路河湖山港区县市省镇乡村业"


def _base_units(dimension: str) -> frozenset[str]:
    """A dimension stands for all its units: its name with a star."""
    return frozenset({"*" + dimension}) if dimension else frozenset()


def _unit_after(text: str, at: int, unit_at: UnitAt) -> tuple[int, frozenset[str]]:
    scale = re.compile(r"[万亿]*").match(text, at)
    start = scale.end() if scale else at
    unit = unit_at(text, start) or unit_at(text, at)
    if unit is None:
        return at, frozenset()
    printed, base, dimension = unit
    begins = start if text.startswith(printed, start) else at
    return begins + len(printed), frozenset({base} if dimension in ("count", "rate") else {"*" + dimension, base})


_NOISE = re.compile(
    rf"{_RANGE.pattern}|"
    r"(?:比|较|同|与)?(?:(?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})年(?:度?[底末初]|内(?![蒙陆部需外资容])|度)?|去年|上一?年|前年|今年|本年|明年|年内|全年|"
    r"(?:过去|未来|今后|最近)?[这近]?[五三四两十]年(?:来|间|里|内)?(?:累计)?|[\"“]?(?:十[一二三四五]?|[一二三四五六七八九])五[\"”]?(?:期间|时期)|"
    r"[与和跟同]?(?:比)?(?:上年|去年|前一年)(?:同期)?相?比?|按照?(?=.{2,12}(?:计算|算|价格))|"
    r"一共|总共|共计|合计是|大约|大概|究竟|到底|具体|实际上?|最后|预期目标|目标|计划|打算|预期(?!寿命)|力争|争取|预计|拟|"
    r"(?<![\u4e00-\u9fff])(?:[我全本]?[省市县区州旗](?=政协|人大)|[我全本][省市县区州旗])|报告(?:里|中)?(?:提到|举了|点名)?|(?<=[\u4e00-\u9fff])了(?!解)|分别|各(?=是|有|为|增|下降|减|提高|上|达|完成|$)|还(?=是|有)|都(?=是|有|$)|比(?=增|减|提|下|上)|"
    r"(?<![重主需必首紧纲概摘次])要(?![素点求害地闻道塞])|(?:是|有|为|(?<![下传到发直抵表])达到?|[提降升减增]到|到|会|将|的|呢|啊|呀|吧)$|^(?:的|是|有|为|在|和|与|把|被|由|从|到)|"
    r"(?<=提高|增加|降低|扩大|上升|下降|减少|调整)(?:到|至|为)(?=.)|[\"'《》?,。、:;()]"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_FIRST = (("比重要", "比重 "), ("花在", " "), ("用在", " "), ("上的钱", ""))


_COMPARED = re.compile(r"(?:比|较|(?<!年)(?:同|与))(?:(?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})年")


def _topic(text: str) -> str:
    """The words that say of what, apart by spaces, without years and the words that only ask."""
    text = _BRACKETED.sub("", text)
    for old, new in _FIRST:
        text = text.replace(old, new)
    out, before = text, ""
    while out != before:
        before, out = out, _NOISE.sub(" ", out).strip()
    return " ".join(out.split())


def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_year(m[1]) for m in _YEAR.finditer(text)))


def _year(text: str) -> int:
    return int(text.translate(_DIGITS))


def relative_year(text: str, report_year: int) -> int | None:
    """The year that 去年 or 今年 in a question means to a report of ``report_year``, None where no such word stands.

    >>> relative_year("去年固定资产投资增速是多少", 2020), relative_year("增速是多少", 2020)
    (2019, None)
    """
    found = _RELATIVE.search(text)
    return report_year + _STEPS[found[0]] if found and found[0] in _STEPS else None


def _change(text: str, row: _Row, units: frozenset[str]) -> Change | None:
    if row.kind != "number":
        return None
    text = _REACHED.sub("", text)
    if _FALL.search(text):
        return "fall"
    if _SHARE.search(text):
        return "share"
    return "growth" if _GROWTH.search(text) and not re.search(r"增加值(?!.{0,4}增)", text) else "level"


def _wanted(text: str) -> Kind | None:
    """A result or a target, by the words; an aim outweighs a 完成 (计划完成多少)."""
    if _TARGET.search(text) and not re.search(r"实际|已经|最后|完成了|达到了|实现了", text):
        return "target"
    return "result" if _RESULT.search(text) else None


def _count(text: str | None) -> int | None:
    if not text:
        return None
    value = parse_number("二" if text == "两" else text)
    return int(value) if value is not None else None
