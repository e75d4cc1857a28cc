"""The JSON is what the contract says: real replies are validated against ``/openapi.json``, and nothing is undocumented."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from indexer import DEFAULT_LIMIT, LEVELS, MAX_LIMIT, MAX_QUERY, PARTS, SORTS, STATES, STYLES, TIERS
from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from tests.webapp.records import document
from webapp import create_app

QUERIES = [
    "老旧小区改造",
    "“老旧小区”",
    "2020年管城区 GDP",
    "投资 -土地",
    "地铁 | 轨道交通",
    "6.6",
    "老旧小区 加装电剃",
    "没有这个词的报告",
    "标题:工作",
    '"一千',
]
REPLIES = [
    *(("/api/search", f"/api/search?q={q}", 200) for q in QUERIES),
    ("/api/search", "/api/search?q=改造&sort=year&limit=1&offset=1&expand=0&as_words=year", 200),
    ("/api/search", "/api/search?q=改造&year=1900", 200),
    ("/api/search", "/api/search", 400),
    ("/api/search", "/api/search?q=，。", 400),
    ("/api/search", "/api/search?q=改造&limit=0", 400),
    ("/api/search", "/api/search?q=改造&level=galaxy", 400),
    ("/api/search", "/api/search?q=" + "改" * 1001, 413),
    ("/api/search", "/api/search?q=改造&group=document&fold=0", 200),
    ("/api/search", "/api/search?q=改造&group=galaxy", 400),
    ("/api/concordance", "/api/concordance?q=改造", 200),
    ("/api/concordance", "/api/concordance?q=改造 | 公厕&sort=left&width=5&limit=2&offset=1&part=plan", 200),
    ("/api/concordance", "/api/concordance?q=元宇宙", 200),
    ("/api/concordance", "/api/concordance?q=-改造", 400),
    ("/api/concordance", "/api/concordance?q=改造&width=0", 400),
    ("/api/concordance", "/api/concordance?q=改造&sort=year", 400),
    ("/api/concordance", "/api/concordance?q=" + "改" * 1001, 413),
    ("/api/trends", "/api/trends?q=改造 公厕", 200),
    ("/api/trends", "/api/trends?q=元宇宙&measure=rate&place=410000&fold=1", 200),
    ("/api/trends", "/api/trends?q=改造&year=1900", 200),
    ("/api/trends", "/api/trends?q=改造 -公厕", 400),
    ("/api/trends", "/api/trends?q=改造&measure=galaxy", 400),
    ("/api/trends", "/api/trends?q=" + "改" * 1001, 413),
    ("/api/figures", "/api/figures?q=494.8亿元", 200),
    ("/api/figures", "/api/figures?q=495亿元", 200),
    ("/api/figures", "/api/figures?q=没有数字", 200),
    ("/api/figures", "/api/figures?q=2019年 管城区 GDP 6.6%", 200),
    ("/api/figures", "/api/figures?q=494亿左右&kind=result&unit=元", 200),
    ("/api/figures", "/api/figures?q=>=500亿元&limit=1&as_words=year", 200),
    ("/api/figures", "/api/figures?q=", 400),
    ("/api/figures", "/api/figures?q=10/0", 400),
    ("/api/figures", "/api/figures?q=6.6%25&kind=galaxy", 400),
    ("/api/figures/table", "/api/figures/table", 200),
    ("/api/figures/table", "/api/figures/table?document=410104-2020&kind=target&indicator=GDP&sort=value_desc&limit=2", 200),
    ("/api/figures/table", "/api/figures/table?sort=galaxy", 400),
    ("/api/figures", "/api/figures?q=" + "6" * 1001, 413),
    ("/api/indicators", "/api/indicators?q=GDP增速", 200),
    ("/api/indicators", "/api/indicators?q=2019年管城区财政收入&kind=result&change=growth&refers_to=2019&limit=1", 200),
    ("/api/indicators", "/api/indicators?q=固定资产投资目标", 200),
    ("/api/indicators", "/api/indicators?q=没有这个指标", 200),
    ("/api/indicators", "/api/indicators?q=", 400),
    ("/api/indicators", "/api/indicators?q=GDP&change=galaxy", 400),
    ("/api/indicators", "/api/indicators?q=" + "指" * 1001, 413),
    ("/api/indicators/list", "/api/indicators/list", 200),
    ("/api/indicators/list", "/api/indicators/list?place=410104&year=2020", 200),
    ("/api/indicators/list", "/api/indicators/list?level=galaxy", 400),
    ("/api/ask", "/api/ask?q=2019年地区生产总值增长多少？", 200),
    ("/api/ask", "/api/ask?q=谁是区委书记？&document=410104-2020", 200),
    ("/api/ask", "/api/ask?q=2119年地区生产总值是多少？", 200),
    ("/api/ask", "/api/ask?q=老旧小区", 200),
    ("/api/ask", "/api/ask?q=", 400),
    ("/api/ask", "/api/ask?q=" + "问" * 1001, 413),
    ("/api/verify", "/api/verify?q=地区生产总值同比增长6.6%25", 200),
    ("/api/verify", "/api/verify?q=地区生产总值同比增长6.8%25", 200),
    ("/api/verify", "/api/verify?q=没有这句话", 200),
    ("/api/verify", "/api/verify?q=", 400),
    ("/api/verify", "/api/verify?q=" + "引" * 1001, 413),
    ("/api/documents", "/api/documents", 200),
    ("/api/documents", "/api/documents?year=1900&limit=1", 200),
    ("/api/documents", "/api/documents?name=管城 2020", 200),
    ("/api/documents", "/api/documents?name=" + "长" * 101, 400),
    ("/api/documents", "/api/documents?offset=-1", 400),
    ("/api/documents/{document_id}", "/api/documents/410104-2020", 200),
    ("/api/documents/{document_id}", "/api/documents/nowhere", 404),
    ("/api/passages/{passage_id}", "/api/passages/410104-2020-p17", 200),
    ("/api/passages/{passage_id}", "/api/passages/410104-2020-f1", 200),
    ("/api/passages/{passage_id}", "/api/passages/410104-2020-p99", 404),
    *(("/api/passages/{passage_id}/citation", f"/api/passages/410104-2020-p2/citation?style={s}&start=138", 200) for s in STYLES),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-f1/citation?d=000000000000", 200),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-p2/citation?style=galaxy", 400),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-p2/citation?start=9&end=9", 400),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-p2/citation?end=99999", 400),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-p2/citation?start=-1", 400),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-p2/citation?start=x", 400),
    ("/api/passages/{passage_id}/citation", "/api/passages/410104-2020-p99/citation", 404),
    ("/api/suggest", "/api/suggest?q=ljxq", 200),
    ("/api/suggest", "/api/suggest?q=管城", 200),
    ("/api/suggest", "/api/suggest", 200),
    ("/api/suggest", "/api/suggest?q=" + "改" * 1001, 413),
    ("/healthz", "/healthz", 200),
    ("/openapi.json", "/openapi.json", 200),
]


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return client_of(FakeLibrary()).get("/openapi.json").get_json()


def closed(schema: Any) -> Any:
    """The same schema that takes no undocumented field, so that the contract cannot fall behind."""
    if isinstance(schema, list):
        return [closed(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: closed(value) for key, value in schema.items()}
    if out.get("type") == "object" and "properties" in out:
        out.setdefault("additionalProperties", False)
    return out


def problems(contract: dict[str, Any], path: str, status: int, reply: Any, method: str = "get") -> list[str]:
    whole = copy.deepcopy(contract)
    whole["components"]["schemas"] = closed(whole["components"]["schemas"])
    operations = whole["paths"][path]
    method = method if method in operations else next(iter(operations))
    response = operations[method]["responses"][str(status)]
    place = response.get("$ref", "#/paths/" + path.replace("/", "~1") + f"/{method}/responses/{status}").lstrip("#")
    pointer = place.replace("{", "%7B").replace("}", "%7D") + "/content/application~1json/schema"
    registry = Registry().with_resource("urn:contract", Resource(whole, DRAFT202012))
    validator = Draft202012Validator({"$ref": f"urn:contract#{pointer}"}, registry=registry)
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(reply)]


@pytest.mark.parametrize(("path", "address", "status"), REPLIES, ids=[r[1][:40] for r in REPLIES])
def test_real_replies_are_as_the_contract_says(real, contract, path, address, status):
    reply = real.get(address)
    assert reply.status_code == status
    assert reply.mimetype == "application/json"
    assert not problems(contract, path, status, reply.get_json())


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/api/verify", {"q": "地区生产总值同比增长6.8%"}, 200),
        ("/api/verify", {"q": "引" * 20_001}, 413),
        ("/api/check", {"text": "报告说“地区生产总值同比增长6.8%”，第三产业增加值494.8亿元。"}, 200),
        ("/api/check", {"text": ""}, 400),
        ("/api/basket", {"p": "410104-2020-p2:3-20 410104-2020-p99"}, 200),
        ("/api/basket", {"p": "段落"}, 400),
        ("/api/check", {"text": "稿" * 20_001}, 413),
    ],
)
def test_what_is_posted_is_answered_as_the_contract_says(real, contract, path, fields, status):
    reply = real.post(path, data=fields)
    assert reply.status_code == status
    assert not problems(contract, path, status, reply.get_json(), "post")


def test_a_development_zone_has_a_name_and_no_code(contract):
    zone = document(None, zone="雄安新区")
    client = client_of(FakeLibrary([zone]))
    (summary,) = client.get("/api/documents?level=zone").get_json()["documents"]
    (hit, *_) = client.get("/api/search?q=老旧小区").get_json()["hits"]
    assert (summary["place"], summary["place_code"], summary["level"]) == ("雄安新区", None, "zone")
    assert (hit["place"], hit["place_code"]) == ("雄安新区", None)
    for path, address in (("/api/documents", "/api/documents?level=zone"), ("/api/search", "/api/search?q=老旧小区")):
        assert not problems(contract, path, 200, client.get(address).get_json())


def test_no_index_yet_is_503_as_the_contract_says(contract):
    client = client_of(FakeLibrary(ready=False))
    for path in ("/api/search", "/healthz"):
        reply = client.get(path, query_string={"q": "改造"})
        assert reply.status_code == 503
        assert not problems(contract, path, 503, reply.get_json())


def test_the_contract_itself_is_sound(contract):
    assert contract["openapi"].startswith("3.1.")
    for schema in contract["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for parameter in contract["components"]["parameters"].values():
        Draft202012Validator.check_schema(parameter["schema"])
    for path, item in contract["paths"].items():
        for operation in item.values():
            named = {p["name"] for p in operation.get("parameters", []) if "name" in p}
            assert named == set(re.findall(r"{(\w+)}", path))


def test_every_json_address_is_in_the_contract_and_every_one_there_is_served(contract):
    rules = create_app({}, FakeLibrary()).url_map.iter_rules()
    served = {re.sub(r"<(\w+)>", r"{\1}", r.rule) for r in rules if r.rule.startswith("/api/")}
    assert served | {"/healthz", "/openapi.json"} == set(contract["paths"])


def test_the_lists_in_the_contract_are_those_of_the_code(contract):
    schemas, parameters = contract["components"]["schemas"], contract["components"]["parameters"]
    for name, values in (("Level", LEVELS), ("Part", PARTS), ("State", STATES), ("Tier", TIERS)):
        assert schemas[name]["enum"] == list(values)
    assert parameters["sort"]["schema"]["enum"] == list(SORTS)
    assert parameters["style"]["schema"]["enum"] == schemas["Citation"]["properties"]["style"]["enum"] == list(STYLES)
    assert parameters["limit"]["schema"]["maximum"] == MAX_LIMIT
    assert parameters["limit"]["schema"]["default"] == DEFAULT_LIMIT
    assert parameters["q"]["schema"]["maxLength"] == MAX_QUERY


def test_spans_cut_the_text(real):
    hits = real.get("/api/search?q=老旧小区改造").get_json()["hits"]
    assert hits
    for hit in hits:
        start, end = hit["snippet_span"]
        assert hit["text"][start:end] == hit["snippet"]
        assert all(0 <= a < b <= len(hit["text"]) for a, b in hit["highlights"])


def test_the_chinese_is_left_as_it_is(real):
    assert "老旧小区" in real.get("/api/search?q=老旧小区").get_data(as_text=True)


def test_addresses_in_hits_lead_to_the_passage(real):
    for hit in real.get("/api/search?q=老旧小区").get_json()["hits"]:
        page = real.get(hit["url"]).get_data(as_text=True)
        assert "原文未变动" in page


def test_figures_of_any_text_are_read_without_a_token(contract):
    client = client_of(FakeLibrary())
    text = "完成494.8亿元,同比增长8.1%。"
    reply = client.post("/api/extract", data={"text": text})
    assert problems(contract, "/api/extract", 200, reply.get_json()) == []
    assert [(f["value"], f["unit"], text[slice(*f["span"])]) for f in reply.get_json()["figures"]] == [
        ("49480000000", "元", "494.8亿元"), ("8.1", "%", "8.1%"),
    ]  # fmt: skip
    assert client.post("/api/extract", data={"text": "6" * 20_001}).status_code == 400
    assert client.post("/api/extract", data={}).get_json() == {"figures": []}
