"""What was sent and waits: for how long, how many, under which names, and shared by all processes of a library."""

from __future__ import annotations

from pathlib import Path

import pytest

import webapp.waiting as waiting
from indexer import Examined, LibraryError
from webapp.waiting import Packet, WaitingPackets


def refused(data: bytes, name: str) -> list[Examined]:
    """What is recognised in a file; told by its size."""
    return [Examined(name, "", f"{len(data)} 字节")]


def packet(*sizes: int) -> Packet:
    files = tuple((f"{n}.txt", b"x" * size) for n, size in enumerate(sizes))
    return Packet(files, tuple(each for name, data in files for each in refused(data, name)))


def unread(data: bytes, name: str) -> list[Examined]:
    raise AssertionError(f"{name} was read once more")


@pytest.fixture
def packets(tmp_path: Path) -> WaitingPackets:
    return WaitingPackets(tmp_path / "waiting")


def test_nothing_is_written_before_something_is_sent(packets: WaitingPackets, tmp_path: Path) -> None:
    assert packets.get("0" * 16 + "-" + "a" * 22, refused) is None
    assert list(tmp_path.iterdir()) == []


def test_what_a_process_has_recognised_it_does_not_read_again(packets: WaitingPackets) -> None:
    assert packets.get(packets.put(packet(3, 5)), unread) == packet(3, 5)


def test_another_process_shows_drops_and_forgets_the_same(packets: WaitingPackets, tmp_path: Path) -> None:
    name, other = packets.put(packet(3, 5)), WaitingPackets(tmp_path / "waiting")
    assert other.get(name, refused) == packet(3, 5)
    assert other.get(name, unread) == packet(3, 5)
    other.drop(name)
    assert packets.get(name, refused) is None
    assert packets._recognised == {}


def test_the_number_is_bounded_and_the_oldest_goes(packets: WaitingPackets) -> None:
    names = [packets.put(packet(10)) for _ in range(waiting.MOST + 3)]
    assert [packets.get(name, unread) is not None for name in names] == [False] * 3 + [True] * waiting.MOST


def test_so_are_the_bytes_but_the_newest_stays(packets: WaitingPackets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_BYTES", 100)
    names = [packets.put(packet(30)) for _ in range(3)]
    assert [packets.get(name, unread) is not None for name in names] == [False, True, True]
    largest = packets.put(packet(500))
    assert [packets.get(name, unread) is not None for name in (*names, largest)] == [False, False, False, True]


def test_a_quarter_of_an_hour_later_it_is_gone_from_the_disk(
    packets: WaitingPackets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = packets.put(packet(3))
    half_written = tmp_path / "waiting" / f".{name[:-1]}{'b' if name[-1] == 'a' else 'a'}"  # by a process that was killed
    half_written.mkdir()
    packets.sweep()
    assert half_written.is_dir()
    monkeypatch.setattr(waiting, "SECONDS", 0)
    WaitingPackets(tmp_path / "waiting")  # the next start sweeps too
    assert list((tmp_path / "waiting").iterdir()) == []
    assert packets.get(name, unread) is None


@pytest.mark.parametrize("name", ["", ".", "..", "../catalog.sqlite", "names.json", "0" * 16 + "-../../../../../../etc/x"])
def test_a_name_leads_nowhere_else(packets: WaitingPackets, tmp_path: Path, name: str) -> None:
    (tmp_path / "catalog.sqlite").mkdir()
    packets.put(packet(3))
    assert packets.get(name, unread) is None
    packets.drop(name)
    assert (tmp_path / "catalog.sqlite").is_dir()
    assert len(list((tmp_path / "waiting").iterdir())) == 1


def test_names_cannot_be_guessed(packets: WaitingPackets) -> None:
    secrets = {packets.put(packet(1)).partition("-")[2] for _ in range(8)}
    assert len(secrets) == 8
    assert min(map(len, secrets)) >= 20


def test_a_disk_that_takes_nothing_is_told_of(packets: WaitingPackets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(LibraryError, match="磁盘空间"):
        packets.put(packet(3))
    assert list((tmp_path / "waiting").iterdir()) == []
