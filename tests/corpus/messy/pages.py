"""Saved web pages: governments of several ages of page making, newspapers, forums."""

from __future__ import annotations

from html import escape

from tests.corpus.messy.texts import Sample, body, front

FRONT, BODY = front("清溪县", 2021), body("清溪县", 2021)
LINES = tuple(BODY)


def _page(inside: str, head: str = "<title>政府工作报告</title>", charset: str = "utf-8") -> bytes:
    page = f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{inside}</body></html>'
    return page.encode("gb18030" if charset == "gb2312" else charset)


def _paragraphs(lines: list[str]) -> str:
    return "\n".join(f'<p style="text-indent:2em;line-height:2">{escape(line)}</p>' for line in lines)


# A page of 2005: tables in tables, font tags, unclosed paragraphs, a column with the reports of neighbours.
OLD = _page(
    '<table><tr><td><marquee>热烈庆祝县十七届人大二次会议胜利召开！</marquee></td></tr></table><table><tr><td width=180><b>各县报告</b><br>'
    + "".join(f'·<a href="{i}.htm">{name}2021年政府工作报告</a><br>' for i, name in enumerate(("北河县", "东阳市", "松江区", "长宁县")))
    + "</td><td><table><tr><td class=font14>当前位置：首页&gt;政务公开&gt;政府工作报告</td></tr><tr><td align=center><font size=5>政府工作报告</font></td></tr>"
    "<tr><td>作者：佚名　文章来源：本站原创　点击数：<script>document.write(1)</script>　更新时间：2021-2-3</td></tr><tr><td>"
    + "".join(f"<p>　　{line}" for line in [*FRONT[1:], *BODY])
    + "</td></tr><tr><td>文章录入：admin　责任编辑：admin</td></tr><tr><td>上一篇文章：<a>关于春节放假的通知</a></td></tr><tr><td>下一篇文章：没有了"
    "</td></tr><tr><td>【发表评论】【加入收藏】【告诉好友】【打印此文】【关闭窗口】</td></tr></table></td></tr></table>"
    "<center>您是第 1203311 位访客　版权所有：清溪县人民政府　技术支持：清溪县信息中心<br>建议使用IE6.0以上浏览器 1024×768分辨率</center>",
    charset="gb2312",
)

# The body twice, once for "elder mode", hidden; lists of attachments and a survey below.
ELDER = _page(
    '<div class="crumbs">首页 &gt; 政务公开 &gt; 法定主动公开内容 &gt; 政府工作报告</div><h1>清溪县2021年政府工作报告</h1>'
    '<div class="bar">发布时间：2021-02-03 16:30 来源：清溪县人民政府 作者： 访问量：<span id="hits"></span> 字体：【大 中 小】</div>'
    f'<div id="zoom">{_paragraphs([*FRONT[1:], *BODY])}</div><div id="zoomold" style="display:none">{_paragraphs([*FRONT[1:], *BODY])}</div>'
    "<div>附件下载：</div><ul><li><a>1.清溪县2021年政府工作报告.docx</a></li><li><a>2.名词解释.pdf</a></li></ul><div>您对本条信息的满意程度：非常满意 满意 一般 不满意</div>"
    "<div><p>政府网站工作年度报表 | 网站地图 | 联系我们 | 隐私声明</p><p>政府网站标识码：5100000099 蜀公网安备51000002000123号</p></div>",
)

# One paragraph element, lines parted by <br>, spaces typed as entities, the source's style sheet pasted into the text.
BREAKS = _page(
    '<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{margin-top:0px;font-family:宋体;font-size:12pt;}</style>'
    '.TRS_Editor P{margin-top:0px;margin-bottom:1em;line-height:2;font-family:宋体;font-size:12pt;}<p align="justify">'
    + "<br><br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in [*FRONT, *BODY])
    + "</p></div>",
    head="<title>2021年政府工作报告_政府工作报告_清溪县人民政府网</title>",
)

# Paragraphs cut into spans, marks in superscript links, notes below, as Word saves a page.
SPANS = _page(
    '<div class="WordSection1">'
    + "".join(
        '<p class="MsoNormal">' + "".join(f'<span lang="EN-US">{escape(line[at : at + 9])}</span>' for at in range(0, len(line), 9)) + "</p>"
        for line in [*FRONT, *BODY]
    ).replace("百日攻</span>", "百日攻</span>", 1)
    + "<p>扫描二维码关注清溪发布</p><p>【关闭窗口】</p></div>",
)

# A list of index data, one cell a line; the pager in the middle of the text; a share bar; other articles below, longer than a line.
PAGED = _page(
    "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (
        ("索 引 号", "008412345/2021-00077"), ("主题分类", "综合政务/政府工作报告"), ("发文机关", "清溪县人民政府"), ("成文日期", "2021年01月20日"),
        ("标　　题", "2021年清溪县政府工作报告"), ("发文字号", "清府发〔2021〕1号"), ("发布日期", "2021年02月03日"), ("有 效 性", "有效"),
    )) + f"</table><h2>2021年清溪县政府工作报告</h2><div class=c>{_paragraphs([*FRONT[1:], *BODY[:9]])}</div>"
    "<div class=page>[1] [2] [3] 下一页 尾页 共3页 转到第<input>页</div>"
    f"<div class=c>{_paragraphs(BODY[9:])}</div><div class=page>上一页 [1] [2] [3] 尾页</div><div>【我要纠错】【打印】【关闭】</div><div>相关链接</div><ul>"
    "<li><a>北河县人民政府县长在北河县第十六届人民代表大会第六次会议上作政府工作报告时强调：坚定不移推动高质量发展</a></li>"
    "<li><a>清溪县2021年国民经济和社会发展计划执行情况的报告</a></li></ul>",
)

# A newspaper's page: the lead with its dateline, the reporter's mark, the paper's furniture.
PAPER = _page(
    "<div>清溪日报数字报　2021年01月25日　星期一　第A02版：要闻</div><div>上一版　下一版　版面导航　标题导航</div><div>上一篇　下一篇　放大+ 缩小- 默认o 朗读</div>"
    f"<h1>政府工作报告</h1>{_paragraphs([*FRONT[1:], *BODY])}<p>（本报记者 张三 通讯员 李四 整理）</p><p>清溪日报社版权所有 未经授权不得转载 新闻热线：0830-1234567</p>"
)

# A forum: lines of noise against copying between the paragraphs, ranks and medals of the poster, replies.
FORUM = "\n".join(
    ["县域研究论坛's Archiver", "设为首页 收藏本站", "用户名 自动登录 找回密码", "密码 登录 立即注册", "快捷导航", "论坛›经济数据›政府工作报告›2021年清溪县政府工作报告",
     "返回列表", "查看: 1204|回复: 3", "[四川] 2021年清溪县政府工作报告 [复制链接]", "shuju2008", "286 主题 1024 帖子 5210 积分", "版主", "Rank: 7Rank: 7Rank: 7", "签到天数: 312 天",
     "电梯直达", "楼主", "发表于 2021-3-1 17:41:20 | 只看该作者 |倒序浏览 |阅读模式", "本帖最后由 shuju2008 于 2021-3-1 17:50 编辑", "马上注册，结交更多好友，享用更多功能",
     "您需要 登录 才可以下载或查看，没有账号？立即注册", "x", *FRONT[1:], BODY[0], "$ w8 {( Y; M, x! d5 b", BODY[1], BODY[2], "0 r) R& H7 d; K", *BODY[3:], "! V3 v; ?3 q8 a+ f",
     "清溪, 政府工作报告, 2021, 四川", "本主题由 管理员 于 2021-3-2 09:00 分类", "分享到:  QQ好友和群 QQ空间 腾讯微博", "收藏2 分享 支持 反对", "回复 使用道具 举报", "沙发",
     "发表于 2021-3-1 18:02:11 | 只看该作者", "谢谢楼主分享，请问有没有北河县2021年政府工作报告？正在写论文，急用，在线等。", "高级模式 B Color Image Link Quote Code Smilies", "发表回复 回帖后跳转到最后一页",
     "Archiver|手机版|小黑屋|县域研究论坛 ( 蜀ICP备12000000号 )", "GMT+8, 2021-4-1 10:00 , Processed in 0.0512 second(s), 28 queries .", "Powered by Discuz! X3.4 © 2001-2013 Comsenz Inc."]
).encode("gb18030")  # fmt: skip

# What scraping services give: a page as Markdown with links, pictures and a head.
SCRAPED = "\n".join(
    ["Title: 清溪县2021年政府工作报告-清溪县人民政府", "", "URL Source: http://www.example.gov.cn/zwgk/2021/0203/123.html", "", "Published Time: 2021-02-03T08:00:00Z", "", "Markdown Content:",
     "[![Image 1: 清溪县人民政府](http://www.example.gov.cn/logo.png)](http://www.example.gov.cn/)", "", "*   [首页](http://www.example.gov.cn/)", "*   [政务公开](http://www.example.gov.cn/zwgk/)",
     "*   [北河县2021年政府工作报告](http://www.example.gov.cn/bh.html)", "", "[首页](http://www.example.gov.cn/) > [政务公开](http://www.example.gov.cn/zwgk/) > 正文", "",
     "# 清溪县2021年政府工作报告", "", "时间：2021-02-03 来源：县政府办 [打印](javascript:window.print())", "", *[part for line in [*FRONT[1:], *BODY] for part in (line, "")],
     "![Image 2: 二维码](http://www.example.gov.cn/qr.png)", "", "扫一扫在手机打开当前页", "", "版权所有：清溪县人民政府 [网站地图](http://www.example.gov.cn/map.html) 蜀ICP备05000001号-1"]
).encode()  # fmt: skip

# Wikisource, saved as text: its head, [编辑] behind headings, its licence.
WIKI = "\n".join(
    ["2021年清溪县人民政府工作报告", "维基文库，自由的图书馆", "跳到导航 跳到搜索", "←2020年 清溪县人民政府工作报告 2022年→", "作者：陈国强", "2021年1月20日", "本作品收录于《清溪县政府公报》", "姊妹计划: 数据项",
     "（2021年1月20日在清溪县第十七届人民代表大会第二次会议上）", "清溪县人民政府县长　陈国强", "各位代表：", *[line + "[编辑]" if line[1] == "、" else line for line in BODY],
     "本作品是中华人民共和国的法律、国家机关的决议、决定、命令和其他属于立法、行政、司法性质的文件，及其官方正式译文。根据《中华人民共和国著作权法》第五条，本作品不适用于该法。在中国大陆和其他地区，本作品属于公有领域。",
     "Public domainPublic domainfalsefalse", "取自“https://zh.wikisource.org/w/index.php?title=2021年清溪县人民政府工作报告&oldid=2000001”", "分类：2021年政府工作报告四川省公有领域"]
).encode()  # fmt: skip

# A page copied as text: style sheets, scripts, Word's own marks, a player's message.
PASTED = "\n".join(
    ["$(function(){ $('.nav li').hover(); });", "var _hmt = _hmt || [];", ".TRS_Editor P{margin-top:0px;margin-bottom:1em;line-height:2;font-family:宋体;font-size:12pt;}.TRS_Editor DIV{margin-top:0px;}",
     "Normal 0 7.8 磅 0 2 false false false EN-US ZH-CN X-NONE MicrosoftInternetExplorer4", "/* Style Definitions */ table.MsoNormalTable {mso-style-name:普通表格; mso-para-margin:0cm;}",
     "您的浏览器不支持video标签，请升级浏览器。", *FRONT, *BODY, "<!--[if !supportFootnotes]--><!--[endif]-->", "@media print { .noprint { display:none } }"]
).encode()  # fmt: skip

CRUMBS = ("首页", "当前位置", "字体", "点击数", "责任编辑", "上一篇", "下一篇", "打印", "关闭窗口", "访客", "版权所有", "技术支持", "浏览器", "北河县", "东阳市", "松江区", "长宁县", "胜利召开")
PAGES = [
    Sample("001.htm", OLD, "tables in tables, a marquee, unclosed paragraphs, neighbours' reports beside", "open", 2021, date="2021-01-20", speaker="陈国强", lines=LINES, absent=CRUMBS),
    Sample("elder.html", ELDER, "the body again in a hidden part, attachments, a survey", year=2021, state="report", lines=LINES,
           absent=("附件下载", "名词解释", "满意程度", "年度报表", "标识码", "公网安备", "访问量", "字体", "docx")),
    Sample("breaks.html", BREAKS, "lines parted by <br>, typed blanks, a style sheet as text", year=2021, lines=LINES, absent=("TRS_Editor", "margin", "&nbsp;")),
    Sample("spans.html", SPANS, "paragraphs cut into spans of nine characters", year=2021, lines=LINES, absent=("二维码", "关闭窗口")),
    Sample("paged.html", PAGED, "index data, a pager in the middle, long titles of others below", year=2021, date="2021-01-20", lines=LINES,
           absent=("索 引 号", "008412345", "主题分类", "发文字号", "清府发", "有 效 性", "下一页", "尾页", "纠错", "北河县", "相关链接", "计划执行情况")),
    Sample("paper.html", PAPER, "a newspaper's page", year=2021, lines=LINES, absent=("数字报", "版面导航", "朗读", "记者", "版权所有", "新闻热线", "上一版")),
    Sample("forum.txt", FORUM, "a forum with noise against copying, tags, a reply", year=2021, speaker="陈国强", lines=LINES,
           absent=("Archiver", "积分", "Rank", "签到", "楼主", "本帖", "马上注册", "立即注册", "w8 {", "0 r)", "V3 v", "分类", "举报", "谢谢", "北河县", "Powered", "GMT", "queries", "沙发", "腾讯")),
    Sample("scraped.md", SCRAPED, "a page as a scraping service gives it", year=2021, lines=LINES,
           absent=("URL Source", "Markdown Content", "Published Time", "Image", "http", "首页", "北河县", "打印", "扫一扫", "版权所有", "ICP")),
    Sample("wiki.txt", WIKI, "Wikisource with its head, edit links and licence", year=2021, date="2021-01-20", lines=LINES,
           absent=("维基文库", "跳到", "←", "姊妹", "[编辑]", "著作权法", "Public", "取自", "分类：", "作者：", "收录于")),
    Sample("pasted.txt", PASTED, "style sheets, scripts and Word's marks as text", year=2021, lines=LINES,
           absent=("TRS", "function", "_hmt", "MsoNormal", "Normal 0", "supportFootnotes", "@media", "video")),
]  # fmt: skip
