"""A fourth round: several readings of one place, neighbours named beside, reports of joined offices, other tables and annexes."""

from __future__ import annotations

from tests.corpus import made
from tests.corpus.messy.texts import Sample, body, front, report, text

BODY = body("长沙县", 2021)
ALL, LINES = [*front("长沙县", 2021), *BODY], tuple(BODY)
OURS = body("长沙县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。")
SIDE = ["阅读排行", "1 2021年宁乡市政府工作报告", "2 2021年株洲市天元区政府工作报告", "3 湖南省2021年政府工作报告", "4 【解读】省政府工作报告里的民生礼包", "标签云", "政府工作报告 长沙 两会 十四五", "本栏最新", "2020年望城区政府工作报告", "2021年湘潭县政府工作报告(摘登)"]  # fmt: skip
ROWS = ["2020年主要指标完成情况", "指标\t单位\t2020年\t2021年", "地区生产总值\t亿元\t486.3\t515", "一般公共预算收入\t亿元\t31.7\t33.1"]


def _about(place: str, year: int, unit: str, office: str, line: str) -> list[str]:
    lines = report(place, year, unit, office)
    return [*lines[:7], line, *lines[7:]]


FOURTH = [
    Sample("side_above.txt", text([*SIDE, "2021年长沙县政府工作报告", "2021-02-03", "政府工作报告", *ALL[1:]]), "neighbours' reports listed above", "430121", 2021, lines=LINES, absent=("宁乡", "天元区", "礼包", "标签云", "望城", "湘潭")),
    Sample("side_below.txt", text([*ALL, *SIDE]), "and below", "430121", 2021, lines=LINES, absent=("宁乡", "天元区", "礼包", "标签云", "望城", "湘潭")),
    Sample("side_cut.txt", text([*ALL[:-2], *SIDE]), "and below a text without its last words", "430121", 2021, absent=("宁乡", "天元区", "礼包", "标签云", "望城", "湘潭")),
    Sample("side_both.txt", text([*SIDE, *["政府工作报告", "各位代表："], *OURS, *SIDE]), "on both sides of a report that names no place", "open", 2021, lines=tuple(OURS), absent=("宁乡", "天元区", "望城", "湘潭")),
    Sample("neighbour.txt", text(_about("长沙县", 2021, "县", "县长", "深化与浏阳市、宁乡市、望城区的协同发展，主动承接株洲市、湘潭市产业外溢，与浙江省义乌市人民政府签订战略合作协议，对口帮扶龙山县工作取得实效。")), "neighbours named in the text", "430121", 2021, state="report"),
    Sample("visited.txt", text(_about("永定区", 2021, "区", "区长", "张家界市委、市政府高度重视永定区发展，旅游收入增长12%，接待游客1200万人次，旅游产业体系更加完善。")), "two districts of a name, one city named", "430802", 2021),
    Sample("new_county.txt", text(report("徐水县", 2015)), "renamed in the course of its year", "130625", 2015),
    Sample("new_district.txt", text(report("徐水区", 2016, "区", "区长")), "and a year later", "130609", 2016),
    Sample("table_tabs.txt", text([*ALL, *ROWS]), "a table of figures, its cells parted by tabs", "430121", 2021, state="report"),
    Sample("thanks.txt", text([*ALL, "谢谢大家！"]), "thanks at the end", "430121", 2021, state="report", lines=(*LINES, "谢谢大家！")),
    Sample("signed.txt", text([*ALL, "长沙县人民政府", "2021年1月20日"]), "signed and dated", "430121", 2021, state="report", date="2021-01-20"),
    Sample("no_close.txt", text(ALL[:-1]), "ends with a full stop, without the usual cry", "430121", 2021, state="report"),
    Sample("no_mark.txt", text([*ALL[:-1], ALL[-1].rstrip("！")]), "the last mark left out", "430121", 2021, state="report"),
    Sample("ellipsis.txt", text([*ALL[:-6], "……"]), "dots for the rest", "430121", 2021, state="truncated"),
    Sample("half_word.txt", text(ALL)[: len(text(ALL)) // 2 + 1], "cut in a character", "430121", 2021),
    Sample("short_real.txt", text([*ALL[:5], *BODY[8:10], *BODY[-3:]]), "a short report, whole", "430121", 2021, state="report"),
    Sample("summary_first.txt", text(["长沙县2021年政府工作报告", "内容摘要：" + "".join(BODY[:3])[:150] + "…", *ALL[1:]]), "a summary that repeats the beginning", "430121", 2021, lines=LINES, absent=("内容摘要",)),
    Sample("summary_bare.txt", text(["长沙县2021年政府工作报告", BODY[2][:120] + "...", *ALL[1:]]), "the same without its label", "430121", 2021, lines=LINES),
    Sample("cut_quoted.txt", text([*ALL[:10], ALL[10][:52]]), "ends in mid sentence", "430121", 2021, state="truncated"),
    Sample("english.txt", text([*ALL, "Report on the Work of the Government", "Fellow Deputies, on behalf of the people's government I now report on our work."]), "an English part behind", "430121", 2021, state="report"),
    Sample("letter.txt", text(["长沙县人民政府办公室", "关于印发2021年政府工作报告的通知", "各镇人民政府、街道办事处，县直机关各单位：", "《2021年政府工作报告》已经县十八届人大五次会议审议通过，现印发给你们，请认真贯彻执行。", "2021年1月28日", *ALL]),
           "the report behind the letter that sends it out", "430121", 2021, state="report", date="2021-01-20"),
    Sample("agenda.pdf", made.pdf([["长沙县第十八届人民代表大会第五次会议文件", "政府工作报告", "（2021年1月20日）", "长沙县人民政府县长　陈国强"], *[["　　" + line[at : at + 30] if at == 0 else line[at : at + 30] for line in ALL[3:] for at in range(0, len(line), 30)]]]), "a cover page that is the front", "430121", 2021, date="2021-01-20", speaker="陈国强"),
]  # fmt: skip
