"""Page furniture: the tables by which a line is known to belong to a web page, not to a report.

Sources: the pages of forums (Discuz), government sites, newspapers and collections of reports that we have seen; each row
names a kind of page, none a single one. A report's own sentences must never match, so every row wants a whole line or a
line's beginning, and lines longer than :data:`LONGEST` match only :data:`LICENCE`.
"""

from __future__ import annotations

import re

from corpus.structure.lines import squeeze

LONGEST = 60  # characters; furniture is short

# Whole lines, brackets and colons around them left off.
BUTTONS = """
设为首页 收藏本站 设为首页收藏本站 加入收藏 下载 打印 全屏 收藏 加大 还原 减小 放大 缩小 大 中 小 超大 默认
字体 字号 关闭 首页 网站首页 上一页 下一页 返回 返回顶部 返回列表 返回首页 回到顶部 复制链接 主题 帖子 积分
版主 管理员 楼主 开心 登录 注册 立即注册 快速回复 客服中心 在线咨询 在线客服 关注 打印本页 打印此页 关闭窗口
关闭本页 保存 纠错 语音播报 朗读 分享 分享到 手机版 无障碍 无障碍浏览 长者模式 长者助手 繁體中文 繁体中文 繁體
尾页 末页 发表评论 告诉好友 打印此文 我要纠错 网页纠错 加入书签 附件下载 查看原文 阅读原文
简体 EN English QQ空间 新浪微博 微信 微博 开心网 人人网 百度空间 天涯社区 评论 网友评论 阅读 放弃
编辑 编辑源代码 图片 继续 是否继续? 是否继续？ 网站地图 关于本站 联系我们 热门推荐 热点推荐 粗体文字 目录 导读 视力保护色 政务公开
政府信息公开 政务服务 领导之窗 互动交流 新闻中心 > >> » | / · 完 全文完 正文
"""
_BUTTONS = frozenset(BUTTONS.split())

# Beginnings of lines; mostly "name: value" of a page's head and foot.
HEADS = re.compile(
    r"查看[:：]|回复[:：]|\d*\|回复|签到天数|TA的每日心情|LV\.\d|Rank[:：]|周.\s*[~～—至-]\s*周.$|发表于|发布于|显示全部楼层|"
    r"[【\[]?字[号体]|当前位置|您?(?:现在)?(?:的|所在)位置|位置[:：]|"
    r"(?:信息|文章|稿件|内容)?来源[:：]|(?:来源)?URL[:：]|作者[:：]|(?:责任|本文|执行)?编辑[:：]|责编[:：]|审核[:：]|记者[:：]|"
    r"(?:发布|发表|发文|更新|录入|成文|公布|上传)?(?:时间|日期)[:：]|发[布文](?:机构|单位|机关)[:：]|索引号|文号[:：]|主题分类|"
    r"(?:浏览|阅读|点击|访问|评论)(?:次数|人数|量|数)?[:：]|标签[:：]|关键[词字][:：]|内容摘要|摘要[:：]|备注[:：]|标题[:：]|报告人[:：]|正文[:：]|附件\d?[:：]\s*(?:$|.*\.(?:docx?|pdf|xlsx?|zip|rar|wps)$)|第\s*\d+\s*页|本帖最后由|马上注册|"
    r"[上下]一[篇条页][:：]?|上篇[:：]|下篇[:：]|相关(?:报道|附件|链接|文章|评论|阅读|新闻|稿件|专题|推荐)|阅读排行|标签云|本栏(?:推荐|最新)|"
    r"分享[:：到至]|免责声明|声明[:：]|主办(?:单位)?[:：]|承办(?:单位)?[:：]|技术支持|联系电话|在线时间|您需要登录|本版积分|"
    r"来自\S{2,14}(?:网|网站|客户端|公众号)$|"
    r"您访问的链接|Powered by|Copyright|©|版权所有|网站标识码|https?://|www\.",
    re.IGNORECASE,
)

# Of these, the ones a collector writes above a text; their values may be long.
HEADER = re.compile(r"(?:标题|备注|(?:内容)?来源(?:URL)?|原文链接|网址|关键[词字]|摘要|内容摘要)[:：]", re.IGNORECASE)
LONGEST_HEADER = 300

# Anywhere in a short line.
INSIDE = re.compile(
    r"ICP备|公网安备|版权所有|扫一扫|二维码|手机打开|微信公众号|客户端下载|Powered by|阅读模式|显示全部楼层|责任编辑|"
    r"您访问的链接|加入收藏|内容来源[:：]|粤ICP|https?://|数据网$",
    re.IGNORECASE,
)

# A photograph's caption between the lines of the title.
CAPTION = re.compile(
    r"^[△▲▼◎](?!.*[。；]).{2,40}$|(?:摄|摄影|供图|制图)[)）。]?$|记者.{0,20}(?:摄|报道)|大会(?:现场|开幕)|(?:会议|大会).{0,12}在.{2,12}(?:开幕|召开|举行)。"
)

PREVIEW = re.compile(r"(?:\.{3,}|。{3,}|…+)$")

# The number at the foot of a printed page; it may stand in mid sentence.
PAGE_NUMBER = re.compile(
    r"[—–―－\-·]{1,3}\s*\d{1,3}\s*[—–―－\-·]{1,3}|第\s*\d{1,3}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,3}\s*页)?"
)

# Nothing but a date, a time, a number, or signs.
BARE = re.compile(r"[\d\s:：./年月日时分秒\-]+万?|[^\w]+")

# The licence notes of Chinese Wikisource, in one line or cut at its links: what follows the first of them is no report.
LICENCE = re.compile(r"^本作品(?:是|来自|在|原|的|属于)|Public domain|维基文库|本模板所指|^Public$", re.IGNORECASE)

# Below a report, these open the foot of the page.
FOOT = re.compile(
    r"相关(?:报道|附件|链接|文章|评论|阅读|新闻|稿件|推荐)|[上下]一[篇条]|责任?编辑|扫一扫|打印本页|打印此页|关闭窗口|版权所有|ICP备|公网安备|网站标识码|"
    r"您需要登录|您访问的链接|阅读排行|标签云|分享到|返回顶部|主办(?:单位)?[:：]|免责声明|Powered by|Copyright|来源[:：]",
    re.IGNORECASE,
)

# What the rows of buttons and pagers are made of, beside the buttons; and signs strewn in against copying: $ w8 {( Y; M, x!
_PIECE = re.compile(r"\d{1,3}(?:/\d{1,3})?|共?\d+[页条]|第\d*页|转到第?页?|[前后]\d*页|[首尾末]页|T|\+|-")
_BETWEEN = re.compile(r"[\s【】\[\]［］()（）|｜/·:：>«»]+")
NOISE = re.compile(r"[\x21-\x7e]{1,4}(?: {1,2}[\x21-\x7e]{1,4}){3,}")

_AROUND = '【】[]［］()（）:：<>《》•·-—|" '


def is_furniture(text: str) -> bool:
    """Whether a line is page furniture by its own words, wherever it stands.

    >>> [is_furniture(t) for t in ("• 签到天数: 4 天", "【字号：", "2023-3-1 17:41", "上一篇：定兴县", "各位代表：", "时间就是金钱。")]
    [True, True, True, True, False, False]
    """
    if len(text) > LONGEST:
        return is_licence(text[:LONGEST]) or (len(text) <= LONGEST_HEADER and HEADER.match(text) is not None)
    bare = squeeze(text).strip(_AROUND)
    if not bare or bare in _BUTTONS or BARE.fullmatch(text) or is_never_text(text):
        return True
    return any(p.search(text) for p in (INSIDE, LICENCE)) or HEADS.match(text.lstrip(_AROUND)) is not None


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a printed page.

    >>> is_page_number("— 12 —"), is_page_number("第3页 共20页"), is_page_number("12")
    (True, True, False)
    """
    return len(text) <= LONGEST and PAGE_NUMBER.fullmatch(text) is not None


def is_preview(text: str) -> bool:
    """Whether a line is a summary's (内容摘要): the report's first words, cut off."""
    return PREVIEW.search(text) is not None


def is_never_text(text: str) -> bool:
    """Whether a line is furniture even in the middle of a broken sentence: a page's number, a row of buttons, noise.

    >>> is_never_text("【打印】【关闭】"), is_never_text("[1] [2] 下一页 共3页"), is_never_text("$ w8 {( Y; M, x!"), is_never_text("目录")
    (True, True, True, False)
    """
    if is_page_number(text) or (len(text) <= LONGEST and NOISE.fullmatch(text) and not is_sum(text)):
        return True
    pieces = [piece for piece in _BETWEEN.split(text) if piece] if len(text) <= LONGEST else []
    known = [piece for piece in pieces if piece in _BUTTONS]
    row = len(pieces) > 1 or text[:1] in "[【"
    return row and bool(known) and all(piece in _BUTTONS or _PIECE.fullmatch(piece) for piece in pieces)


def is_sum(text: str) -> bool:
    """Whether a line of ASCII is figures, as in a table without bars, or words."""
    return all(re.fullmatch(r"[\d.,%+-]+|[A-Za-z]{2,}", piece) for piece in text.split())


def is_caption(text: str) -> bool:
    """Whether a line describes a photograph, as newspapers print above the salutation."""
    return CAPTION.search(text) is not None


def is_licence(text: str) -> bool:
    """Whether a line belongs to the licence notes below a text of Wikisource."""
    return LICENCE.search(text) is not None


def opens_foot(text: str) -> bool:
    """Whether a short line opens the foot of a page."""
    return len(text) <= LONGEST and (FOOT.search(text) is not None or is_licence(text))
