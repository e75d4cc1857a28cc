"""The console script ``yiju``: adds ``serve`` to the indexer's commands, which stay as they are."""

from __future__ import annotations

import argparse
import errno
import secrets
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer import Library
from indexer.cli import FAILED, OneLineParser, build_parser, guarded, speak_utf8
from webapp import create_app, processes
from webapp.safety import served_names
from webapp.serving import port_of, server_of

MOST_WORKERS = 64
WRONG_USE = 2
WARM_AFTER = 0.5  # seconds after the start: the dictionary loads when the first page has been served, not before


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; ``serve`` here, all others in the indexer. Returns the exit status."""
    speak_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    at = _command(given)
    if at is not None and given[at] == "serve":
        options = _serve_parser().parse_args(given[:at] + given[at + 1 :])
        return guarded(lambda: serve(options))
    parser = build_parser()
    parser.epilog = "serve：启动网页服务，用法见 yiju serve --help"
    options = parser.parse_args(given)
    return guarded(lambda: int(options.run(options)))


def _command(words: Sequence[str]) -> int | None:
    """Where the command stands: the first word that is no option and not the folder of ``--library``."""
    for at, word in enumerate(words):
        if not word.startswith("-") and (at == 0 or words[at - 1] != "--library"):
            return at
    return None


def _serve_parser() -> argparse.ArgumentParser:
    parser = OneLineParser(prog="yiju serve", description="启动网页服务；第一次启动时自动收录随软件附带的报告。")
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1，只供本机使用")
    parser.add_argument("--port", type=_port, default=8000, metavar="端口", help="监听的端口，默认 8000")
    parser.add_argument(
        "--allow-host", action="append", default=[], metavar="名字", help="也以这个主机名提供服务，可重复"
    )
    parser.add_argument(
        "--workers", type=_workers, default=1, metavar="个数", help="同时服务的进程数，默认 1；多人使用时可设为处理器个数"
    )
    parser.add_argument("--allow-adding", action="store_true", help="从别的电脑打开时也可以在网页上添加、删除报告（默认只在本机可以）")
    parser.add_argument(
        "--library", type=Path, metavar="文件夹", help="库文件夹（默认 $YIJU_LIBRARY 或用户数据文件夹）"
    )
    return parser


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"进程数应是 1 到 {MOST_WORKERS} 的整数，不是“{text}”")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"端口应是 0 到 65535 的整数，不是“{text}”")
    return int(text)


def serve(options: argparse.Namespace) -> int:
    """Prepare the library and serve until interrupted."""
    library = Library.open(options.library)
    print(f"库：{library.status().path}", flush=True)
    library.prepare()
    hosts = [name for host in (options.host, *options.allow_host) for name in served_names(host)]
    config: dict[str, object] = {"ALLOWED_HOSTS": hosts, "TOKEN_KEY": secrets.token_bytes(32), "ADDING": "all" if options.allow_adding else "here"}
    try:
        return _alone(options, library, config) if options.workers == 1 else _together(options, library, config)
    except OSError as error:
        print(_reason(error, options.host, options.port), file=sys.stderr)
        return FAILED


def _alone(options: argparse.Namespace, library: Library, config: dict[str, object]) -> int:
    server = server_of(create_app(config, library), options.host, options.port)
    print(f"网址：{_address(options.host, port_of(server))}　按 Ctrl+C 停止", flush=True)
    _run(server, library)
    print("\n已停止。", flush=True)
    return 0


def _together(options: argparse.Namespace, library: Library, config: dict[str, object]) -> int:
    """Several processes. What the parent has loaded they have; files they open for themselves."""
    if not processes.can_share():
        print("这个系统（Windows）不支持 --workers，请去掉它：一个进程也能同时答复多人。", file=sys.stderr)
        return WRONG_USE
    listening = processes.listen(options.host, options.port)
    library.warm()
    library.close()
    print(f"网址：{_address(options.host, listening.getsockname()[1])}　{options.workers} 个进程　按 Ctrl+C 停止", flush=True)

    def child() -> None:
        own = Library.open(options.library)
        _run(server_of(create_app(config, own), options.host, options.port, listening), own)

    ended = processes.run(options.workers, child)
    print("\n已停止。" if ended else "\n服务进程一启动就退出，请看上面的错误，或去掉 --workers 再试。", flush=True)
    return 0 if ended else FAILED


def _run(server: Any, library: Library) -> None:
    later = threading.Timer(WARM_AFTER, library.warm)
    later.daemon = True
    later.start()
    server.run()  # comes back on Ctrl+C, when its threads have finished
    later.cancel()


def _address(host: str, port: int) -> str:
    """Where to point a browser; a wildcard address is this machine too."""
    name = (served_names(host) or ("127.0.0.1",))[0]
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _reason(error: OSError, host: str, port: int) -> str:
    """One line that names the culprit and the remedy."""
    if error.errno in (errno.EADDRINUSE, errno.EACCES):
        why = "已被占用" if error.errno == errno.EADDRINUSE else "不允许普通用户使用"
        other = port + 1 if 1023 < port < 65535 else 8001
        return f"端口 {port} {why}，请换一个，例如 yiju serve --port {other}。"
    return f"不能在 {host}:{port} 上提供服务：{error.strerror or error}，请检查 --host 和 --port。"
