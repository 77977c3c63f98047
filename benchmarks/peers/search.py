"""How long does a search take, beside the peers that search, in the same run on the same articles?

Words, two or three words, phrases, typing errors, and words as they are typed, letter by letter from the third on. Of
each the best 20 articles are wanted: once by their ids alone, once with the passage and the words in it marked.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.peers.engines import ENGINES, KINDS, LIMIT, Ask, Engine, there
from benchmarks.table import tails, wide

Queries = Mapping[str, Sequence[Sequence[str]]]
Rounds = list[list[float]]
ROUNDS = 3
LETTERS = 3  # from so many on something is looked for, here as in the reader
TYPED_AT_MOST = 200  # articles that the reader asks for, and makes passages of as far as they are seen
PATIENCE = 30.0  # seconds for a round: a peer that needs longer is asked fewer questions, and it is said
NAMES = {"term": "a word", "and": "words", "phrase": "a phrase", "fuzzy": "a typing error", "prefix": "as you type"}


class Quoth:
    """A library, asked as the reader asks it; without passages its full-text index alone."""

    def __init__(self, folder: Path, _: Path) -> None:
        from index.library import Library

        self.library = Library.open(folder)
        self.library.open_index()

    def ask(self, kind: str, words: Sequence[str], passages: bool) -> Ask | None:
        from index.query import QueryProblem, parse

        text, typing = as_query(kind, words), kind == "prefix"
        most = TYPED_AT_MOST if typing else LIMIT
        if passages:

            def hits() -> object:
                found = self.library.search(text, most, typing=typing)
                assert not isinstance(found, QueryProblem)
                return list(islice(found, LIMIT))

            return hits
        query = parse(text, typing=typing)
        assert not isinstance(query, QueryProblem)
        return lambda: self.library._derived.fulltext().articles(query, most)


def as_query(kind: str, words: Sequence[str]) -> str:
    """Words in quoth's query language."""
    text = " ".join(words)
    return {"phrase": f'"{text}"', "fuzzy": f"{text}~"}.get(kind, text)


def queries(path: Path) -> Queries:
    """The queries of a file, and what is asked while its single words are typed."""
    given = json.loads(path.read_text(encoding="utf-8"))
    asked = {kind: [one.split() if isinstance(one, str) else one for one in given[kind]] for kind in given}
    asked["prefix"] = [[word[:n]] for word in given["term"] for n in range(LETTERS, len(word) + 1)]
    return asked


def taken(engine: Engine, kind: str, asked: Sequence[Sequence[str]], passages: bool) -> Rounds | None:
    """Seconds for each question, round by round; None where the peer has no such search."""
    rounds: Rounds = []
    for _ in range(ROUNDS):
        seconds: list[float] = []
        begun = time.perf_counter()
        for words in asked:
            question = engine.ask(kind, words, passages)
            if question is None:
                return None
            started = time.perf_counter()
            question()
            seconds.append(time.perf_counter() - started)
            if time.perf_counter() - begun > PATIENCE:
                break
        rounds.append(seconds)
    return rounds


def told(rounds: Rounds | None, asked: int) -> str:
    """A cell of the table; `*` where not all could be asked in time."""
    if rounds is None:
        return "-"
    return tails(rounds) + ("*" if len(rounds[0]) < asked else "")


def compared(library: Path, articles: Path, folder: Path, asked: Queries) -> dict[tuple[str, str, bool], Rounds]:
    """Print the rows of all kinds, for quoth and every peer whose index is in `folder`; returns what they tell."""
    engines: dict[str, Engine] = {"quoth": Quoth(library, articles)}
    engines |= {name: ENGINES[name](folder / name, articles) for name in there()}
    wide("search, ms: p50 / p95 (p95's range)", list(engines))
    found: dict[tuple[str, str, bool], Rounds] = {}
    for passages in (False, True):
        for kind in KINDS:
            cells = []
            for name, engine in engines.items():
                if passages and name == "ripgrep":  # its lines are what it finds
                    cells.append("the same")
                    continue
                rounds = taken(engine, kind, asked[kind], passages)
                cells.append(told(rounds, len(asked[kind])))
                if rounds is not None:
                    found[kind, name, passages] = rounds
            wide(f"{NAMES[kind]}{', with passages' if passages else ''} ({len(asked[kind])} asked)", cells)
    print(f"  each round of questions was asked {ROUNDS} times; *: as many as {PATIENCE:.0f} seconds sufficed for")
    return found
