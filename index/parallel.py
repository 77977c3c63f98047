"""Where much is compared, a second process compares a part of it.

Comparing is most of what linking costs, and needs nothing but the texts. The other process takes what is asked from the
front, this one from the back when it needs the answers, until they meet: so neither waits for the other. It is started
only where minutes of comparing are to be expected, for it costs half a second and 80 MB. Where it fails, its part is
done here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import IO

from index import linking
from index.model import Article, Link, Whole
from index.occasions import NOTHING, Occasion, in_article

WORTH_IT = 20_000  # pairs compared, some ten seconds, after which more is expected
Pairs = Sequence[tuple[Whole, Whole]]
_FAILED = (OSError, EOFError, pickle.UnpicklingError, ValueError)  # somebody killed it, or it had no memory


@dataclass(slots=True)
class Asked:
    """Pairs that are to be compared, (there before, new), and what came of it once `Comparing.answered` was called."""

    pairs: Pairs
    least: float
    found: list[Link] | None = None
    elsewhere: Future[list[Link]] | None = None


@dataclass(slots=True)
class Comparing:
    """Compares pairs of wholes; `occasion` tells of a whole, and `article` gives one by its id."""

    occasion: Callable[[Whole], Occasion]
    article: Callable[[str], Article | None]
    compared: int = 0
    open: list[Asked] = field(default_factory=list)
    other: Other | None = None
    alone: bool = field(default_factory=lambda: _processors() < 2)

    def ask(self, pairs: Pairs, least: float) -> Asked:
        """Have some pairs compared: now, or by the time the answers are asked for."""
        asked = Asked(pairs, least)
        self.compared += len(pairs)
        if self.other is None and not self.alone and self.compared >= WORTH_IT:
            self._begin()
        if self.other is None:
            self._compare(asked)
        else:
            ids = {whole.article for pair in pairs for whole in pair}
            asked.elsewhere = self.other.ask(pairs, least, {one: self.article(one) for one in ids})
            self.open.append(asked)
        return asked

    def answered(self) -> None:
        """Have everything answered that was asked."""
        for asked in reversed(self.open):
            if asked.elsewhere is not None and not asked.elsewhere.cancel():
                break  # the other process has begun with this, and done all before
            self._compare(asked)
        for asked in self.open:
            if asked.found is None and asked.elsewhere is not None:
                try:
                    asked.found = asked.elsewhere.result()
                except _FAILED:
                    self.other, self.alone = None, True
                    self._compare(asked)
        self.open.clear()

    def drop(self) -> None:
        """Forget what was asked."""
        for asked in self.open:
            if asked.elsewhere is not None:
                asked.elsewhere.cancel()
        self.open.clear()

    def _begin(self) -> None:
        try:
            self.other = Other()
        except OSError:
            self.alone = True

    def _compare(self, asked: Asked) -> None:
        asked.found = linking.compared(asked.pairs, asked.least, self.occasion)


class Other:
    """The other process. It ends when this one does, or when nobody holds this any more. Raises OSError."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-c", "from index.parallel import serve; serve()"]
        known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=known,
            start_new_session=True,  # ctrl+c is for the one that asks
        )
        self._waiting = ThreadPoolExecutor(1)

    def ask(self, pairs: Pairs, least: float, articles: Mapping[str, Article | None]) -> Future[list[Link]]:
        """Have pairs compared, in the order of asking; the answer may raise one of `_FAILED`."""
        return self._waiting.submit(_asked, self._process, (pairs, least, articles))

    def __del__(self) -> None:
        waiting = getattr(self, "_waiting", None)
        if waiting is not None:
            waiting.shutdown(wait=False, cancel_futures=True)
            self._process.kill()
            self._process.communicate()


def _asked(process: subprocess.Popen[bytes], asked: tuple[Pairs, float, Mapping[str, Article | None]]) -> list[Link]:
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(asked, process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()
    found: list[Link] = pickle.load(process.stdout)
    return found


def serve(questions: IO[bytes] | None = None, answers: IO[bytes] | None = None) -> None:
    """What the other process does: answers until nobody asks any more."""
    questions, answers = questions or sys.stdin.buffer, answers or sys.stdout.buffer
    while True:
        try:
            pairs, least, articles = pickle.load(questions)
        except EOFError:
            return
        pickle.dump(compare(pairs, least, articles), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def compare(pairs: Pairs, least: float, articles: Mapping[str, Article | None]) -> list[Link]:
    """Compare pairs of wholes, given the articles that they stand in."""
    known: dict[str, Occasion] = {}

    def occasion(whole: Whole) -> Occasion:
        if whole.id not in known:
            article = articles[whole.article]
            known[whole.id] = in_article(article, whole.pieces) if article is not None else NOTHING
        return known[whole.id]

    return linking.compared(pairs, least, occasion)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
