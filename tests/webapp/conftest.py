"""Clients over the library in memory, and over a real one made of the shipped report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer import Library
from tests.webapp.fake import FakeLibrary
from tests.webapp.page import Element, read
from webapp import create_app

MakeClient = Callable[..., FlaskClient]
Get = Callable[..., Element]


class Client(FlaskClient):
    """Reads every reply to its end, so that no static file stays open."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return super().open(*args, **{"buffered": True} | kwargs)


def client_of(library: Any, **config: object) -> FlaskClient:
    app = create_app(config, cast(Library, library))
    app.test_client_class = Client
    return app.test_client()


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def client(library: FakeLibrary) -> FlaskClient:
    return client_of(library)


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """The page at an address, which must answer with the status given."""

    def fetch(address: str, status: int = 200, **headers: str) -> Element:
        reply = client.get(address, headers=headers)
        assert reply.status_code == status, reply.get_data(as_text=True)
        return read(reply.get_data(as_text=True))

    return fetch


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A real library with the report that ships."""
    library = Library.open(Path(tmp_path_factory.mktemp("library")))
    library.prepare()
    yield library
    library.close()


@pytest.fixture(scope="session")
def shipped_app(shipped: Library) -> Flask:
    """One application for all tests of the real library: its templates are compiled once."""
    return client_of(shipped).application


@pytest.fixture
def real(shipped_app: Flask) -> FlaskClient:
    return shipped_app.test_client()
