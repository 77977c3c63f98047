"""How long does a person wait for the reader: at its start, for a key, for what is found, in a long article?

Real keys in a pseudo-terminal, on a library that is there; then the same while articles are being added from the
reader. Part of `make bench`.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import empty_app
from benchmarks.process import run
from benchmarks.table import MB, row, spread, tail
from benchmarks.terminal import Terminal

QUOTH = [sys.executable, "-m", "tui"]
EMPTY = [sys.executable, "-m", "benchmarks.empty_app"]
PRESSES = 40
KEYS = (
    ("] and [ (next, previous quotation)", b"", b"]["),
    ("j and k in the text (a line)", b"", b"jk"),
    ("space and b in the text (a page)", b"g", b" b"),
    ("j and k in the list (an article)", b"h", b"jk"),
    ("G and g in the list (all articles)", b"", b"Gg"),
)
QUIT = b"\x11"
ESCAPE = b"\x1b"
BACK = b"\x0f"  # ctrl+o
FORWARD = b"\x1b[1;3C"  # alt+right
ERASE = b"\x15"  # ctrl+u: to the field's beginning
LONGEST_ANSWER = 2.0  # seconds; what takes longer counts as so long
LETTERS = 3  # from so many on something is looked for
LONG_BEGINS, SHORT_BEGINS = "Longbegins", "Shortbegins"
LONG_CHARACTERS, LONG_QUOTATIONS = 200_000, 3_000
NOUNS = ("harbour", "council", "ferry", "bridge", "strait", "envoy", "quarter", "ledger", "signal", "orchard")
VERBS = ("opens", "closes", "turns", "waits", "answers", "moves", "stands", "begins", "ends", "returns")
PEOPLE = ("Ada Lind", "Edda Quill", "Tore Vask", "Mina Oster", "Jon Brack")
LOOK_SECONDS = 0.25  # between looks for what was added: looking more often takes the second core from the reader
ADDED = "zqadded"  # begins the word that stands in one of the articles added, and nowhere else


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader on a library: how it is started, and the words it has shown when its list is there."""

    library: Path
    shown: bytes

    def started(self, *command: str) -> Terminal:
        """A reader that begins at its first article, or with another command than to read."""
        # it remembers its place beside the library, not where the one who measures has theirs
        state = {"XDG_STATE_HOME": str(self.library.parent / "state")}
        return Terminal([*QUOTH, "--library", str(self.library), *command], state)


def first_frame(reader: Reader, runs: int) -> tuple[list[float], list[float]]:
    """From the start of the process to the first painted list, beside an empty Textual app's first frame."""
    empty, ours, memory = [], [], 0
    for _ in range(runs):
        terminal = Terminal(EMPTY, {})
        empty.append(terminal.until(empty_app.MARKER.encode()))
        terminal.settle()
        terminal.close(b"q")
        terminal = reader.started()
        ours.append(terminal.until(reader.shown))
        terminal.settle()
        memory = max(memory, terminal.close(QUIT)[1])
    over = statistics.median(o - e for o, e in zip(ours, empty, strict=True))
    row("first frame", spread(ours), spread(empty), f"+{over * 1000:,.0f} ms")
    row("reader, peak memory", f"{memory / MB:,.0f} MB")
    return ours, empty


@dataclass(slots=True)
class Answers:
    """What the presses of a pair of keys took: seconds to the first paint of the answer, to the last (scroll bar,
    other pane), and its bytes; and what the same press took an empty app beside it."""

    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)


def keys(terminal: Terminal, empty: Terminal, presses: int) -> Iterator[tuple[str, Answers]]:
    """What each pair of keys took, press by press beside the empty app.

    In the list the article under the cursor is shown once the cursor has rested, which is the last paint there.
    """
    for name, before, pair in KEYS:
        for key in before:
            terminal.press(bytes([key]))
        answers = Answers()
        for n in range(presses):
            answer = terminal.press(pair[n % 2 : n % 2 + 1])
            if answer:
                answers.first.append(answer[0])
                answers.last.append(answer[1])
                answers.written.append(terminal.written)
            least = empty.press(empty_app.KEY)
            if least:
                answers.beside.append(least[0])
        yield name, answers


def show_keys(terminal: Terminal, what: str = "", presses: int = PRESSES) -> None:
    """A row for each pair of keys and paint, and for the bytes that a key has written."""
    empty = Terminal(EMPTY, {})
    empty.until(empty_app.MARKER.encode())
    empty.settle()
    for name, answers in keys(terminal, empty, presses):
        row(f"{what}{name}: first paint, p50 / p95", tail(answers.first), tail(answers.beside))
        row(f"{what}{name}: all painted, p50 / p95", tail(answers.last), f"{len(answers.first)} presses")
        row(
            f"{what}{name}: bytes written for a key, p50 / most",
            f"{statistics.median(answers.written):,.0f} / {max(answers.written):,}",
        )
    empty.close(b"q")


def typed(terminal: Terminal, words: Sequence[str]) -> tuple[list[float], list[float]]:
    """Words typed into the search, each letter once the one before is answered: to its echo, and to what was found.

    What was found is the end of what is painted next, passages, count and preview. Where the best ones are the same
    as for the letter before, nothing of them is painted, and the time is that of the others, asked for later.
    """
    terminal.press(b"f")
    echoes, found = [], []
    for word in words:
        terminal.press(ERASE)
        for at, letter in enumerate(word.encode(), 1):
            if at < LETTERS:
                answer = terminal.press(bytes([letter]))
            else:
                answer = terminal.press_twice_answered(bytes([letter]), LONGEST_ANSWER)
                found.append(answer[1] if answer else LONGEST_ANSWER)
            echoes += [answer[0]] if answer else []
    terminal.press(ESCAPE)
    return echoes, found


def show_typed(terminal: Terminal, words: Sequence[str], what: str = "") -> list[float]:
    """A row for the letters' echo, and one for what is found; returns the seconds of the latter."""
    echoes, found = typed(terminal, words)
    row(f"{what}a letter typed in the search: its echo, p50 / p95", tail(echoes), f"{len(echoes)} letters")
    row(f"{what}a letter typed in the search: what it finds, p50 / p95", tail(found), f"{len(found)} letters")
    return found


def long_article(folder: Path) -> None:
    """An article of 200,000 characters and 3,000 quotations: open it from a short one, page, step, find."""
    source = folder / "long.jsonl"
    short = {"id": "short", "published": "2026-11-02", "text": f"{SHORT_BEGINS} “It is short,” said Ada Lind in Oss.\n"}
    long = {"id": "long", "published": "2026-11-01", "text": f"{LONG_BEGINS} {long_text(random.Random(1))}"}
    write(source, [short, long])
    reader = Reader(folder / "long", b"2 articles")
    run([*QUOTH, "--library", str(reader.library), "add", str(source)])
    terminal = reader.started("show", "long", "--open")
    terminal.until(reader.shown)
    terminal.settle()
    for key in (b"m", b"a", b"h", b"g", b"\r", b"'", b"a", BACK):  # a mark, so that there is a jump to go forward by
        terminal.press(key)
        terminal.settle()
    opened = []
    for _ in range(PRESSES // 4):
        answer = terminal.press_for(FORWARD, (LONG_BEGINS.encode(),), LONGEST_ANSWER)
        opened.append(answer[1] if answer else LONGEST_ANSWER)
        terminal.press_for(BACK, (SHORT_BEGINS.encode(),), LONGEST_ANSWER)
    terminal.press_for(FORWARD, (LONG_BEGINS.encode(),), LONGEST_ANSWER)
    row("long article: open, p50 / p95", tail(opened), f"{len(opened)} times")
    for name, pair in (("space and b (a page)", b" b"), ("] and [", b"]["), ("G and g", b"Gg")):
        seen = [terminal.press(pair[n % 2 : n % 2 + 1]) for n in range(PRESSES)]
        row(f"long article: {name}, first paint, p50 / p95", tail([a[0] for a in seen if a]))
        row(f"long article: {name}, all painted, p50 / p95", tail([a[1] for a in seen if a]))
    terminal.press(b"/")
    found = [terminal.press(bytes([letter])) for letter in b"harbour"]
    row("long article: a letter typed in find, p50 / p95", tail([a[1] for a in found if a]))
    terminal.press(ESCAPE)
    terminal.close(QUIT)


def long_text(chance: random.Random) -> str:
    """Invented sentences, a quotation in each, of the characters and quotations wanted."""
    sentences = []
    for number in range(LONG_QUOTATIONS):
        words = " ".join(chance.choices(NOUNS, k=3))
        said = f"“The {words} {chance.choice(VERBS)},” {chance.choice(PEOPLE)} said. The"
        rest = LONG_CHARACTERS * (number + 1) // LONG_QUOTATIONS - sum(map(len, sentences)) - len(said) - 2
        filler = ""
        while len(filler) < rest - 8:
            filler += f" {chance.choice(NOUNS)}"
        sentences.append(f"{said}{filler}.{chance.choice(' ' * 4 + chr(10))}")
    return "".join(sentences)


@dataclass(slots=True)
class Seen:
    """The clock at each growth of the store, as another process sees it; how long until what was new was found."""

    grown: list[float] = field(default_factory=list)
    searchable: list[float] = field(default_factory=list)


def while_adding(
    reader: Reader, article: str, articles: Iterable[dict[str, str]], words: Sequence[str], folder: Path
) -> None:
    """Keys, and letters typed, while articles are added from the reader; and how soon these can be read and found."""
    source = folder / "more.jsonl"
    rows = [{**one, "text": f"{one['text']}\n{ADDED}{number}.\n"} for number, one in enumerate(articles)]
    write(source, rows)
    terminal = reader.started("show", article, "--open")
    terminal.until(reader.shown)
    terminal.settle()
    terminal.press(b"a")
    for letter in str(source).encode():
        terminal.press(bytes([letter]))
    with watched(reader.library, len(rows)) as seen:
        terminal.press(b"\r")
        show_keys(terminal, "while adding: ", PRESSES // 2)
        show_typed(terminal, words, "while adding: ")
        during = time.perf_counter()
    steps = [b - a for a, b in zip(seen.grown, seen.grown[1:], strict=False)]
    if seen.grown and seen.grown[-1] < during:
        row("while adding: adding ended before the last keys", f"{during - seen.grown[-1]:.1f} s before")
    row("while adding: from batch to batch, p50 / most", f"{statistics.median(steps):.1f} / {max(steps):.1f} s")
    row("while adding: a batch written to its words found, p50 / p95", tail(seen.searchable), f"{len(rows)} articles")
    terminal.close(QUIT)


@contextmanager
def watched(library: Path, wanted: int) -> Iterator[Seen]:
    """Look, in a thread, when the store grows, and when the last article written is found by a word of its own."""
    seen, ended = Seen(), threading.Event()

    def look() -> None:
        from index.library import Library

        with Library.open(library) as opened:
            last = before = opened.totals().articles
            while not ended.wait(LOOK_SECONDS) and last - before < wanted:
                now = opened.totals().articles
                if now == last:
                    continue
                last, at = now, time.perf_counter()
                seen.grown.append(at)
                while not list(opened.search(f"{ADDED}{last - before - 1}", 1)):  # type: ignore[arg-type]
                    if ended.wait(LOOK_SECONDS):
                        return
                seen.searchable.append(time.perf_counter() - at)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
