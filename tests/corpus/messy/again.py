"""A second round: one-line texts, chrome of every age around and inside, early offices, labels by code, dates that are not the speech's."""

from __future__ import annotations

import csv
import io

from tests.corpus.messy.texts import Sample, body, front, report, text

FRONT, BODY = front("长沙县", 2021), body("长沙县", 2021)
ALL, LINES = [*FRONT, *BODY], tuple(BODY)
OURS = body("长沙县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。")
BARE = ["政府工作报告", "各位代表：", *OURS]

HEAD = ["网站无障碍 | 关怀版 | 繁体 | English", "今天是2024年5月6日 星期一", "长沙县人民政府门户网站", "热门搜索：公积金 医保 人才引进 落户", "首页 县情概况 新闻资讯 政务公开 办事服务 互动交流 数据开放", "您当前的位置：首页>政务公开>法定主动公开内容>规划计划>政府工作报告",
        "智能问答", "政务微信", "手机版", "APP下载", "适老化版", "登录/注册", "长沙县人民政府 www.csx.example 时间：2021-02-03 10:26", "浏览量：", "加载中...", "背景色：", "保护视力色：", "杏仁黄", "秋叶褐", "胭脂红", "芥末绿", "字体：", "[", "大", "中", "小", "]", "打印本页", "关闭本页", "分享"]  # fmt: skip
FOOT = ["【字体：大 中 小】【打印】【关闭】", "扫一扫，手机打开当前页面", "分享到：", "微信", "QQ", "收藏", "打印", "关闭", "附件：", "相关解读", "【文字解读】2021年长沙县政府工作报告解读", "【图片解读】一图读懂政府工作报告", "相关政策", "关于印发《政府工作报告》重点工作责任分解的通知", "上一条：2020年长沙县政府工作报告", "下一条：浏阳市2021年政府工作报告",
        "国务院部门网站", "省级政府网站", "市州政府网站", "友情链接", "中国政府网", "湖南省人民政府", "长沙市人民政府", "关于我们 | 网站声明 | 网站地图 | 隐私保护", "主办单位：长沙县人民政府  承办单位：长沙县数据资源管理局", "网站标识码：4301210001  湘ICP备05004444号  湘公网安备 43012102000001号",
        "地址：长沙县星沙街道望仙路598号 电话：0731-84010000", "版权所有 © 2019-2024", "Produced By 大汉网络 大汉版通发布系统", "网站支持IPv6", "您访问的链接即将离开“长沙县人民政府门户网站”，是否继续？", "政府网站找错", "党政机关"]  # fmt: skip
FORBIDDEN = ("无障碍", "今天是", "门户网站", "热门搜索", "县情概况", "当前的位置", "智能问答", "微信", "手机版", "APP", "适老化", "登录", "www.", "浏览量", "加载中", "背景色", "视力", "杏仁黄", "胭脂红", "字体", "打印", "扫一扫", "分享", "解读", "相关政策", "责任分解", "上一条", "浏阳市",
             "部门网站", "友情链接", "中国政府网", "隐私", "主办", "ICP", "公网安备", "望仙路", "版权", "大汉", "IPv6", "是否继续", "找错", "党政机关")  # fmt: skip
INSIDE = [*ALL[:9], "责任编辑：某某", *ALL[9:14], "扫一扫在手机打开当前页", "分享到：", *ALL[14:]]
CUT = [*ALL[:-4], "相关阅读", "北河县2021年政府工作报告", "东阳市召开市政府常务会议研究部署经济工作", "更多>>", "编辑：小王", "来源：长沙县政府办", "返回顶部"]


def _table(headings: list[str], *rows: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([headings, *rows])
    return buffer.getvalue().encode("utf-8-sig")


ONE_LINE = [
    Sample("wide.txt", "　　".join(ALL).encode(), "one line, paragraphs parted by ideographic spaces", "430121", 2021, date="2021-01-20", speaker="陈国强", lines=LINES),
    Sample("nbsp.txt", "\u00a0\u00a0\u00a0\u00a0".join(ALL).encode(), "one line, parted by no-break spaces", "430121", 2021, date="2021-01-20", speaker="陈国强", lines=LINES),
    Sample("spaces.txt", "    ".join(ALL).encode(), "one line, parted by spaces", "430121", 2021, date="2021-01-20", lines=LINES),
    Sample("tabs.txt", "\t".join(ALL).encode(), "one line, parted by tabs", "430121", 2021, lines=LINES),
    Sample("nothing.txt", "".join(ALL).encode(), "one line, parted by nothing", "430121", 2021, date="2021-01-20", speaker="陈国强"),
    Sample("blank.txt", " ".join(ALL).encode(), "one line, parted by single blanks", "430121", 2021, date="2021-01-20", speaker="陈国强"),
    Sample("column.csv", _table(["city", "year", "text"], ["长沙县", "2021", "　　".join(BARE)]), "a cell with its paragraphs parted by ideographic spaces", "430121", 2021, lines=tuple(OURS)),
]  # fmt: skip
CHROME = [
    Sample("around.txt", text([*HEAD, *ALL, *FOOT]), "a page of today copied whole, a line for each item", "430121", 2021, date="2021-01-20", lines=LINES, absent=FORBIDDEN),
    Sample("around_bare.txt", text([*HEAD, "2021年长沙县政府工作报告", *BARE[1:], *FOOT]), "the same without a date of the speech", "430121", 2021, lines=tuple(OURS), absent=FORBIDDEN),
    Sample("around_gbk.txt", text([*HEAD, "政府工作报告", *BARE[1:], *FOOT], "\r\n", "gb18030"), "the same, and only the site tells the place", "430121", 2021, lines=tuple(OURS), absent=FORBIDDEN),
    Sample("inside.txt", text(INSIDE), "furniture between paragraphs", "430121", 2021, lines=LINES, absent=("责任编辑", "扫一扫", "分享到")),
    Sample("after_cut.txt", text(CUT), "furniture behind a text without its last words", "430121", 2021, absent=("相关阅读", "北河县", "东阳市", "更多>>", "编辑", "来源", "返回顶部")),
    Sample("notes_foot.txt", text([*ALL, "名词解释", "1.放管服：指简政放权、放管结合、优化服务。", "2.六稳：指稳就业、稳金融等。", "3.双减：指减轻学生负担。", *FOOT]), "furniture behind the notes", "430121", 2021, lines=LINES, absent=FORBIDDEN,
           terms=(("放管服", "指简政放权"), ("双减", "指减轻"))),
    Sample("wechat.html", ('<html><head><meta charset="utf-8"><title>2021年长沙县政府工作报告</title></head><body><div id="js_article"><h1 id="activity-name">2021年长沙县政府工作报告</h1><span>星沙发布</span> <em id="publish_time">2021-01-26 08:00</em>'
           '<div id="js_content" style="visibility: hidden;"><section><p>点击蓝字关注我们</p></section>' + "".join(f"<section><p><span>{line}</span></p></section>" for line in ALL[1:]) + "<p>来源：星沙时报</p><p>编辑：小王</p><p>▼往期回顾▼</p></div></div></body></html>").encode(),
           "an article of a messenger, hidden until its script runs", "430121", 2021, lines=LINES, absent=("点击蓝字", "星沙发布", "来源：", "编辑", "往期")),
    Sample("frames.html", ('<html><head><meta charset="utf-8"><title>长沙县政府门户网站</title></head><body><div class="wrap"><div class="left"><ul>' + "".join(f"<li><a href='#'>{n}镇2021年工作总结</a></li>" for n in ("黄花", "江背", "黄兴")) + "</ul></div><div class=content><pre>"
           + "\n".join("    " + line[i : i + 40] if i == 0 else line[i : i + 40] for line in ALL for i in range(0, len(line), 40)) + "</pre></div></div></body></html>").encode(), "preformatted text, wrapped", "430121", 2021, lines=LINES, absent=("黄花", "工作总结")),
]  # fmt: skip
FRONTS: list[tuple[list[str], str, str | None, int | None, str | None, str | None]] = [
    (["二〇二一年政府工作报告", "长沙县人民政府县长　陈国强", "（二〇二一年一月二十日）"], "430121", "Chinese numerals in the title", 2021, "2021-01-20", "陈国强"),
    (["2021年度政府工作报告", "长沙县人民政府"], "430121", "年度 in the title", 2021, None, None),
    (["长沙县：2021年政府工作报告"], "430121", "a colon behind the place", 2021, None, None),
    (["【2021】长沙县政府工作报告"], "430121", "the year in brackets", 2021, None, None),
    (["长沙县政府工作报告（2021）"], "430121", "the year in brackets behind", 2021, None, None),
    (["长沙县2021年政府工作报告-长沙县人民政府门户网站"], "430121", "the site behind the title", 2021, None, None),
    (["政府工作报告", "2021年1月20日在县第十八届人民代表大会第五次会议上", "长沙县人民政府代县长 陈国强"], "430121", "an acting head", 2021, "2021-01-20", "陈国强"),
    (["政府工作报告", "长沙县人民政府县长　陈国强", "（2021年1月20日）"], "430121", "speaker above date", 2021, "2021-01-20", "陈国强"),
    (["政府工作报告", "（2021年1月20日长沙县第十八届人民代表大会第五次会议）", "陈国强"], "430121", "neither 在 nor 上", 2021, "2021-01-20", "陈国强"),
    (["政府工作报告", "2021年1月20日", "长沙县第十八届人民代表大会第五次会议", "县长 陈国强"], "430121", "the date on a line of its own", 2021, "2021-01-20", "陈国强"),
    (["在长沙县第十八届人民代表大会第五次会议上的", "政府工作报告", "（2021年1月20日）", "县长：陈国强"], "430121", "the meeting above the title", 2021, "2021-01-20", "陈国强"),
    (["长沙县第十八届人民代表大会第五次会议文件（五）", "政府工作报告", "——2021年1月20日在长沙县第十八届人民代表大会第五次会议上", "长沙县人民政府县长　陈国强"], "430121", "the number of the paper", 2021, "2021-01-20", "陈国强"),
    (["长沙县人民政府工作报告", "——2021年1月20日于长沙县第十八届人民代表大会第五次会议", "县委副书记、县长　陈国强"], "430121", "于 for 在", 2021, "2021-01-20", "陈国强"),
    (["政府工作报告(书面)", "(2021年1月20日在长沙县第十八届人民代表大会第五次会议上)", "长沙县人民政府"], "430121", "ASCII brackets, in writing", 2021, "2021-01-20", None),
]  # fmt: skip
OPENINGS = [
    ("河北省", 1980, "省", "现在，我代表省革命委员会，向大会报告工作，请予审议。", ["政府工作报告", "——1980年2月4日在河北省第五届人民代表大会第二次会议上", "河北省革命委员会主任　李某某", "各位代表："], "130000", "李某某"),
    ("河北省", 1956, "省", "我代表河北省人民委员会，向大会作政府工作报告，请予审议。", ["政府工作报告", "1956年12月3日", "各位代表："], "130000", None),
    ("喀什地区", 2013, "地区", "现在，我代表地区行署，向大会报告工作。", ["喀什地区行政公署工作报告", "——2013年2月4日在地区人大工作会议上", "地区行署专员　艾某某", "各位代表："], "653100", "艾某某"),
]  # fmt: skip
LABELLED = [
    Sample("430121_2021.txt", text(BARE), "a code in the file's name", "430121", 2021),
    Sample("2021-长沙县.txt", text(BARE), "year and place in the file's name", "430121", 2021),
    Sample("湖南长沙县2021.txt", text(BARE), "province and county in the file's name", "430121", 2021),
    Sample("code.csv", _table(["行政区划代码", "年份", "全文"], ["430121", "2021", "\n".join(BARE)]), "a column of codes", "430121", 2021),
    Sample("code12.csv", _table(["code", "year", "content"], ["430121000000", "2021", "\n".join(BARE)]), "a column of codes of twelve digits", "430121", 2021),
    Sample("place_code.csv", _table(["place_code", "县", "year", "content"], ["320302", "鼓楼区", "2021", "\n".join(report("鼓楼区", 2021, "区", "区长"))]), "a code settles an ambiguous name", "320302", 2021),
    Sample("posted.csv", _table(["place", "date", "title", "content"], ["长沙县", "2021-02-03", "政府工作报告", "\n".join(["各位代表：", *BODY[2:-1]])]), "only the posting tells the year, and the reading agrees", "430121", 2021),
]  # fmt: skip

AGAIN = [
    *ONE_LINE, *CHROME, *LABELLED,
    *(Sample(f"front{i:02d}.txt", text([*head, "各位代表：", *OURS]), why or "", code, year, date=date, speaker=speaker, lines=tuple(OURS)) for i, (head, code, why, year, date, speaker) in enumerate(FRONTS)),
    *(Sample(f"early{i}.txt", text([*head, *body(place, year, unit, opening)]), f"{place} in {year}", code, year, state="report", speaker=speaker) for i, (place, year, unit, opening, head, code, speaker) in enumerate(OPENINGS)),
]  # fmt: skip
