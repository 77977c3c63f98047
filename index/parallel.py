"""Where much is compared, a second process compares a part of it.

Comparing is most of what linking costs, and needs nothing but the texts. The other process takes what is asked from the
front, this one from the back when it needs the answers, until they meet: so neither waits for the other. It is sent
what is not committed yet, and reads the few other articles whose occasions it needs from the library itself. It is
started only where minutes of comparing are to be expected, for it costs half a second and 80 MB. Where it fails, its
part is done here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from index import garbage, linking
from index.model import Article, Link, Whole
from index.occasions import NOTHING, Occasion, in_article
from index.store import Store, reading

WORTH_IT = 20_000  # pairs compared, some ten seconds, after which more is expected
AT_ONCE = 300  # pairs sent in one question: articles of one batch have many of them, and of their texts, in common
Pairs = Sequence[tuple[Whole, Whole]]
Question = Sequence[tuple[Pairs, float]]
Articles = Mapping[str, Article | None]
MOST_ARTICLES = 2_000  # that the other process keeps
_FAILED = (OSError, EOFError, pickle.UnpicklingError, ValueError)  # somebody killed it, or it had no memory


@dataclass(slots=True)
class Asked:
    """Pairs that are to be compared, (there before, new), and what came of it once `Comparing.answered` was called."""

    pairs: Pairs
    least: float
    found: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Comparing:
    """Compares pairs of wholes of a library; `occasion` tells of a whole, and `article` gives one by its id."""

    folder: Path
    occasion: Callable[[Whole], Occasion]
    article: Callable[[str], Article | None]
    fresh: set[str] = field(default_factory=set)  # the ids of articles that only this process sees
    changed: set[str] = field(default_factory=set)  # those of which the other may know what they were
    compared: int = 0
    waiting: list[Asked] = field(default_factory=list)  # what the next question will hold
    sent: list[tuple[list[Asked], Future[list[list[Link]]]]] = field(default_factory=list)
    other: Other | None = None
    alone: bool = field(default_factory=lambda: _processors() < 2 or not sys.executable)

    def begun(self) -> None:
        """A transaction begins: what was asked about before is committed, and others can read it."""
        self.fresh.clear()

    def ask(self, article_id: str, pairs: Pairs, least: float) -> Asked:
        """Have the pairs of a new article compared: now, or by the time the answers are asked for."""
        asked = Asked(pairs, least)
        self.fresh.add(article_id)
        self.changed.add(article_id)
        self.compared += len(pairs)
        if self.other is None and not self.alone and self.compared >= WORTH_IT:
            self._begin()
        if self.other is None:
            self._compare([asked])
        else:
            self.waiting.append(asked)
            if sum(len(one.pairs) for one in self.waiting) >= AT_ONCE:
                self._send(self.other)
        return asked

    def answered(self) -> None:
        """Have everything answered that was asked."""
        self._compare(self.waiting)
        self.waiting.clear()
        while self.sent and self.sent[-1][1].cancel():  # else the other process has begun with it, and done all before
            self._compare(self.sent.pop()[0])
        for some, answer in self.sent:
            try:
                for asked, found in zip(some, answer.result(), strict=True):
                    asked.found = found
            except _FAILED:
                self.other, self.alone = None, True
                self._compare(some)
        self.sent.clear()

    def drop(self) -> None:
        """Forget what was asked."""
        for _, answer in self.sent:
            answer.cancel()
        self.sent.clear()
        self.waiting.clear()
        self.changed |= self.fresh

    def _begin(self) -> None:
        try:
            self.other = Other(self.folder)
        except OSError:
            self.alone = True

    def _send(self, other: Other) -> None:
        ids = {whole.article for asked in self.waiting for pair in asked.pairs for whole in pair}
        question = [(asked.pairs, asked.least) for asked in self.waiting]
        articles = {one: self.article(one) for one in ids & self.fresh}
        self.sent.append((self.waiting, other.ask(question, articles, frozenset(self.changed))))
        self.waiting = []
        self.changed.clear()

    def _compare(self, some: Iterable[Asked]) -> None:
        for asked in some:
            asked.found = linking.compared(asked.pairs, asked.least, self.occasion)


class Other:
    """The other process. It ends when this one does, or when nobody holds this any more. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-P", "-c", "from index.parallel import main; main()", str(folder)]
        known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=known,
            start_new_session=True,  # ctrl+c is for the one that asks
        )
        # while one thread waits for an answer, the other has sent the next question: so the other process never waits
        self._waiting = ThreadPoolExecutor(2)
        self._sends, self._reads = Lock(), Lock()

    def ask(self, question: Question, articles: Articles, changed: frozenset[str]) -> Future[list[list[Link]]]:
        """Have pairs compared, in the order of asking, given articles that it can't see, and those that are no longer
        what they were; may raise one of `_FAILED`."""
        return self._waiting.submit(_asked, self._process, self._sends, self._reads, (question, articles, changed))

    def __del__(self) -> None:
        waiting = getattr(self, "_waiting", None)
        if waiting is not None:
            waiting.shutdown(wait=False, cancel_futures=True)
            self._process.kill()
            self._process.communicate()


def _asked(
    process: subprocess.Popen[bytes],
    sends: Lock,
    reads: Lock,
    asked: tuple[Question, Articles, frozenset[str]],
) -> list[list[Link]]:
    """Send a question and wait for its answer; answers are read in the order in which questions were sent."""
    assert process.stdin is not None
    assert process.stdout is not None
    with sends:
        process.stdin.write(pickle.dumps(asked, pickle.HIGHEST_PROTOCOL))
        process.stdin.flush()
        reads.acquire()
    try:
        found: list[list[Link]] = pickle.load(process.stdout)
    finally:
        reads.release()
    return found


def main() -> None:
    """What the other process does: answer until nobody asks any more."""
    store = Store(Path(sys.argv[1]), create=False)
    with garbage.seldom():
        serve(sys.stdin.buffer, sys.stdout.buffer, lambda article_id: reading.article(store.connection, article_id))


def serve(questions: IO[bytes], answers: IO[bytes], article: Callable[[str], Article | None]) -> None:
    """Answer questions to their end; `article` gives those that are not sent with them."""
    known: dict[str, Article | None] = {}
    occasions: dict[str, Occasion] = {}

    def occasion(whole: Whole) -> Occasion:
        if whole.id not in occasions:
            if whole.article not in known:
                known[whole.article] = article(whole.article)
            found = known[whole.article]
            occasions[whole.id] = in_article(found, whole.pieces) if found is not None else NOTHING
        return occasions[whole.id]

    while True:
        try:
            question, sent, changed = pickle.load(questions)
        except EOFError:
            return
        if len(known) > MOST_ARTICLES:
            known.clear()
        for one in changed:
            known.pop(one, None)
        known.update(sent)
        occasions.clear()
        found = [linking.compared(pairs, least, occasion) for pairs, least in question]
        pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
