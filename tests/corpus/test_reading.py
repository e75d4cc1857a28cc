"""Reading: whole files in, documents out; the errors, the encodings, the laws, and texts nobody would call a report."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats import example, registry
from corpus.formats.charset import decode, plain_characters
from corpus.model.document import STATES, Document, Section
from corpus.model.errors import BinaryFile, EmptyFile, NoReport, ReadingError
from corpus.reading import read_report, read_text
from corpus.shipped import shipped_reports
from corpus.structure.lines import squeeze
from corpus.structure.typed import restore_typed

SAMPLES = Path(__file__).parent / "samples"
CLOSE = "而努力奋斗！"

# Name: title, day, meeting, speaker, role, posted, state, lines of front, heading, body and note.
EXPECTED = {
    "forum.txt": (
        "2021年墨岭区政府工作报告", "2021-01-18", "墨岭区第八届人民代表大会第五次会议",
        "王平", "墨岭区人民政府代区长", "2022-03-09T10:05:00", "stub", (4, 2, 4, 0),
    ),
    "government_page.txt": (
        "墨岭区2022年政府工作报告", "2022-01-20", "墨岭区第九届人民代表大会第一次会议",
        "欧阳文静", "墨岭区人民政府区长", "2022-02-20T09:15:00", "stub", (5, 2, 4, 0),
    ),
    "broken_lines.txt": (
        "政府工作报告", "2016-03-01", "青禾市第十三届人民代表大会第四次会议",
        "赵明", "青禾市市长", None, "stub", (4, 2, 4, 0),
    ),
    "typed_breaks.txt": (
        "政府工作报告", "2011-02-15", "墨岭县第十四届人民代表大会第五次会议",
        "张大山", "墨岭县人民政府县长", None, "stub", (3, 2, 4, 0),
    ),
    "twice.txt": (
        "墨岭区2009年政府工作报告", "2009-01-08", "墨岭区第五届人民代表大会第二次会议",
        "周正", "墨岭区人民政府区长", "2009-02-13", "stub", (4, 2, 4, 0),
    ),
    "glossary.txt": (
        "2023年墨岭区政府工作报告", "2023-01-12", "墨岭区第九届人民代表大会第二次会议",
        "欧阳文静", "墨岭区人民政府区长", "2023-01-20", "stub", (1, 2, 4, 4),
    ),
    "nineteen_eighties.txt": (
        "nineteen_eighties", None, None,
        None, None, None, "stub", (2, 6, 7, 0),
    ),
    "wrapped.txt": (
        "2019年墨岭区政府工作报告", None, None,
        None, None, None, "stub", (2, 1, 4, 0),
    ),
    "placeholder.txt": (
        "墨岭区2002年政府工作报告", None, None,
        None, None, None, "placeholder", (0, 2, 2, 0),
    ),
    "plan.txt": (
        "关于墨岭区国民经济和社会发展第十二个五年规划纲要的报告", "2011-01-09", "墨岭区第六届人民代表大会第一次会议",
        "周正", "墨岭区人民政府区长", None, "other_speech", (4, 0, 7, 0),
    ),
}  # fmt: skip

# What stands on the pages of the samples but in no report.
CHROME = """
    设为首页 复制链接 每日心情 签到 偶尔看看 主题 帖子 阅读模式 登录 积分规则 Powered 快速回复 发布时间 来源 浏览次数 字体 记者 扫一扫
    上一篇 下一篇 相关文章 北溪县 东湖市 主办 本作品 公有领域 Public false ICP备 当前位置 标题： 发文 报告人 URL 正文： 责任编辑 备注
"""


def kinds(document: Document) -> tuple[int, ...]:
    counts = Counter(passage.kind for passage in document.passages)
    return counts["front"], counts["heading"], counts["body"], counts["note"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_samples(name: str) -> None:
    document = read_report(SAMPLES / name)
    told = (document.title, document.date, document.meeting, document.speaker, document.role)
    assert (*told, document.source.posted, document.state, kinds(document)) == EXPECTED[name]
    assert not [word for word in CHROME.split() for passage in document.passages if word in passage.text]


def test_every_sample_is_expected() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == sorted(EXPECTED)


def test_broken_sentences_are_whole_again() -> None:
    text = read_report(SAMPLES / "broken_lines.txt").text
    for whole in (
        "细颗粒物（PM2.5）平均浓度",
        "广义货币M2增长",
        "74.4亿元，“十二五”规划",
        "——改革开放深入推进。",
        "二、关于《纲要（草案）》的说明",
    ):
        assert whole in text
    text = read_report(SAMPLES / "government_page.txt").text
    assert "认真贯彻《信访条例》，办结群众来信来访214件。推进一网通办改革，政务服务" in text


def test_what_is_odd_about_the_source_is_told() -> None:
    assert read_report(SAMPLES / "twice.txt").notes == ("来源页面把正文重复了两遍，只取第一遍。",)
    assert read_report(SAMPLES / "typed_breaks.txt").notes == ("来源把换行写成了文字“\\r\\n”，已按换行处理。",)
    assert read_report(SAMPLES / "glossary.txt").source.url == "http://www.example.gov.cn/report/2023.html"


# ---------------------------------------------------------------- the shipped report


@pytest.fixture(scope="module")
def shipped() -> Document:
    return read_report(shipped_reports()[0])


def test_the_shipped_report(shipped: Document) -> None:
    assert shipped.title == "2020年郑州市管城回族自治区政府工作报告"  # its error kept
    assert shipped.place is not None
    assert shipped.place.path == ("河南省", "郑州市", "管城回族区")
    assert (shipped.year, shipped.date) == (2020, "2020-05-27")  # not the posting's day, nor that of a mood
    assert (shipped.speaker, shipped.role) == ("张艳敏", "区人民政府区长")
    assert shipped.meeting == "区第十六届人民代表大会第五次会议"
    assert shipped.source.posted == "2020-09-03T16:12:37"
    assert shipped.notes == ("“管城回族自治区”应为“管城回族区”，来源有误。",)
    assert (shipped.state, kinds(shipped)) == ("report", (4, 4, 55, 0))
    front = [passage.text for passage in shipped.passages if passage.kind == "front"]
    assert front[2] == "区人民政府区长\u00a0\u00a0张艳敏"  # the blanks inside a line stay as they are


def test_the_shipped_report_has_four_parts(shipped: Document) -> None:
    parts = [passage.part for passage in shipped.passages if passage.kind == "heading"]
    assert parts == ["review", "goals", "plan", "government"]
    assert [len(section.children) for section in shipped.outline] == [5, 3, 6, 4]


def test_the_manifest_tells_where_the_reports_are_from() -> None:
    rows = (shipped_reports()[0].parent / "manifest.tsv").read_text("utf-8").splitlines()
    assert rows[0].split("\t") == ["file", "source", "date", "sha256"]
    told = {row.split("\t")[0]: row.split("\t")[3] for row in rows[1:]}
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in shipped_reports()}


# ---------------------------------------------------------------- files that are no reports

REPORT = "2021年墨岭区政府工作报告\n各位代表：\n现在，我代表墨岭区人民政府向大会报告工作，请予审议。\n一、工作回顾\n地区生产总值增长6.6％。\n"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b" \r\n\t\x00\n", EmptyFile),
        (b"\xef\xbb\xbf\n", EmptyFile),
        ("　\n　".encode(), EmptyFile),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, BinaryFile),
        (b"%PDF-1.7\n...", BinaryFile),
        (b"%PDF-1.7\n" + bytes(range(256)), BinaryFile),
        (b"PK\x03\x04rest of a docx", BinaryFile),
        (bytes(range(256)) * 50, BinaryFile),
        (b"just a readme in English, with no report in it.\n" * 5, NoReport),
        ("春天来了，田野里到处开满了金黄的油菜花，孩子们在田埂上奔跑。".encode(), NoReport),
        (b"<!DOCTYPE html><html><body></body></html>", NoReport),
        ("<!DOCTYPE html><html><body><p>春天来了，田野里到处开满了金黄的油菜花。</p></body></html>".encode(), NoReport),
    ],
)
def test_refusals_name_the_file_and_the_remedy(tmp_path: Path, data: bytes, error: type[ReadingError]) -> None:
    path = tmp_path / "来件.txt"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_report(path)
    message = str(caught.value)
    assert "来件.txt" in message
    assert message.endswith("。")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (REPORT.encode("utf-8-sig"), "utf-8-sig"),
        (REPORT.encode("gb18030"), "gb18030"),
        (REPORT.replace("区", "區").replace("报", "報").encode("gb18030"), "gb18030"),
        (REPORT.encode("utf-16"), "utf-16"),
        (REPORT.encode("utf-32"), "utf-32"),
        (REPORT.replace("\n", "\r\n").encode("gb18030"), "gb18030"),
        (REPORT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(data)
    document = read_report(path)
    assert document.source.encoding == encoding
    assert (document.year, kinds(document)) == (2021, (2, 1, 2, 0))
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source.size == len(data)


def test_big5(tmp_path: Path) -> None:
    text = (
        "各位代表：\n現在，我代表人民政府向大會報告工作，請予審議。\n一年來，全市經濟平穩增長，人民生活水平有了明顯提高，各項事業都取得了可喜的成績。\n"
        * 3
    )
    path = tmp_path / "報告.txt"
    path.write_bytes(text.encode("big5"))
    assert "人民政府向大會報告工作" in read_report(path).text


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_files_cut_in_a_character_are_read(tmp_path: Path, encoding: str, cut: int) -> None:
    data = (REPORT.strip() * 3).encode(encoding)
    path = tmp_path / "报告.txt"
    path.write_bytes(data[: len(data) - cut])
    document = read_report(path)
    assert document.passages[-1].text.startswith("地区生产总值增长6.6％")
    if encoding == "utf-8" or cut == 1:
        assert document.notes == ("文件在一个字符中间断开，末尾残缺的字节已略去。",)


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else() -> None:
    data = (REPORT * 5).encode()
    decoded = decode(b"\xff" + data)
    assert decoded is not None
    assert (decoded.encoding, decoded.text.count("�")) == ("utf-8", 1)


def test_control_characters_and_half_surrogates_are_left_out() -> None:
    assert plain_characters("甲\x00乙\ud800丙\x0c丁") == (
        "甲乙�丙\n丁",
        ("文件中夹有控制字符，已略去。", "文件中有无法解码的字节，已用“�”代替。"),
    )


def test_places_in_the_folders_narrow(tmp_path: Path) -> None:
    folder = tmp_path / "北京市"
    folder.mkdir()
    path = folder / "报告.txt"
    path.write_text(REPORT.replace("墨岭区", "朝阳区"), "utf-8")
    place = read_report(path).place
    assert place is not None
    assert place.code == "110105"


def test_what_the_collection_says() -> None:
    document = read_text(
        "现在，我代表人民政府向大会报告工作，请予审议。",
        "甲.txt",
        title="某县政府工作报告",
        url="http://a.example/1",
        year=1999,
        posted="1999-02-01",
    )
    assert (document.title, document.year, document.source.url, document.source.posted) == (
        "某县政府工作报告",
        1999,
        "http://a.example/1",
        "1999-02-01",
    )


def test_the_example_format_reads_once_it_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FORMATS", ("example", *registry.FORMATS))
    assert registry.read_bytes(example.MARK + "各位代表：".encode(), "甲.example").format == "example"
    assert registry.read_bytes("各位代表：".encode(), "甲.txt").format == "plain_text"


# ---------------------------------------------------------------- laws


def check(document: Document, text: str) -> None:
    """What holds of every document."""
    assert "\n".join(passage.text for passage in document.passages) == document.text
    assert document.state in STATES
    for passage in document.passages:
        assert 0 < len(passage.text) <= 3000
        assert passage.text == passage.text.strip()
        assert "\n" not in passage.text
        assert passage.kind != "heading" or len(passage.text) <= 61  # a heading and its end mark
        for span in passage.labels:
            assert span.end <= len(passage.text)
    for kind in ("front", "heading", "body", "note"):
        numbers = [passage.number for passage in document.passages if passage.kind == kind]
        assert numbers == list(range(1, len(numbers) + 1))
    bodies = sum(passage.kind == "body" for passage in document.passages)
    check_outline(document.outline, 0, bodies)
    if bodies:
        check_nothing_lost(document, text)


def check_outline(sections: tuple[Section, ...], above: int, bodies: int) -> None:
    for section in sections:
        assert above < section.level <= 4
        assert 0 < len(section.text) <= 60
        assert section.paragraph is None or 1 <= section.paragraph <= bodies
        check_outline(section.children, section.level, bodies)


def check_nothing_lost(document: Document, text: str) -> None:
    """Every character of the file stands in a passage or among the lines left out, once."""
    kept = "".join([*(passage.text for passage in document.passages), *document.source.stripped])
    given_ = restore_typed(plain_characters(text)[0])[0]
    assert Counter(solid(kept)) == Counter(solid(given_))


def solid(text: str) -> str:
    return squeeze(text).replace("\n", "").replace("&nbsp;", "")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_laws_on_the_samples(name: str) -> None:
    check(read_report(SAMPLES / name), (SAMPLES / name).read_text("utf-8"))


def test_laws_on_the_shipped_report(shipped: Document) -> None:
    check(shipped, shipped_reports()[0].read_text("utf-8"))


PIECES = [
    "各位代表：", "各位代表！", "政府工作报告", "2021年墨岭区政府工作报告",
    "——2021年1月18日在墨岭区第八届人民代表大会第五次会议上", "区长 王平", "一、工作回顾",
    "（一）经济稳中向好。地区生产总值增长6.6%。", "过去一年，全区上下坚持稳中求进工作总基调，各项工作取得新的成绩。", "《",
    "》", "权力", "上一篇：", "Public domain", "[1]“六稳”：指稳就业等。", "\u200b", "　　", "", "。", "\\r\\n", "&nbsp;",
    "2.5", "——", "教育事业优先发展。", "结束语", "本作品是中华人民共和国的", "内容摘要：", "......",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["\n", "\n\n", ""]))
def test_laws_on_shuffled_reports(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    try:
        document = read_text(text, "甲.txt")
    except ReadingError:
        return
    check(document, text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "各位代表：\n现在，我代表人民政府向大会报告工作，请予审议。\n"]))
def test_no_text_breaks_the_reader(text: str, before: str) -> None:
    try:
        document = read_text(before + text, "甲.txt")
    except ReadingError:
        return
    check(document, before + text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        registry.read_bytes(data, "甲.txt")
    except ReadingError:
        return


@pytest.mark.parametrize(
    "line",
    [
        "啊",
        "，",
        "“",
        "《",
        "稳中求进。",
        "一、",
        "（一）好。",
        "第十届人民代表大会",
        "2020年",
        "\x00报",
        "\ud800。",
        "[1]甲：乙",
        "&nbsp;",
        "　",
        "\\r\\n报告",
    ],
)
def test_endless_lines(line: str) -> None:
    """Far longer than any report, in one line and in as many: no crash (and, with nothing but linear code, no hang)."""
    for gap in ("", "\n"):
        text = "政府工作报告各位代表：\n" + gap.join([line] * 20_000)
        try:
            document = read_text(text, "甲.txt")
        except ReadingError:
            continue
        assert max((len(passage.text) for passage in document.passages), default=0) <= 3000
