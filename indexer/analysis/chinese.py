"""Chinese words by jieba, without its hidden Markov model: a word is in the dictionary or it is none.

Two readings of one lattice: ``cut`` is jieba's most probable path in short words (for queries), ``lattice`` is its path and
every other dictionary word besides, which equals jieba's search mode joined with its full mode (for the index).
"""

from __future__ import annotations

import marshal
import threading
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from indexer.analysis.accelerating import Cut, disagreement, fast_cut, probe
from indexer.model.seals import Seals

LONGEST = 4  # characters of a word of a query: 国有企业改革 is looked for as 国有企业 and 改革, however long the dictionary's words
MAX_RUN = 2000  # characters given to jieba at once: its lattice costs memory in proportion

_PREPARED: dict[str, Any] = {}  # one dictionary of 70 MB serves every library of the process
_LOCK = threading.Lock()


class ChineseSegmenter:
    """jieba's own :class:`Tokenizer` with our words added; its dictionary is loaded at first use, once for all threads.

    ``cache`` is a folder for the prepared dictionary; it is read back only if ``seals`` knows it as our own.
    """

    def __init__(self, words: Sequence[str], cache: Path | None = None, seals: Seals | None = None) -> None:
        self._words = tuple(words)
        self._cache, self._seals = cache, seals
        self._tokenizer: Any = None
        self._fast: Cut | None = None
        joined = "\n".join(self._words)
        self.fingerprint = f"jieba-{metadata.version('jieba')}-" + sha256(joined.encode()).hexdigest()[:12]

    def load(self) -> None:
        """Load the dictionary now rather than at first use."""
        with _LOCK:
            if self.fingerprint not in _PREPARED:
                _PREPARED[self.fingerprint] = self._prepared()
            self._tokenizer = _PREPARED[self.fingerprint]

    def cut(self, run: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
        """The most probable path through a run of Han characters in words of at most ``longest``, as (start, end)."""
        for offset, piece in _pieces(run):
            route, _ = self._route(piece, longest)
            at = 0
            while at < len(piece):
                end = route[at][1] + 1
                yield offset + at, offset + end
                at = end

    def lattice(self, run: str) -> Iterator[tuple[int, int]]:
        """Every word an index should hold: the path of :meth:`cut` and all dictionary words of two characters or more."""
        for offset, piece in _pieces(run):
            route, lattice = self._route(piece)
            path, at = set(), 0
            while at < len(piece):
                path.add((at, at := route[at][1] + 1))
            words = {(start, last + 1) for start, ends in lattice.items() for last in ends if last > start}
            for start, end in sorted(path | words):
                yield offset + start, offset + end

    def words(self, run: str) -> list[str]:
        """The words of :meth:`lattice`, in no promised order."""
        if self._fast is None:
            return [run[start:end] for start, end in self.lattice(run)]
        return [word for _, piece in _pieces(run) for word in self._fast(piece)]

    def accelerate(self) -> str | None:
        """Read words with rjieba from now on, if it is there and gives the same; returns a run where it does not."""
        fast = fast_cut(self.added())
        different = disagreement(fast, self.lattice, probe(self._words)) if fast else None
        self._fast = None if different else fast
        return different

    def added(self) -> dict[str, int]:
        """Our words with the frequencies that jieba gave them; empty if rjieba is not to be used."""
        if self._tokenizer is None:
            self.load()
        return {word: self._tokenizer.FREQ[word] for word in self._words}

    def use(self, added: dict[str, int]) -> None:
        """Read words with rjieba without asking jieba: for a child of a process that has compared them."""
        self._fast = fast_cut(added)

    @property
    def accelerated(self) -> bool:
        """Whether words are read with rjieba."""
        return self._fast is not None

    def _route(self, piece: str, longest: int = MAX_RUN) -> tuple[dict[int, tuple[float, int]], dict[int, list[int]]]:
        if self._tokenizer is None:
            self.load()
        lattice: dict[int, list[int]] = self._tokenizer.get_DAG(piece)
        if longest < MAX_RUN:
            lattice = {k: [e for e in ends if e - k < longest] or [k] for k, ends in lattice.items()}
        route: dict[int, tuple[float, int]] = {}
        self._tokenizer.calc(piece, lattice, route)
        return route, lattice

    def _prepared(self) -> Any:
        import jieba  # type: ignore[import-untyped,unused-ignore]

        tokenizer = jieba.Tokenizer()
        found = self._from_cache()
        if found:
            tokenizer.FREQ, tokenizer.total = found
            tokenizer.initialized = True
            return tokenizer
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        for word in self._words:
            tokenizer.add_word(word)
        self._to_cache(tokenizer.FREQ, tokenizer.total)
        return tokenizer

    def _from_cache(self) -> tuple[dict[str, int], int] | None:
        if self._cache is None or self._seals is None:
            return None
        data = self._cache / f"{self.fingerprint}.marshal"
        known = self._seals.read(data.with_suffix(".json"))
        try:
            if known and known.get("sha256") == self._seals.digest(data):
                frequencies, total = marshal.loads(data.read_bytes())
                return frequencies, total
        except (OSError, ValueError, EOFError, TypeError):
            pass
        return None

    def _to_cache(self, frequencies: dict[str, int], total: int) -> None:
        """A cache is a convenience: a full or read-only disk must not stop anybody from searching."""
        if self._cache is None or self._seals is None:
            return
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            data = self._cache / f"{self.fingerprint}.marshal"
            fresh = data.with_suffix(".new")
            fresh.write_bytes(marshal.dumps((frequencies, total)))
            fresh.replace(data)
            self._seals.write(data.with_suffix(".json"), {"sha256": self._seals.digest(data)})
        except OSError:
            pass


def _pieces(run: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(run), MAX_RUN):
        yield start, run[start : start + MAX_RUN]
