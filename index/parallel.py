"""Where much is compared, a second process compares a part of it.

Comparing is most of what linking costs, and needs nothing but the texts. The other process takes what is asked from the
front, this one from the back when it needs an answer that is not there yet, until they meet: so neither waits for the
other. It is sent what is not committed yet, and reads the few other articles whose occasions it needs from the library
itself. It is started only where minutes of comparing are to be expected, for it costs half a second and 80 MB. Where it
fails, its part is done here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

import msgspec

from index import garbage, linking
from index.model import Article, Link, Whole
from index.occasions import NOTHING, Occasion, in_article
from index.store import Store, reading

WORTH_IT = 20_000  # pairs compared, some ten seconds, after which more is expected
AT_ONCE = 300  # pairs sent in one question: articles of one batch have many of them, and of their texts, in common
Pairs = Sequence[tuple[Whole, Whole]]
Articles = Mapping[str, Article | None]
MOST_ARTICLES = 2_000  # that the other process keeps
_SIZE = 8  # bytes that tell how long a message is
_FAILED = (OSError, EOFError, ValueError, CancelledError)  # somebody killed it, or it had no memory


class Question(msgspec.Struct, frozen=True):
    """Pairs to be compared, of the numbers of some wholes, by the articles they are new in, each with the least score
    that is asked for; articles that the other process can't see, and those that are no longer what they were."""

    wholes: list[Whole]
    asked: list[tuple[list[tuple[int, int]], float]]
    articles: dict[str, Article | None]
    changed: frozenset[str] = frozenset()


_questions = msgspec.msgpack.Decoder(Question)
_answers = msgspec.msgpack.Decoder(list[list[Link]])


@dataclass(slots=True)
class Asked:
    """Pairs that are to be compared, (there before, new), and what came of it; None until they were."""

    pairs: Pairs
    least: float
    found: list[Link] | None = None


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

    def answered(self, asked: Asked) -> list[Link]:
        """The answer to what was asked, in the order of asking: until it is there, what was asked last is done here."""
        while asked.found is None:
            if self.sent and self.sent[0][1].done():
                self._take()
            elif self.waiting:
                self._compare(self.waiting)
                self.waiting = []
            elif self.sent[-1][1].cancel():
                self._compare(self.sent.pop()[0])
            else:  # the other process has begun with it, and done all before
                self._take()
        return asked.found

    def _take(self) -> None:
        """Wait for the first answer."""
        some, answer = self.sent.pop(0)
        try:
            for asked, found in zip(some, answer.result(), strict=True):
                asked.found = found
        except _FAILED:
            self.other, self.alone = None, True
            self._compare(some)

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
        asked = [(one.pairs, one.least) for one in self.waiting]
        ids = {whole.article for pairs, _ in asked for pair in pairs for whole in pair}
        articles = {one: self.article(one) for one in ids & self.fresh}
        self.sent.append((self.waiting, other.ask(question(asked, articles, frozenset(self.changed)))))
        self.waiting = []
        self.changed.clear()

    def _compare(self, some: Iterable[Asked]) -> None:
        for asked in some:
            asked.found = linking.compared(asked.pairs, asked.least, self.occasion)


def question(
    asked: Sequence[tuple[Pairs, float]], articles: Articles, changed: frozenset[str] = frozenset()
) -> Question:
    """Pairs as they are sent: each whole once."""
    numbers: dict[int, int] = {}
    wholes: list[Whole] = []
    for pairs, _ in asked:
        for pair in pairs:
            for whole in pair:
                if numbers.setdefault(id(whole), len(wholes)) == len(wholes):
                    wholes.append(whole)
    numbered = [([(numbers[id(a)], numbers[id(b)]) for a, b in pairs], least) for pairs, least in asked]
    return Question(wholes, numbered, dict(articles), changed)


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

    def ask(self, question: Question) -> Future[list[list[Link]]]:
        """Have pairs compared, in the order of asking; may raise one of `_FAILED`."""
        return self._waiting.submit(_asked, self._process, self._sends, self._reads, question)

    def __del__(self) -> None:
        waiting = getattr(self, "_waiting", None)
        if waiting is not None:
            waiting.shutdown(wait=False, cancel_futures=True)
            self._process.kill()
            self._process.communicate()


def _asked(process: subprocess.Popen[bytes], sends: Lock, reads: Lock, question: Question) -> list[list[Link]]:
    """Send a question and wait for its answer; answers are read in the order in which questions were sent."""
    assert process.stdin is not None
    assert process.stdout is not None
    with sends:
        write(process.stdin, question)
        reads.acquire()
    try:
        answer = read(process.stdout)
    finally:
        reads.release()
    return _answers.decode(answer)


def write(file: IO[bytes], message: Question | list[list[Link]]) -> None:
    """Write a message after its length. Raises OSError."""
    packed = msgspec.msgpack.encode(message)
    file.write(len(packed).to_bytes(_SIZE, "big"))
    file.write(packed)
    file.flush()


def read(file: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where there is none, or only a part of one."""
    size = file.read(_SIZE)
    message = file.read(int.from_bytes(size, "big"))
    if len(size) < _SIZE or len(message) < int.from_bytes(size, "big"):
        raise EOFError
    return message


def main() -> None:
    """What the other process does: answer until nobody asks any more."""
    store = Store(Path(sys.argv[1]), create=False)
    with garbage.seldom():
        serve(sys.stdin.buffer, sys.stdout.buffer, lambda article_id: reading.article(store.connection, article_id))


def serve(questions: IO[bytes], answers: IO[bytes], article: Callable[[str], Article | None]) -> None:
    """Answer questions to their end; `article` gives those that are not sent with them."""
    known: dict[str, Article | None] = {}
    occasions: dict[str, dict[str, Occasion]] = {}  # by article, by whole

    def occasion(whole: Whole) -> Occasion:
        mine = occasions.setdefault(whole.article, {})
        if whole.id not in mine:
            if whole.article not in known:
                known[whole.article] = article(whole.article)
            found = known[whole.article]
            mine[whole.id] = in_article(found, whole.pieces) if found is not None else NOTHING
        return mine[whole.id]

    while True:
        try:
            asked = _questions.decode(read(questions))
        except EOFError:
            return
        if len(known) > MOST_ARTICLES:
            known.clear()
            occasions.clear()
        for one in asked.changed:
            known.pop(one, None)
            occasions.pop(one, None)
        for one, sent in asked.articles.items():
            if one not in known or known[one] != sent:
                known[one] = sent
                occasions.pop(one, None)
        wholes = asked.wholes
        pairs = [([(wholes[a], wholes[b]) for a, b in some], least) for some, least in asked.asked]
        write(answers, [linking.compared(some, least, occasion) for some, least in pairs])


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
