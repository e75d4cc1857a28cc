"""States: what a document is. Its title and text in, one of :data:`corpus.model.document.STATES` out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model.document import State
from corpus.structure.lines import han_count
from corpus.structure.markers import marker_of
from corpus.text.folding import search_form

SHORTEST_REPORT = 500  # characters; less is a stub, whatever its title says
LONGEST_HEADING = 60
HEAD = 600  # characters of the text that may say what it is
_RESOLUTION = re.compile(r"决议")
_PLACEHOLDER = re.compile(
    r"未能?(?:找|查|检索|获取|收集|搜集|公开)到?.{0,16}(?:原文|全文|正文)|摘要版本|(?:待补充|暂无|暂未).{0,8}(?:原文|全文|内容)|仅供(?:测试|示例)"
    r"|(?:根据|依据|参考)(?:公开|网络|相关|新闻|媒体)(?:资料|信息|报道|数据).{0,6}(?:整理|汇编|编写|撰写|生成|推测)|(?:ai|人工智能|大?模型)(?:自动)?生成|模拟(?:数据|文本|报告)|示例(?:文本|报告)"
    r"|抱歉,?我?.{0,6}(?:无法|不能)|作为.{0,8}(?:ai|人工智能|语言模型)|为您(?:整理|生成|撰写|模拟)|以下(?:是|为).{0,12}(?:生成|模拟|虚构|示例)"
)
_WORK_REPORT = re.compile(r"政府工作|工作报告")
# Work reports of other bodies, and papers about a government's report.
_BODIES = "法院|检察院|监察委员会|党组|纪委|纪律检查委员会|党委|县委|市委|省委|区委|部|局|厅|办公室"
_OTHER_BODY = re.compile(
    rf"(?:(?:人大|人民代表大会)?常务?委员?会|政协.{{0,20}}|{_BODIES})工作(?:的)?报告|政治协商会议|党代表大会|党员代表大会|共产党.{{0,20}}代表大会"
)
_ABOUT_REPORT = re.compile(
    r"报告.{0,12}(?:说明|解读|问答|评论|社论|分工|分解|方案|表|通知|意见|通报|反馈|调研|学习|宣传|体会|心得)$|工作情况的?(?:通报|汇报)$|述职报告$"
)
_COMMISSIONED = re.compile(
    r"(?:受|代表).{0,24}(?:人大常委会|人民代表大会常务委员会|常务委员会|法院|检察院|政协|[省市县区党]委|委员会)[的,]?(?:委托)?[,向]"
)
_OTHER = re.compile(
    r"(?:规划|计划|纲要|预算|决算|宪法|草案|发展|审计|环境状况|执法检查|调整方案).{0,30}(?:的)?(?:报告|说明)$|(?:规划|纲要).{0,12}(?:报告|说明)|(?:规划|远景目标)纲要$"
)
_OTHER_KIND = re.compile(
    r"(?:讲话|发言|致辞|贺信|通知|公告|公报|实施意见|工作方案|行动计划)(?:[（(][^（）()]{1,12}[)）])?$|(?:上|下)半年|前?[一二三四1-4]季度"
    r"|(?:年度|评估|自查|调研|考察|督查|述职|述廉|整改|落实|实施|执行|办理|建设)(?:情况)?的?报告$"
)
_DIGEST = re.compile(r"摘登|摘编|要点|速览|(?:一|1)图(?:读|看)懂|图解|解读|划重点|亮点|看点|[数速秒]读|数说|读懂|干货|侧记|关键词|热词|划出重点")
_TO_BE_CONTINUED = re.compile(r"未完待续|下转第?.{0,4}版|此处省略|^(?:…{1,4}|\.{6})$", re.MULTILINE)
_BREAKS_OFF = re.compile(r"未完待续|(?:下转|转)第?.{0,4}版|(?:余下|剩余|更多)(?:全文|内容|正文)|点击.{0,6}(?:阅读|查看)(?:全文|更多)|此处省略")
LONGEST_REMARK = 40
# What a speech may close with though the mark is left out, and what may stand behind it.
_CLOSE = re.compile(r"谢谢.{0,4}$|(?:奋斗|努力|篇章|局面|贡献|前进|胜利|辉煌|华章|答卷|成绩|完毕?)[)）]?$")
_APPENDIX = re.compile(r"(?:附[件录注表:：]|注[:：]|表\d|图\d|来源|备注)|.* \| ")
_WHOLE = "。！？!?；;：:….”’）)】》〉」』"
_OPEN = "，、,“‘《（(·"
LONG_LINE = 12  # Chinese characters; shorter lines without an end mark are signatures and dates
_EXCERPT = re.compile(r"[（(](?:摘要|节选|摘录)[)）]|节选$")


def state_of(title: str, printed: Sequence[str], text: str, aside: str, last: str = "") -> State:
    """The state of a document.

    ``printed`` are the titles on the page, ``text`` is the cleaned text, ``aside`` what the page says about itself, ``last`` the
    last line of the body.

    >>> state_of("第十四届全国人民代表大会第三次会议关于政府工作报告的决议", [], "会议认为…" * 200, "")
    'resolution'
    """
    titles = [search_form("".join(name.split())) for name in (title, *printed) if name]
    head = search_form(text[:HEAD])
    if any(_RESOLUTION.search(name) for name in titles):
        return "resolution"
    if _PLACEHOLDER.search(search_form(aside)) or _PLACEHOLDER.search(head):
        return "placeholder"
    if len(text) < SHORTEST_REPORT:
        return "stub"
    if any(_EXCERPT.search(name) for name in titles):
        return "excerpt"
    if any(_DIGEST.search(name) for name in titles):
        return "digest"
    if _is_other(titles, head):
        return "other_speech"
    return "truncated" if is_cut(last) or _TO_BE_CONTINUED.search(aside) else "report"


def _is_other(titles: Sequence[str], head: str) -> bool:
    """Whether it is no government's work report: by its title, or where that says only 工作报告, by whose report it is."""
    if any(_OTHER_BODY.search(name) or _ABOUT_REPORT.search(name) or _OTHER_KIND.search(name) for name in titles):
        return True
    if any("政府工作" in name for name in titles):
        return False
    if any(_WORK_REPORT.search(name) for name in titles):
        return _COMMISSIONED.search(head) is not None
    return any(_OTHER.search(name) for name in titles)


def is_cut(last: str) -> bool:
    """Whether a text that ends in the line ``last`` breaks off in mid sentence, or right behind a heading.

    >>> [is_cut(t) for t in ("为建设美丽墨岭而努力奋斗！", "全年实施重点项目86个，完成投", "三、今年工作安排", "谢谢大家", "二〇二一年一月")]
    [False, True, True, False, False]
    """
    bare = last.rstrip()
    if len(bare) <= LONGEST_REMARK and _BREAKS_OFF.search(bare):
        return True
    if not bare or bare.endswith(tuple(_WHOLE)):
        return False
    if bare.endswith(tuple(_OPEN)) or (marker_of(bare) is not None and len(bare) <= LONGEST_HEADING):
        return True
    form = search_form(bare)
    return han_count(bare) >= LONG_LINE and not _CLOSE.search(form[-20:]) and not _APPENDIX.match(form)
