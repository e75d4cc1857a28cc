"""Reports of our own as people have them: pages, posts, pasted documents, tables. Each with what must come out of it.

All texts are invented; the pages around them are modelled on what portals, forums, newspapers, messengers and document sites
print, none copied.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lxml import html

from corpus.model.document import State
from tests.corpus import made

SUBJECTS = ("优化营商环境", "推进乡村振兴", "提升城市品质", "保障和改善民生", "加强生态保护", "深化改革开放", "建设平安家园", "壮大工业实体")
NUMERALS = "一二三四五六七八"


@dataclass(frozen=True)
class Sample:
    """A file and what is true of it. ``paragraphs`` is the body, line by line, where it must come out whole; ``chrome`` must not."""

    name: str
    data: bytes
    code: str | None = "410300"
    year: int | None = 2021
    state: State = "report"
    paragraphs: Sequence[str] = ()
    chrome: Sequence[str] = ()
    notes: int = 0
    zone: str | None = None


def front(place: str = "洛阳市", year: int = 2021, office: str = "市长") -> list[str]:
    meeting = f"——{year}年1月18日在{place}第十五届人民代表大会第三次会议上"
    return [f"{place}{year}年政府工作报告", meeting, f"{place}人民政府{office}　李建国", "各位代表："]


def body(place: str = "洛阳市", year: int = 2021, unit: str = "市", office: str = "人民政府") -> list[str]:
    points = [
        f"（{number}）{subject}。完善工作机制，实施重点项目{20 + i}个，完成投资{30 + 3 * i}亿元，确保各项任务按时间节点推进；坚持问题导向，"
        "逐项制定清单，明确时限和责任单位，按月调度、按季通报，把群众满意作为衡量工作的唯一标准。"
        for i, (number, subject) in enumerate(zip(NUMERALS, SUBJECTS, strict=True))
    ]
    return [
        f"现在，我代表{place}{office}，向大会报告工作，请予审议，并请各位政协委员和列席人员提出意见。",
        f"一、{year - 1}年工作回顾",
        f"{year - 1}年，面对严峻复杂的外部环境和艰巨繁重的改革发展任务，我们在{unit}委的坚强领导下，较好完成了{unit}人大会议确定的目标任务。"
        f"预计全{unit}地区生产总值增长6.1%，一般公共预算收入完成110.5亿元，增长3.2%。",
        "（一）经济运行稳中向好。规模以上工业增加值增长7.4%，社会消费品零售总额增长8.2%，新增规上企业46家，净增市场主体1.3万户。",
        "（二）城乡面貌明显改善。改造老旧小区175个，打通断头路12条，新增绿化面积86万平方米，建成公厕47座。",
        "各位代表！成绩来之不易，这是全体人民团结奋斗的结果。我代表政府，向所有关心支持发展的同志们、朋友们，表示衷心的感谢！",
        "同时，我们也清醒地看到存在的问题和不足：一是产业结构不够优；二是城市管理还有短板；三是少数干部作风不实，服务意识有待加强。",
        f"二、{year}年工作安排",
        f"{year}年是实施规划的关键之年。主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长4%，居民收入增长与经济增长基本同步。",
        *points,
        "三、加强政府自身建设",
        "坚持依法行政，自觉接受人大法律监督、工作监督和政协民主监督，办理人大代表建议126件、政协提案98件，满意率达到98.5%。",
        "各位代表！奋斗成就伟业，实干开创未来。让我们同心同德、锐意进取，为建设更加美好的家园而努力奋斗！",
    ]


FRONT, BODY = front(), body()


def lines(*texts: str, encoding: str = "utf-8", end: str = "\n") -> bytes:
    return end.join(texts).encode(encoding)


# ---------------------------------------------------------------- pages and posts


def portal(text: Sequence[str] = (*FRONT, *BODY), title: str = "政府工作报告", site: str = "洛阳市人民政府") -> bytes:
    """A government portal: menu, breadcrumb, index card, summary, sharing, other reports beside, foot."""
    paragraphs = "\n".join(f'<p style="text-indent:2em">{escape(line)}</p>' for line in text)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-{site}</title><meta name="SiteName" content="{site}"></head><body>
<div><a>网站支持IPv6</a><a>无障碍阅读</a><a>长者专区</a><ul><li><a>首页</a></li><li><a>走进洛阳</a></li><li><a>办事服务</a></li></ul></div>
<div>您当前所在的位置：<a>首页</a> &gt;&gt; <a>政府信息公开</a> &gt;&gt; 正文</div>
<div class="article"><div class="tit">{title}</div><div>发布时间：2021-02-03 09:15　来源：市政府办公室　浏览量：<span>10324</span>次　字号：[<a>大</a>] [<a>小</a>] 分享到：<a>微信</a></div>
<table><tr><td>索 引 号：</td><td>005314821/2021-00012</td><td>公开方式：</td><td>主动公开</td></tr></table>
<div><b>内容摘要：</b>{escape(text[4][:60]) if len(text) > 4 else ""}...</div>
<div class="TRS_Editor">{paragraphs}</div>
<div>附件：<a>政府工作报告.pdf</a></div><p>扫一扫在手机打开当前页</p><div>上一篇：<a>2020年政府工作报告</a></div></div>
<div><h3>热点信息</h3><ul><li><a>开封市2021年政府工作报告</a></li><li><a>市长主持召开市政府常务会议研究春节期间保供稳价和安全生产工作</a></li></ul></div>
<div><p>主办：{site}　承办：{site}办公室</p><p>网站标识码：4103000001　豫ICP备05020001号</p></div></body></html>""".encode()


PORTAL_CHROME = (
    "IPv6", "无障碍", "当前所在", "浏览量", "字号", "索 引 号", "内容摘要", "热点信息", "开封市", "ICP备", "上一篇", "扫一扫", "主办：", "主动公开", "保供稳价",
    "政府工作报告.pdf",
)  # fmt: skip


def pasted(page: bytes) -> list[str]:
    """A page as it is when selected and pasted: a line for each block."""
    pieces: list[str] = []

    def walk(element: html.HtmlElement) -> None:
        block = element.tag in ("p", "div", "li", "tr", "h3", "td", "table", "ul")
        pieces.append(("\n" if block else "") + (element.text or ""))
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        pieces.append("\n" if block else "")

    walk(html.fromstring(page).find("body"))
    return [line.strip() for line in "".join(pieces).split("\n") if line.strip()]


def around() -> Iterator[Sample]:
    """The same report with different things around it."""
    yield Sample("门户.html", portal(), paragraphs=BODY, chrome=PORTAL_CHROME)
    yield Sample("门户粘贴.txt", lines(*pasted(portal()), encoding="gb18030"), paragraphs=BODY, chrome=PORTAL_CHROME)
    posts = {
        "公众号": (
            ["2021年洛阳市政府工作报告（全文）", "洛阳发布 2021-02-03 18:20", "点击上方“洛阳发布”可订阅哦！", "图片", "↓↓↓"],
            ["— END —", "来源 | 洛阳日报", "编辑 | 小王", "往期精彩回顾", "● 重磅！十件民生实事来了", "喜欢就点个“在看”吧", "阅读 10万+", "写留言"],
            ["点击上方", "洛阳发布", "END", "编辑 |", "往期", "重磅", "在看", "写留言"],
        ),
        "贴吧": (
            ["洛阳吧", "关注：123,456 贴子：2,345,678", "127回复贴，共3页", "洛阳市2021年政府工作报告，大家看看", "只看楼主收藏回复", "牡丹花开", "举人"],
            ["送TA礼物", "IP属地:河南", "来自Android客户端1楼2021-02-03 20:11回复", "沙发！楼主辛苦了，今年要修地铁三号线吗？我觉得交通还是太堵了。", "收起回复"],
            ["贴子", "大家看看", "只看楼主", "举人", "送TA", "IP属地", "客户端", "沙发", "收起回复"],
        ),
        "论坛": (
            ["社区 > 河南 > 洛阳", "[地方时政]洛阳市2021年政府工作报告（转载）", "楼主：牡丹仙子2012 时间：2021-02-03 20:11:03 点击：1523", "脱水模式给他打赏只看楼主"],
            ["楼主发言：1次 发图：0张 | 更多| 举报 | 回复", "作者：老洛阳 时间：2021-02-03 21:00:11", "好文章，顶一个，希望我们洛阳越来越好，早日成为副中心城市！", "发表回复"],
            ["楼主", "打赏", "转载", "举报", "好文章", "发表回复"],
        ),
        "新闻网": (
            ["新闻网>>河南频道>>时政", "2021年洛阳市政府工作报告", "2021年02月03日08:17  来源：新闻网－河南频道", "打印 网摘 纠错 推荐 分享", "原标题：洛阳市政府工作报告"],
            ["(责编：王佩、辛静)", "分享让更多人看到", "推荐阅读", "绿水青山就是金山银山，这里的村民都吃上了生态饭。", "相关新闻"],
            ["频道", "网摘", "责编", "分享让", "推荐阅读", "生态饭", "原标题"],
        ),
        "文库": (
            ["文库 > 实用文档 > 工作报告", "洛阳市2021年政府工作报告.doc", "VIP专享文档 下载券 0 下载", "页数：18页 评分：4.5分", "文档简介：洛阳市2021年政府工作报告"],
            ["用户评论", "该用户还没有评论", "您可能关注的文档", "开封市2021年政府工作报告.doc", "如要提出功能问题或意见建议，请点击此处进行反馈。"],
            ["文库", "VIP", "评分", "简介", "用户评论", "可能关注", "开封市", "反馈"],
        ),
        "编者按": (
            ["编者按：1月18日，洛阳市第十五届人民代表大会第三次会议隆重开幕，市长李建国作政府工作报告。现将报告全文刊发如下，敬请关注。"],
            ["（本报记者　王一摄）"],
            ["编者按", "本报记者"],
        ),
    }  # fmt: skip
    for name, (above, below, chrome) in posts.items():
        yield Sample(f"{name}.txt", lines(*above, *FRONT, *BODY, *below), paragraphs=BODY, chrome=chrome)
    contents = ["目　　录", *(f"{line}{'…' * 12}{i}" for i, line in enumerate(BODY, 1) if line[1] == "、")]
    yield Sample("封面.docx", made.word([FRONT[0], *FRONT[1:3], *contents, FRONT[3], *BODY]), paragraphs=BODY, chrome=["…", "目　"])


# ---------------------------------------------------------------- settings of the text


def wrapped(text: Sequence[str], width: int = 40, indent: str = "    ") -> list[str]:
    return [(indent + line)[at : at + width] for line in text for at in range(0, len(indent + line), width)]


def bulletin(head: str = "洛阳市人民政府公报", other: str = "洛阳市人民政府公报", foot: str = "·{}·") -> list[list[str]]:
    """Pages of a printed bulletin: running titles right and left, numbers at the foot."""
    rows = wrapped([*FRONT, *BODY], 30, "　　")
    pages = [rows[at : at + 14] for at in range(0, len(rows), 14)]
    return [[*([other if i % 2 else head] if head else []), *page, foot.format(i + 1)] for i, page in enumerate(pages)]


def settings() -> Iterator[Sample]:
    """The same report set differently."""
    yield Sample("四十字.txt", lines(*FRONT[:3], "", FRONT[3], *wrapped(BODY), encoding="gb18030", end="\r\n"), paragraphs=BODY)
    yield Sample("三十八字.txt", lines(*FRONT, *(row for line in BODY for row in [*wrapped([line], 38, ""), ""])), paragraphs=BODY)
    yield Sample("公报.pdf", made.pdf(bulletin()), paragraphs=BODY, chrome=["公报", "·1·"])
    yield Sample("左右.pdf", made.pdf(bulletin(other="2021年政府工作报告")), paragraphs=BODY, chrome=["公报"])
    yield Sample("裸页码.pdf", made.pdf(bulletin(head="", foot="{}")), paragraphs=BODY)
    yield Sample("两遍.txt", lines(*FRONT, *BODY, "", "打印本页", "关闭窗口", "", *FRONT, *BODY), paragraphs=BODY)
    yield Sample("一行.txt", "".join([*FRONT, *BODY]).encode())
    yield Sample("问号.txt", lines(*(line.replace("　", "????") for line in FRONT), *("????" + line for line in BODY)), paragraphs=BODY)
    yield Sample("宽字符.txt", "\n".join([*FRONT, *BODY]).encode("utf-16-le"), paragraphs=BODY)
    yield Sample("片段.txt", "".join(f"<p>{escape(line)}</p>\n" for line in (*FRONT, *BODY)).encode(), paragraphs=BODY)
    yield Sample("语料.tmx", made.translation_memory([*FRONT, *BODY]), paragraphs=BODY)
    dates = ("二○二一年一月十八日", "二О二一年一月十八日", "２０２１年１月１８日", "2021 年 1 月 18 日", "二零二一年元月十八日")
    for i, date in enumerate(dates):
        head = ["政府工作报告", f"（{date}在洛阳市第十五届人民代表大会第三次会议上）", FRONT[2], FRONT[3]]
        yield Sample(f"日期{i}.txt", lines(*head, *BODY), paragraphs=BODY)
    yield Sample("只有年.txt", lines("洛阳市人民政府工作报告", "（2021年）", "各位代表：", *BODY), paragraphs=BODY)


NOTE_STYLES = {
    "方括号": ("[{}]", "[{}]"), "圈码": ("", ""), "注一": ("（注{}）", "注{}："), "六角": ("〔{}〕", "〔{}〕"), "方头": ("【{}】", "【{}】"),
    "点号": ("[{}]", "{}．"), "注括": ("[注{}]", "[注{}]"),
}  # fmt: skip
TERMS = {"市场主体": "指各类企业、个体工商户和农民专业合作社。", "老旧小区": "指建成年代较早、配套不全的住宅小区。", "公厕": "指供公众使用的厕所。"}


def glossaries() -> Iterator[Sample]:
    """Notes in every style, with a title above them and without."""
    for name, (mark, head) in NOTE_STYLES.items():
        text, notes = list(BODY), []
        for i, (term, meaning) in enumerate(TERMS.items(), 1):
            number = "①②③"[i - 1] if not mark else mark.format(i)
            text = [line.replace(term, f"“{term}”{number}") for line in text]
            notes.append(("①②③"[i - 1] if not head else head.format(i)) + f"“{term}”：{meaning}")
        yield Sample(f"有题{name}.txt", lines(*FRONT, *text, "", "名词解释", *notes), paragraphs=text, notes=4)
        yield Sample(f"无题{name}.txt", lines(*FRONT, *text, *notes), paragraphs=text, notes=3)
    for name, sign in (("无号", ""), ("星号", "*")):
        notes = [f"{sign * i}“{term}”：{meaning}" for i, (term, meaning) in enumerate(TERMS.items(), 1)]
        yield Sample(f"有题{name}.txt", lines(*FRONT, *BODY, "名词解释", *notes), paragraphs=BODY, notes=4)


# ---------------------------------------------------------------- whose and when

PLACES = """
襄樊市 2008 市长 420600|襄阳市 2012 市长 420600|宣武区 2009 区长 110104|静海县 2014 县长 120223|静海区 2017 区长 120118|吴江市 2010 市长 320584
吴江区 2014 区长 320509|延边朝鲜族自治州 2021 州长 222400|凉山州 2020 州长 513400|恩施州 2022 州长 422800|锡林郭勒盟 2019 盟长 152500
阿拉善左旗 2020 旗长 152921|鄂温克族自治旗 2020 旗长 150724|孟村县 2021 县长 130930|上海市浦东新区 2021 区长 310115
天津市滨海新区 2021 区长 120116|重庆市万州区 2021 区长 500101|巴南区 2021 区长 500113|思茅市 2005 市长 530800|普洱市 2010 市长 530800
寿县 2014 县长 341521|寿县 2018 县长 340422|简阳市 2018 市长 510185|巢湖市 2009 市长 341400|巢湖市 2015 市长 340181|海东地区 2010 专员 632100
海东市 2016 市长 630200|内蒙古自治区 2021 主席 150000|石河子市 2020 市长 659001|仙桃市 2020 市长 429004|香格里拉县 2012 县长 533421
"""


def places() -> Iterator[Sample]:
    """Renamed, merged, raised in rank, autonomous, directly under a province."""
    for row in PLACES.replace("\n", "|").split("|"):
        if row:
            place, year, office, code = row.split()
            text = (*front(place, int(year), office), *body(place, int(year), place[-1]))
            yield Sample(f"报告{place}{year}.txt", lines(*text), code, int(year))


def unnamed() -> tuple[list[str], list[str]]:
    """Front and body of a county that never says which."""
    head = ["政府工作报告", "——2021年2月1日在县第十六届人民代表大会第六次会议上", "县长　李建国", "各位代表："]
    return head, [line.replace("我代表洛阳市人民政府", "我代表县人民政府") for line in body(unit="县")]


def elsewhere() -> Iterator[Sample]:
    """Places told by the page, the file or another's name only, or by nothing; zones, which have no code."""
    head, text = unnamed()
    yield Sample("栾川县2021.txt", lines(*head, *text), "410324", paragraphs=text)
    yield Sample("1.html", portal([*head, *text], site="栾川县人民政府"), "410324", paragraphs=text)
    yield Sample("2.txt", lines("信息来源：栾川县政府办 发布时间：2021-02-20", *head, *text), "410324", paragraphs=text)
    yield Sample("3.txt", lines(*head, *text, "主办单位：栾川县人民政府办公室", "豫ICP备05000000号"), "410324", paragraphs=text)
    yield Sample("4.txt", lines(*head, *text, "主办单位：河南省人民政府办公厅"), None, paragraphs=text)  # not a county
    gulou = [*front("鼓楼区", office="区长"), *body("鼓楼区", unit="区")]
    yield Sample("5.txt", lines(*gulou), None)
    yield Sample("6.txt", lines(*gulou).replace("在区委".encode(), "在南京市委和区委".encode()), "320106")
    yield Sample("7.txt", lines("[江苏] 2021年南京市鼓楼区政府工作报告", *gulou[1:]), "320106")
    yield Sample("开封市2021年政府工作报告.txt", lines(*FRONT, *BODY), paragraphs=BODY)
    yield Sample("8.txt", lines("2020年政府工作报告", *FRONT[1:], *BODY), paragraphs=BODY)
    for zone in ("雄安新区", "洛阳高新技术产业开发区", "郑州航空港经济综合实验区"):
        head = [f"{zone}2021年工作报告", "管委会主任　李建国", "同志们："]
        yield Sample(f"{zone}.txt", lines(*head, *body(zone, office="管委会", unit="区")), None, zone=zone)


# ---------------------------------------------------------------- what it is

KINDS: dict[str, State] = {
    "关于洛阳市2020年国民经济和社会发展计划执行情况与2021年国民经济和社会发展计划草案的报告": "other_speech",
    "关于洛阳市2020年财政预算执行情况和2021年财政预算（草案）的报告": "other_speech",
    "关于洛阳市2021年市级预算调整方案的报告": "other_speech",
    "关于洛阳市2021年上半年国民经济和社会发展计划执行情况的报告": "other_speech",
    "洛阳市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要": "other_speech",
    "洛阳市人民代表大会常务委员会工作报告": "other_speech",
    "中国人民政治协商会议洛阳市委员会常务委员会工作报告": "other_speech",
    "洛阳市中级人民法院工作报告": "other_speech",
    "洛阳市人民检察院工作报告": "other_speech",
    "关于洛阳市政府工作情况的通报": "other_speech",
    "洛阳市2021年政府工作报告（摘登）": "digest",
    "洛阳市2021年政府工作报告（摘要）": "excerpt",
    "洛阳市2021年政府工作报告（节选）": "excerpt",
    "洛阳市2021年政府工作报告（征求意见稿）": "report",
    "洛阳市第十五届人民代表大会第三次会议关于洛阳市人民政府工作报告的决议": "resolution",
}


def kinds() -> Iterator[Sample]:
    """Texts that go by a title in which 报告 stands."""
    for title, state in KINDS.items():
        yield Sample(f"{title[:30]}.txt", lines(title, *FRONT[1:], "现提请大会审议，并请提出意见。", *BODY[1:]), state=state)
    yield Sample("截断.txt", lines(*FRONT, *BODY[:8], BODY[8][:60]), state="truncated")
    yield Sample("截在标题.txt", lines(*FRONT, *BODY[:7], *BODY[9:12], BODY[7]), state="truncated")
    stand_in = "（注：未找到该年度报告原文，以下内容根据公开资料整理）"
    yield Sample("占位.txt", lines(FRONT[0], stand_in, *BODY), state="placeholder")
    picture = "1月18日，洛阳市第十五届人民代表大会第三次会议开幕。记者梳理了报告要点，一起来看看。"
    yield Sample("图解.txt", lines("一图读懂洛阳市2021年政府工作报告", picture, *BODY[1:]), "410300", 2021, "digest")


# ---------------------------------------------------------------- tables

WHOLE = "\n".join([*FRONT, *BODY])
BARE = "\n".join(["政府工作报告", "各位代表：", *(line.replace("洛阳市人民政府", "市人民政府") for line in BODY)])
HEADINGS = (
    "province_name city_name yr work_report_content", "省 地级市 报告年度 报告文本", "prov pref publish_year txt", "所属省份 城市名 年份 政府工作报告文本",
    "sf cs nf nr",
)  # fmt: skip


def comma_separated(*rows: Sequence[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def tables() -> Iterator[Sample]:
    """One report in tables of many makers: odd headings, a sheet a year, objects inside objects, markup in a cell."""
    for headings in HEADINGS:
        row = ["河南省", "洛阳市", "2021", WHOLE]
        yield Sample(f"{headings.replace(' ', '')}.csv", comma_separated(headings.split(), row), paragraphs=BODY)
    marked = "".join(f"<p>{escape(line)}</p>" for line in (*FRONT, *BODY))
    yield Sample("标记.csv", comma_separated(["city", "year", "content"], ["洛阳市", "2021", marked]), paragraphs=BODY)
    about = [["本表为各市政府工作报告汇总"], ["数据来源：各市政府网站"]]
    sheet = [["城市", "内容"], ["洛阳市", BARE]]
    yield Sample("分年.xlsx", book({"说明": about, "2021": sheet}))
    yield Sample("分省.xlsx", book({"说明": about, "江苏南京2021": [["地市", "报告内容"], ["鼓楼区", BARE]]}), "320106")
    objects: dict[str, object] = {
        "键.jsonl": {"省份": "河南省", "城市": "洛阳市", "年份": 2021, "报告内容": WHOLE},
        "嵌套.jsonl": {"meta": {"province": "河南省", "city": "洛阳市", "year": 2021}, "paragraphs": [*FRONT, *BODY]},
        "接口.json": {"code": 0, "data": {"list": [{"title": FRONT[0], "content": [{"text": line} for line in (*FRONT, *BODY)]}]}},
        "缩进.json": [{"region": "洛阳市", "year": "2021年", "raw_content": WHOLE}],
    }
    for name, value in objects.items():
        yield Sample(name, json.dumps(value, ensure_ascii=False, indent=2 if name == "缩进.json" else None).encode(), paragraphs=BODY)


def book(sheets: dict[str, list[list[str]]]) -> bytes:
    import openpyxl

    found = openpyxl.Workbook()
    found.remove(found.active)
    for name, rows in sheets.items():
        sheet = found.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made.saved(found)


SAMPLES = [*around(), *settings(), *glossaries(), *places(), *elsewhere(), *kinds(), *tables()]
