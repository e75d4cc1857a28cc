"""``yiju serve``: says where the library is and where to look, and fails in one line."""

from __future__ import annotations

import gc
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from webapp import cli


@pytest.mark.parametrize(
    ("words", "at"),
    [
        (["serve"], 0),
        (["--library", "serve", "search", "x"], 2),
        (["--library=x", "serve"], 1),
        (["--help"], None),
        ([], None),
    ],
)
def test_the_command_is_the_first_word_that_is_no_option(words, at):
    assert cli._command(words) == at


def test_other_commands_are_the_indexers(tmp_path, capsys):
    assert cli.main(["doctor", "--library", str(tmp_path)]) in (0, 1)
    said = capsys.readouterr()
    assert str(tmp_path) in said.out + said.err


def test_the_help_of_the_whole_names_serve(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    assert "yiju serve --help" in capsys.readouterr().out


@pytest.mark.parametrize("port", ["http", "-1", "65536", "８０００", ""])
def test_a_port_that_is_none_is_wrong_usage_in_one_line(capsys, port):
    with pytest.raises(SystemExit) as left:
        cli.main(["serve", f"--port={port}"])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "端口应是" in said
    assert said.count("\n") == 1


# waitress leaves the sockets of a failed start to the garbage collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_used_port_is_named_with_the_remedy(tmp_path, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port), "--library", str(tmp_path)]) == 1
    gc.collect()
    said = capsys.readouterr().err
    assert f"端口 {port} 已被占用" in said
    assert "--port" in said
    assert said.count("\n") == 1


def test_a_library_that_cannot_be_used_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert cli.main(["serve", "--port", "0", "--library", str(tmp_path / "file" / "inside")]) == 1
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("0.0.0.0", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/")],
)
def test_the_address_can_be_opened(host, address):
    assert cli._address(host, 80) == address


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child process there")
def test_serving_from_nothing_until_interrupted(tmp_path):
    """The whole way: an empty folder, the shipped report indexed, a page over a socket, Ctrl+C."""
    command = [sys.executable, "-c", "import sys; from webapp.cli import main; sys.exit(main())"]
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", "--library", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"},
    )
    try:
        assert process.stdout is not None
        assert str(tmp_path) in process.stdout.readline()
        address = re.search(r"http://\S+/", process.stdout.readline())
        assert address
        with urllib.request.urlopen(address[0] + "search?q=%E8%80%81%E6%97%A7%E5%B0%8F%E5%8C%BA", timeout=30) as reply:
            assert "<mark>老旧小区</mark>" in reply.read().decode()
            assert "waitress" not in str(reply.headers).lower()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")
        assert "已停止" in out
    finally:
        process.kill()
        process.communicate()
