"""The page of quotations: side by side, whole drafts from a box or a file, the table, and files that cannot be read."""

from __future__ import annotations

import csv
import io

from tests.corpus import made
from tests.webapp.page import read

TRUE = "拆改锅炉18台,2271家餐饮企业油烟净化设施全部安装到位"
FALSE = "拆改锅炉13台，2271家餐饮企业油烟净化设施全部安装到位"


def sent(client, data, name, address="/verify/draft"):
    return client.post(address, data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def test_an_exact_quotation_says_so(real):
    text = real.get("/verify?q=" + TRUE).get_data(as_text=True)
    assert "逐字相符" in text
    assert "第7段" in read(text).one("main").text.replace(" ", "")


def test_an_altered_one_shows_the_digit_first(real):
    found = read(real.post("/verify", data={"q": FALSE}).get_data(as_text=True))
    changes = found.one("ol", cls="changes").text
    assert changes.index("数字") < changes.index("全半角") if "全半角" in changes else "数字" in changes
    assert "逐字相符" not in found.one("main").text


def test_a_draft_in_a_box(real):
    found = read(real.post("/verify/draft", data={"text": f"报告说“{TRUE}”，又说“{FALSE}”。"}).get_data(as_text=True))
    rows = found.find("tr", id="r1") + found.find("tr", id="r2")
    assert ["逐字相符" in rows[0].text, "与原文有出入" in rows[1].text] == [True, True]


def test_a_draft_as_word_and_as_pdf(real):
    lines = (f"报告说“{TRUE}”。",)
    for data, name in ((made.word(lines), "稿.docx"), (made.pdf([lines]), "稿.pdf"), (lines[0].encode("gb18030"), "稿.txt")):
        assert "逐字相符" in sent(real, data, name).get_data(as_text=True), name


def test_a_table_can_be_taken_away(real):
    reply = real.post("/verify/table.csv", data={"text": f"=1+1“{FALSE}”"})
    rows = list(csv.reader(io.StringIO(reply.get_data().decode("utf-8-sig"), newline="")))
    assert any("与原文有出入" in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_files_that_cannot_be_read_get_a_sentence(real):
    for data, name, told in (
        (made.locked(made.pdf([["一"]])), "锁.pdf", "密码"), (made.scanned(), "扫描.pdf", "扫描"), (b"", "空.txt", "没有文字"),
        (made.rezipped(made.word(), {}, {"word/big.xml": b"\x00" * 300_000_000}), "弹.docx", "请"),
    ):  # fmt: skip
        reply = sent(real, data, name)
        assert (reply.status_code, told in reply.get_data(as_text=True)) == (400, True), name
        assert sent(real, data, name, "/api/check").status_code == 400


def test_a_script_in_a_file_name_is_no_script(real):
    text = sent(real, made.scanned(), "<script>alert(1)</script>.pdf").get_data(as_text=True)
    assert "<script>alert" not in text


def test_a_draft_without_quotations_is_told(real):
    assert "稿中没有引号内的话" in real.post("/verify/draft", data={"text": "今天开会，讨论了工作。"}).get_data(as_text=True)


def test_too_long_a_draft_is_told(real):
    assert real.post("/verify/draft", data={"text": "稿" * 20_001}).status_code == 413
