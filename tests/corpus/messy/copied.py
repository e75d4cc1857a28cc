"""Plain texts as they are copied, wrapped, doubled and broken."""

from __future__ import annotations

import opencc

from tests.corpus.messy.texts import Sample, body, front, text

FRONT, BODY = front("清溪县", 2021), body("清溪县", 2021)
ALL, LINES = [*FRONT, *BODY], tuple(BODY)


def _wrapped(lines: list[str], width: int, indent: str = "") -> list[str]:
    rows = []
    for line in lines:
        whole = indent + line
        rows += [whole[at : at + width] for at in range(0, len(whole), width)]
    return rows


def _spread(lines: list[str]) -> list[str]:
    return [part for line in lines for part in (line, "")]


CELLS = ["首页", "政务公开", "政府信息公开目录", "索引号", "008412345/2021-00077", "发布机构", "清溪县人民政府办公室", "生成日期", "2021-02-03", "文号", "无", "关键词", "政府;工作;报告", "内容概述",
         "清溪县2021年政府工作报告，" + BODY[0][:60] + "……", "信息来源", "县政府办", "字号：", "大", "中", "小"]  # fmt: skip
BELOW = ["打印本页", "关闭窗口", "微信扫一扫：分享", "微信里点“发现”，扫一下", "二维码便可将本文分享至朋友圈。", "相关信息", "【图解】清溪县2021年政府工作报告", "清溪县人民政府办公室关于印发2021年政府工作报告重点任务分工方案的通知",
         "省政府部门网站", "市州政府网站", "县级部门网站", "主办：清溪县人民政府办公室 承办：清溪县电子政务中心", "蜀ICP备05000001号-1 网站标识码5100000099", "联系电话：0830-1234567 邮箱：qx@example.cn"]  # fmt: skip
PHOTOS = [*FRONT, BODY[0], "图为大会会场。清溪发布记者 王某 摄", *BODY[1:9], "[图片]", "△县长陈国强作政府工作报告", *BODY[9:]]
PRESS = ["清溪县2021年政府工作报告", "2021-01-25 10:12 来源：清溪新闻网", "本网讯（记者 李某）1月20日，清溪县第十七届人民代表大会第二次会议开幕，县长陈国强作政府工作报告。以下为报告全文：", *FRONT, *BODY,
         "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。", "打开APP，查看更多精彩内容", "责任编辑：赵某_NB1234", "举报/反馈"]  # fmt: skip

COPIED = [
    Sample("wrap40.txt", text([*FRONT, *_wrapped(BODY, 40, "　　")], "\r\n", "gb18030"), "wrapped at 40 with indents, GBK", year=2021, lines=LINES),
    Sample("wrap34.txt", text([*FRONT, *_wrapped(BODY, 34)]), "wrapped at 34, nothing indented", year=2021, lines=LINES),
    Sample("wrapblank.txt", text(_spread([*FRONT, *_wrapped(BODY, 36, "    ")])), "wrapped, and an empty line behind every line", year=2021, lines=LINES),
    Sample("wraptrail.txt", text([line + "  " for line in [*FRONT, *_wrapped(BODY, 38, "    ")]]), "wrapped with trailing blanks", year=2021, lines=LINES),
    Sample("cells.txt", text([*CELLS, *ALL, *BELOW]), "index data one cell a line, share widget and lists below", year=2021, date="2021-01-20", lines=LINES,
           absent=("索引号", "008412345", "内容概述", "关键词", "生成日期", "信息来源", "打印本页", "朋友圈", "扫一下", "相关信息", "图解", "分工方案", "部门网站", "主办", "ICP", "联系电话")),
    Sample("photos.txt", text(PHOTOS), "photographs' captions inside the body", year=2021, absent=("摄", "[图片]", "△")),
    Sample("press.txt", text(PRESS), "a news site: lead, body, disclaimers", year=2021, lines=LINES, absent=("本网讯", "网易号", "打开APP", "责任编辑", "举报/反馈", "来源：清溪新闻网")),
    Sample("utf16be.txt", "\ufeff".encode("utf-16-be") + text(ALL, "\r\n", "utf-16-be"), "UTF-16, big end first", year=2021, lines=LINES),
    Sample("bignames.txt", text(ALL, "\r", "utf-8"), "line ends of an old Macintosh", year=2021, lines=LINES),
    Sample("typed_n.txt", text(ALL, r"\n"), r"line ends typed out as \n", year=2021, lines=LINES),
    Sample("typed_br.txt", text(ALL, "<br/>"), "line ends typed out as <br/>", year=2021, lines=LINES),
    Sample("typed_p.txt", "".join(f"<p>&emsp;&emsp;{line}</p>" for line in ALL).encode(), "paragraph tags in a text file", year=2021, lines=LINES),
    Sample("vertical.txt", text(ALL, "\x0b"), "vertical tabs, as PowerPoint and Word leave them", year=2021, lines=LINES),
    Sample("separators.txt", text(ALL, "\u2028"), "Unicode line separators", year=2021, lines=LINES),
    Sample("zerowidth.txt", text(["\u200b".join((line[:7], line[7:])) + "\ufeff" for line in ALL]), "zero-width characters inside", year=2021, date="2021-01-20"),
    Sample("twice_text.txt", text([*ALL, "无障碍阅读 长者模式", *ALL]), "the body twice, for elder mode", year=2021, lines=LINES, absent=("长者",)),
    Sample("twice_wrapped.txt", text([*FRONT, *_wrapped(BODY, 40), "", *ALL]), "the body twice, once wrapped", year=2021, lines=LINES),
    Sample("twice_half.txt", text([*FRONT, *BODY, *BODY[-6:]]), "the last paragraphs again at the end", year=2021, lines=LINES),
    Sample("markdown.md", text(_spread([f"# {FRONT[0]}", *(f"**{line}**" for line in FRONT[1:3]), FRONT[3], *(("## " if line[1] == "、" else "") + line for line in BODY)])),
           "Markdown marks", year=2021, speaker="陈国强", lines=LINES),
    Sample("spaced.txt", text(["政 府 工 作 报 告", "——２０２１年１月２０日在清溪县第十七届人民代表大会第二次会议上", "县 长　　陈  国  强", "各 位 代 表 ：", *BODY]), "letter-spaced front, full-width digits",
           year=2021, date="2021-01-20", speaker="陈国强", lines=LINES),
    Sample("runon.txt", text([FRONT[0] + FRONT[1] + FRONT[2], FRONT[3] + "".join(BODY[:1]), "".join(BODY[1:9]), "".join(BODY[9:])]), "a whole part in one line", year=2021, date="2021-01-20", speaker="陈国强"),
    Sample("contents.txt", text([*FRONT[:3], "目  录", "一、2020年工作回顾", "二、2021年工作安排", "三、加强政府自身建设", FRONT[3], *BODY]), "a table of contents without page numbers", year=2021, lines=LINES),
    Sample("stars.txt", text(["*" * 30, *ALL, "=" * 40, "（全文完）", "------------------"]), "rules drawn with characters", year=2021, lines=LINES, absent=("***", "===", "---")),
    Sample("applause.txt", text([*FRONT, BODY[0] + "（掌声）", *BODY[1:]]), "applause is part of the record", year=2021, lines=(BODY[0] + "（掌声）", *BODY[1:])),
    Sample("big5.txt", opencc.OpenCC("s2t").convert("\n".join(ALL)).encode("big5", "replace"), "Big5", year=2021),
]  # fmt: skip
