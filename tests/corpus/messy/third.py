"""A third round: letters set apart, digits misread, bytes decoded twice, speakers and titles printed in every way."""

from __future__ import annotations

import docx

from tests.corpus import made
from tests.corpus.messy.texts import Sample, body, front, text

FRONT, BODY = front("长沙县", 2021), body("长沙县", 2021)
ALL, LINES = [*FRONT, *BODY], tuple(BODY)
OURS = body("长沙县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。")
MEETING = "——2021年1月20日在长沙县第十八届人民代表大会第五次会议上"

# The speaker as printed, and his name.
SPEAKERS = [
    ("长沙县人民政府县长 雪克来提•扎克尔", "雪克来提•扎克尔"), ("自治县县长　艾尔肯·吐尼亚孜", "艾尔肯·吐尼亚孜"), ("（县长　陈国强）", "陈国强"), ("报告人：县长 陈国强", "陈国强"), ("县人民政府代理县长　陈国强", "陈国强"),
    ("中共长沙县委副书记、长沙县人民政府县长　陈国强", "陈国强"), ("县长：陈国强", "陈国强"), ("长沙县县长　陈　明", "陈明"), ("长沙县人民政府县长陈国强", "陈国强"), ("陈国强", "陈国强"), ("长沙县人民政府县长　诸葛国强", "诸葛国强"), ("常务副县长　陈国强", "陈国强"),
]  # fmt: skip
# Lines of the front, title as it should be called, date.
TITLES = [
    (["2021年", "政府工作报告", MEETING], "2021-01-20"), (["长沙县人民政府", "工作报告", MEETING], "2021-01-20"), (["政府工作", "报告", MEETING], "2021-01-20"), (["长沙县2021年", "政府工作报告", "（2021年1月20日）"], "2021-01-20"),
    (["政府工作报告", "——2O21年1月2O日在长沙县第十八届人民代表大会第五次会议上"], "2021-01-20"), (["政府工作报告", "——2021年1月20日上午在长沙县第十八届人民代表大会第五次会议上"], "2021-01-20"), (["政府工作报告", "—— 2021 年 1 月 20 日 在长沙县第十八届人民代表大会第五次会议上"], "2021-01-20"),
    (["政府工作报告", "----2021年1月20日在长沙县第十八届人大五次会议上"], "2021-01-20"), (["政府工作报告", "（2021年1月20日在长沙县第十八届人民代表大会", "第五次会议上）"], "2021-01-20"), (["政府工作报告", "——在长沙县第十八届人民代表大会第五次会议上（2021年1月20日）"], "2021-01-20"),
    (["2021年长沙县人民政府工作报告", "2021年01月26日 来源：县政府办", MEETING], "2021-01-20"), (["长沙县政府工作报告", "2021年1月20日长沙县第十八届人民代表大会第五次会议通过"], "2021-01-20"),
]  # fmt: skip
SALUTATIONS = ["各位代表、各位委员、同志们：", "主席，各位代表：", "各位代表，同志们：", "各位代表:", "主任、各位副主任、各位委员：", "尊敬的各位代表：", "各位代表，各位来宾："]
SPACED = [" ".join(line) for line in ALL]


def _styled() -> bytes:
    """Word's own headings, a title page, the body in a table of one column beside empty cells."""
    document = docx.Document()
    document.add_heading("政府工作报告", 0)
    for line in FRONT[1:]:
        document.add_paragraph(line, style="Subtitle")
    for line in BODY:
        document.add_paragraph(line, style="Heading 1" if line[1] == "、" else "Heading 2" if line.startswith("（") else "Normal")
    return made.saved(document)


LYING = ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>政府工作报告</title></head><body>' + "".join(f"<div>{line}</div>" for line in ALL) + "</body></html>").encode("gb18030")  # fmt: skip

THIRD = [
    Sample("spaced_out.txt", text(SPACED), "a blank behind every character, as some PDFs give", "430121", 2021, state="report", date="2021-01-20", speaker="陈国强"),
    Sample("twice_decoded.txt", "\n".join(ALL).encode().decode("latin-1").encode(), "UTF-8 read as Latin-1 and saved again", "430121", 2021, date="2021-01-20", lines=LINES),
    Sample("styled.docx", _styled(), "Word's own headings", "430121", 2021, date="2021-01-20", speaker="陈国强", lines=LINES),
    Sample("lying.html", LYING, "a page in GBK that calls itself UTF-8", "430121", 2021, date="2021-01-20", lines=LINES),
    Sample("docx.zip", made.zipped({"湖南/长沙县/报告.docx": made.word(["政府工作报告", *OURS])}, made.GbkName), "a Word file in folders of a zip", "430121", 2021, lines=tuple(OURS)),
    *(Sample(f"speaker{i:02d}.txt", text(["政府工作报告", MEETING, printed, "各位代表：", *OURS]), printed, "430121", 2021, speaker=name, lines=tuple(OURS)) for i, (printed, name) in enumerate(SPEAKERS)),
    *(Sample(f"title{i:02d}.txt", text([*head, "县长　陈国强", "各位代表：", *OURS]), " / ".join(head), "430121", 2021, date=date, speaker="陈国强", lines=tuple(OURS)) for i, (head, date) in enumerate(TITLES)),
    *(Sample(f"address{i}.txt", text([*FRONT[:3], address, *OURS]), address, "430121", 2021, lines=tuple(OURS)) for i, address in enumerate(SALUTATIONS)),
]  # fmt: skip


def _printed(head: str, foot: str) -> list[str]:
    """A copy of printed pages: wrapped lines, a running title and a number every twenty lines, in mid sentence as it comes."""
    rows = [("　　" + line)[at : at + 34] for line in BODY for at in range(0, len(line) + 2, 34)]
    pages = [rows[at : at + 20] for at in range(0, len(rows), 20)]
    return [*FRONT, *(line for number, page in enumerate(pages, 1) for line in ([head] if head and number > 1 else []) + page + [foot.format(number)])]


THIRD += [
    Sample("printed1.txt", text(_printed("", "{}")), "numbers of pages between the lines", "430121", 2021, lines=LINES),
    Sample("printed2.txt", text(_printed("长沙县人民政府公报　2021年第1期", "{}")), "running titles and numbers between the lines", "430121", 2021, lines=LINES, absent=("公报",)),
    Sample("printed3.txt", text(_printed("政府工作报告", "— {} —")), "the report's own title running", "430121", 2021, lines=LINES, absent=("— 2 —",)),
    Sample("printed4.txt", text(_printed("", "第 {} 页 共 5 页")), "pages counted in words", "430121", 2021, lines=LINES, absent=("共 5 页",)),
]  # fmt: skip
