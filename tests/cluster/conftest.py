"""What tests of the cluster share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cluster.nodes import Cluster, a_cluster


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A running cluster, cleared of what the test made."""
    running = a_cluster()
    yield running
    running.clear()
