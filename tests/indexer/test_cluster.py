"""What a cluster may answer besides what one hopes for, by a small server that says what each test tells it to."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import Scope
from indexer.derived.sealing import SealedFiles
from indexer.engines import engine, engine_name, kept_choice
from indexer.engines.cluster_address import Address
from indexer.engines.opensearch_query import JsonQueries
from indexer.engines.opensearch_search import Snapshot, SnapshotSearch, missing
from indexer.engines.opensearch_writing import OpenSearchWriter
from indexer.model.errors import EngineAway, EngineError
from indexer.model.matching import EVERYTHING
from tests.conformance.grown import entries
from tests.indexer.told import Answer, Told, client

VERSION = {"version": {"number": "3.5.0", "distribution": "opensearch"}}

ADDRESSES = [
    ("opensearch+https://search.example/yiju", "opensearch+https://search.example:9200/yiju", "the usual port"),
    ("opensearch+http://a:1,b:2,[::1]:3/p-1_x?shards=3&replicas=2", "opensearch+http://a:1,b:2,[::1]:3/p-1_x?shards=3&replicas=2", "nodes"),
    ("opensearch+https://me:p%40ss@h/yiju?ca=/etc/ca.pem", "opensearch+https://h:9200/yiju?ca=%2Fetc%2Fca.pem", "no login"),
    ("opensearch+http://h/yiju?timeout=10&shards=1", "opensearch+http://h:9200/yiju", "what is usual is not told"),
]


@pytest.mark.parametrize(("text", "kept", "why"), ADDRESSES)
def test_an_address_is_kept_without_its_login(text: str, kept: str, why: str) -> None:
    assert kept_choice(text) == kept, why
    assert Address.read(kept).text == kept


def test_a_login_comes_from_the_address_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Address.read("opensearch+https://me:p%40ss@h/yiju")
    assert (told.user, told.password) == ("me", "p@ss")
    assert "p@ss" not in repr(told)
    monkeypatch.setenv("YIJU_ENGINE_USER", "clerk")
    monkeypatch.setenv("YIJU_ENGINE_PASSWORD", "word")
    from_outside = Address.read("opensearch+https://h/yiju")
    assert (from_outside.user, from_outside.password) == ("clerk", "word")


WRONG = [
    ("opensearch", "要写地址"), ("whoosh+http://h/x", "没有地址"), ("lucene", "没有名为 lucene"), ("opensearch+ftp://h/x", "不对"),
    ("opensearch+http://h", "不对"), ("opensearch+http://h/大写", "不对"), ("opensearch+http:///x", "不对"),
    ("opensearch+http://h/x?shards=0", "shards=0 不对"), ("opensearch+http://h/x?shards=²", "不对"),
    ("opensearch+http://h/x?colour=red", "colour 不认识"), ("opensearch+http://u:secret@h h/x", r"集群地址“opensearch\+http://h h/x”不对"),
]  # fmt: skip


@pytest.mark.parametrize(("choice", "message"), WRONG)
def test_a_wrong_choice_is_told(choice: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=message) as caught:
        engine(choice, tmp_path, SealedFiles())
    assert "secret" not in str(caught.value)


def test_an_engine_is_known_by_its_address() -> None:
    assert engine_name("opensearch+https://h/x") == "opensearch"


def test_a_node_that_is_gone_is_passed_over(told: Callable[..., Told]) -> None:
    there = told((200, VERSION))
    asking = client("127.0.0.1:9", there.host)
    assert asking.check() == "opensearch 3.5.0"
    assert asking._in_turn()[0] == there.host, "help: the dead one is asked last for a while"


def test_no_node_at_all(told: Callable[..., Told]) -> None:
    with pytest.raises(EngineAway, match=r"连不上集群：127.0.0.1:9 拒绝连接；nowhere.invalid:9200 这个主机名查不到。请检查"):
        client("127.0.0.1:9", "nowhere.invalid").get("/")


REFUSALS = [
    (401, {"error": {"type": "security_exception", "reason": "missing authentication"}}, r"拒绝登录（me），请设置环境变量 YIJU_ENGINE_USER"),
    (403, {"error": {"type": "security_exception", "reason": "no permissions"}}, r"不许用户 me 这样做（no permissions）"),
    (403, {"error": {"type": "cluster_block_exception", "reason": "blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];"}}, "磁盘快满"),
    (503, {"error": {"type": "search_phase_execution_exception", "reason": "all shards failed"}}, "有分片不可用"),
    (400, {"error": {"type": "parsing_exception", "reason": "odd"}}, r"拒绝了请求（400 parsing_exception：odd）"),
    (500, {"error": "out of order"}, r"拒绝了请求（500 ：out of order）"),
    (200, b"<html>", "回答不是 JSON"),
]


@pytest.mark.parametrize(("status", "answer", "message"), REFUSALS)
def test_refusals_are_told_in_words(told: Callable[..., Told], status: int, answer: object, message: str) -> None:
    there = told((status, answer))
    with pytest.raises(EngineAway, match=message) as caught:
        client(there.host, login="me:secret@").get("/yiju")
    assert "secret" not in str(caught.value)
    assert there.asked[0][2]["authorization"] == "Basic " + b64encode(b"me:secret").decode()


@pytest.mark.parametrize(("kind", "number"), [("opensearch", "1.3.20"), ("elasticsearch", "6.8.0"), ("solr", "9.0")])
def test_another_version_is_told(told: Callable[..., Told], kind: str, number: str) -> None:
    with pytest.raises(EngineError, match=f"是 {kind} {number}，依据需要"):
        client(told((200, {"version": {"number": number, "distribution": kind}})).host).check()


def test_a_busy_cluster_is_asked_again(told: Callable[..., Told]) -> None:
    answers = iter([(429, {}), (503, {}), (200, {"count": 7})])
    assert client(told(lambda *_: next(answers)).host).get("/x/_count") == {"count": 7}


def bundle(told: Callable[..., Told], statuses: Callable[[str, int], int]) -> tuple[Told, OpenSearchWriter, dict[str, int]]:
    """A server that takes passages in as it is told for their id and the times they came, and a writer to it."""
    times: dict[str, int] = {}

    def answer(method: str, path: str, body: bytes) -> Answer:
        if not path.endswith("/_bulk"):
            return 200, {"count": sum(statuses(name, n) < 300 for name, n in times.items())}
        items = []
        for line in body.decode().splitlines()[::2]:
            name = json.loads(line)["index"]["_id"]
            times[name] = times.get(name, 0) + 1
            status = statuses(name, times[name])
            error = {"error": {"type": "rejected_execution_exception" if status == 429 else "mapper_parsing_exception"}}
            items.append({"index": {"status": status} | (error if status >= 300 else {})})
        return 200, {"errors": True, "items": items}

    there = told(answer)
    return there, OpenSearchWriter(client(there.host), Snapshot("yiju-1", 4)), times


def test_only_what_failed_is_sent_again(told: Callable[..., Told]) -> None:
    _, writer, times = bundle(told, lambda name, n: 429 if name == "5-3" and n < 3 else 201)
    for entry in entries(300)[:5]:
        writer.add(entry)
    assert writer.commit() == Snapshot("yiju-1", 5)
    assert times == {"5-1": 1, "5-2": 1, "5-3": 3, "5-4": 1, "5-5": 1}


def test_what_the_cluster_will_never_take_stops_the_commit(told: Callable[..., Told]) -> None:
    _, writer, times = bundle(told, lambda name, n: 400 if name == "5-2" else 201)
    for entry in entries(300)[:3]:
        writer.add(entry)
    with pytest.raises(EngineError, match="400 mapper_parsing_exception"):
        writer.commit()
    assert times["5-2"] == 1


def test_a_cluster_that_stays_busy_stops_the_commit(told: Callable[..., Told]) -> None:
    _, writer, _ = bundle(told, lambda name, n: 429)
    writer.add(entries(300)[0])
    with pytest.raises(EngineError, match="集群太忙，有 1 段没有写进去（rejected_execution_exception）"):
        writer.commit()


def test_what_does_not_arrive_stops_the_commit(told: Callable[..., Told]) -> None:
    lost = told(lambda method, path, body: (200, {"items": [{"index": {"status": 201}}], "count": 0}))
    writer = OpenSearchWriter(client(lost.host), Snapshot("yiju-1", 4))
    writer.add(entries(300)[0])
    with pytest.raises(EngineError, match="写进集群 1 段，只到了 0 段"):
        writer.commit()


SHARDS = [
    ({"_shards": {"total": 3, "successful": 3, "failed": 0}}, None, "whole"),
    ({"_shards": {"total": 3, "successful": 2, "failed": 1}}, "集群的 3 个分片中有 1 个不可用", "one failed"),
    ({"_shards": {"total": 3, "successful": 2, "failed": 0}}, "集群的 3 个分片中有 1 个不可用", "one that no node holds: nothing failed"),
    ({"_shards": {"total": 1, "successful": 1}, "timed_out": True}, "集群没有在时限内查完", "not in time"),
]


@pytest.mark.parametrize(("answer", "lacking", "why"), SHARDS)
def test_what_an_answer_lacks(told: Callable[..., Told], answer: dict[str, Any], lacking: str | None, why: str) -> None:
    assert missing(answer) == lacking, why
    there = told((200, answer | {"hits": {"total": {"value": 5}}}))
    search = SnapshotSearch(client(there.host), Snapshot("yiju-1", 1), JsonQueries())
    if lacking is None:
        assert search.count(JsonQueries().within(EVERYTHING, Scope())) == 5
        return
    with pytest.raises(EngineAway, match=f"{lacking}，为免漏掉结果没有作答"):
        search.count(JsonQueries().within(EVERYTHING, Scope()))


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate of this test")
def test_a_certificate_is_verified(told: Callable[..., Told], tmp_path: Path) -> None:
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "ca.pem", *names]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "ca.pem", tmp_path / "key.pem")
    there = told((200, VERSION), context)
    with pytest.raises(EngineAway, match="证书无法验证"):
        client(there.host, scheme="https").check()
    assert client(there.host, scheme="https", options=f"?ca={tmp_path / 'ca.pem'}").check() == "opensearch 3.5.0"
