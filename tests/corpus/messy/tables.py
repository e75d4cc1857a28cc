"""Tables of reports with the columns and cells that collectors make; each file holds several reports."""

from __future__ import annotations

import csv
import io
import json
from html import escape

import openpyxl

from tests.corpus import made
from tests.corpus.messy.texts import Sample, body, front, report, text

CHANGSHA, LUANCHUAN = "\n".join(report("长沙县", 2021)), "\n".join(report("栾川县", 2020))
GULOU = "\n".join(["政府工作报告", "各位代表：", *body("鼓楼区", 2021, "区", "现在，我代表区人民政府，向大会报告工作，请予审议。")])
BARE = "\n".join(body("长沙县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。"))


def _csv(rows: list[list[object]], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def _book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made.saved(book)


def _lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


TWO_LEVELS = json.dumps({"长沙县": {"2021": BARE, "2020": "\n".join(body("长沙县", 2020, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。"))}}).encode()
# Each sample is a file with two reports, 长沙县 2021 and 栾川县 2020 unless said otherwise.
PAIR = (("430121", 2021), ("410324", 2020))
TWO: list[tuple[str, bytes, str, tuple[tuple[str | None, int | None], ...]]] = [
    ("index.csv", _csv([["", "县", "年", "全文"], [0, "长沙县", 2021, CHANGSHA], [1, "栾川县", 2020, LUANCHUAN]]), "an unnamed index column", PAIR),
    ("float.csv", _csv([["id", "county", "year", "content"], ["a1", "长沙县", "2021.0", BARE], ["a2", "栾川县", "2020.0", LUANCHUAN]]), "years as floats", PAIR),
    ("tabs.txt", _csv([["地区", "年度", "正文"], ["长沙县", "2021年度", BARE], ["栾川县", "2020年度", LUANCHUAN]], "utf-8", "\t"), "tabs in a file named .txt", PAIR),
    ("gbk.csv", _csv([["省份", "城市", "区县", "年份", "报告正文"], ["湖南省", "长沙市", "长沙县", 2021, BARE], ["河南省", "洛阳市", "栾川县", 2020, LUANCHUAN]], "gb18030"), "three columns of places, GBK", PAIR),
    ("semicolon.csv", _csv([["Province", "County", "Year", "Text"], ["湖南", "长沙", 2021, CHANGSHA], ["河南", "栾川", 2020, LUANCHUAN]], "utf-8", ";"), "semicolons", PAIR),
    ("short.csv", _csv([["县名", "年份", "文本"], ["栾川", 2020, LUANCHUAN.replace("栾川县", "县")], ["长沙县", 2021, BARE]]), "a county without its 县", (("410324", 2020), ("430121", 2021))),
    ("html.csv", _csv([["标题", "内容"], ["长沙县2021年政府工作报告", "".join(f"<p>&nbsp;&nbsp;{escape(line)}</p>" for line in CHANGSHA.split("\n"))], ["栾川县2020年政府工作报告", "<br>".join(LUANCHUAN.split("\n"))]]), "tags in the cells", PAIR),
    ("gulou.csv", _csv([["省", "市", "县", "year", "text"], ["江苏省", "徐州市", "鼓楼区", 2021, GULOU], ["福建省", "福州市", "鼓楼区", 2021, GULOU]]), "columns settle an ambiguous name", (("320302", 2021), ("350102", 2021))),
    ("wrong.csv", _csv([["city", "year", "text"], ["长沙市", 2021, CHANGSHA], ["和县", 2018, "\n".join(report("南和县", 2018))]]), "labels made by part of a name", (("430121", 2021), ("130527", 2018))),
    ("titled.xlsx", _book(("汇总", [["全国县级政府工作报告汇总表"], ["更新时间：2022-01-01"], [], ["序号", "县（区）", "年份", "报告全文", "备注"], [1, "长沙县", 2021, BARE, None], [2, "栾川县", 2020, LUANCHUAN, "网上下载"], ["合计", None, None, "2份", None]])), "a heading of the sheet above, a sum below", PAIR),
    ("sheets.xlsx", _book(("填表说明", [["1.本表由各县填报。"], ["2.全文请勿分段。"]]), ("2021年", [["地区", "全文"], ["长沙县", BARE]]), ("2020年", [["地区", "全文"], ["栾川县", LUANCHUAN.replace("2020年1月20日", "1月20日")]])), "the year is the sheet's name", PAIR),
    ("parts.xlsx", _book(("Sheet1", [["地区", "年份", "正文1", "正文2"], ["长沙县", 2021, CHANGSHA[:900], CHANGSHA[900:]], ["栾川县", 2020, LUANCHUAN[:900], LUANCHUAN[900:]]])), "a text over two cells, for a cell was full", PAIR),
    ("provinces.xlsx", _book(("江西省", [["地区", "年份", "全文"], ["西湖区", 2021, GULOU.replace("鼓楼", "西湖")]]), ("湖南省", [["地区", "年份", "全文"], ["长沙县", 2021, BARE]])), "the province is the sheet's name", (("360103", 2021), ("430121", 2021))),
    ("plain.jsonl", _lines({"name": "长沙县", "yr": "2021", "full_text": BARE, "len": 2600}, {"name": "栾川县", "yr": "2020", "full_text": LUANCHUAN, "len": 2600}), "columns named as programmers do", PAIR),
    ("lists.jsonl", _lines({"region": "长沙县", "year": 2021, "paragraphs": BARE.split("\n")}, {"region": "栾川县", "year": 2020, "paragraphs": LUANCHUAN.split("\n")}), "texts as lists of paragraphs", PAIR),
    ("nested.jsonl", _lines({"meta": {"region": "长沙县", "year": 2021}, "content": BARE}, {"meta": {"region": "栾川县", "year": 2020}, "content": LUANCHUAN}), "place and year in an object", PAIR),
    ("keyed.json", json.dumps({"长沙县_2021": BARE, "栾川县_2020": LUANCHUAN}, ensure_ascii=False).encode(), "an object of texts by place and year", PAIR),
    ("records.json", json.dumps({"code": 0, "data": {"total": 2, "rows": [{"title": "长沙县2021年政府工作报告", "pubDate": "2021-02-01", "content": CHANGSHA}, {"title": "栾川县2020年政府工作报告", "pubDate": "2020-02-01", "content": LUANCHUAN}]}}, ensure_ascii=False).encode(), "what an interface answered", PAIR),
    ("two_levels.json", TWO_LEVELS, "texts by place and year, escaped", (("430121", 2021), ("430121", 2020))),
    ("gbk.zip", made.zipped({"湖南省/长沙市/长沙县/2021年政府工作报告.txt": text(["政府工作报告", "各位代表：", *BARE.split("\n")], "\r\n", "gb18030"), "河南省/栾川县/2020.txt": LUANCHUAN.encode("gb18030"),
                              "__MACOSX/._2020.txt": b"\x00\x05\x16\x07", "Thumbs.db": b"\xd0\xcf\x11\xe0"}, made.GbkName), "GBK names, a Mac's and a Windows' droppings", PAIR),
    ("memory.zip", made.zipped({"长沙县2021.tmx": made.translation_memory(CHANGSHA.split("\n")), "栾川县2020.csv": _csv([["中文", "英文"], *[[line, "English"] for line in LUANCHUAN.split("\n")]])}), "a translation memory and a bilingual table", PAIR),
]  # fmt: skip
SINGLE = Sample("front.csv", _csv([["标题", "时间", "地区", "全文"], ["政府工作报告", "2021/1/20", "长沙县", "\n".join([*front("长沙县", 2021)[:1], BARE])]]), "a slash date", "430121", 2021)
