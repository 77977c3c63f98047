"""What does each step of `quoth add` cost? Adds articles to a new library in this process, and prints a table.

CPU seconds of this process, each counted for the innermost step at work; what a second process compared is a row of its
own. The clocks themselves cost two to three per cent.

usage: python -m benchmarks.steps ARTICLES.jsonl FOLDER
"""

from __future__ import annotations

import importlib
import inspect
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from index import linking  # noqa: F401  (what is patched is there before)
from index.library import Library

REST = "the rest: opening, the order of it all"
MARKS, SPEAKERS, INDIRECT = "quotations: marks", "quotations: who speaks", "quotations: indirect speech"
LANGUAGE, SQLITE, KNOWN = "quotations: language, transcripts, terms", "SQLite", "read, told whether it is there"
FOUND, COMPARED = "links: candidates", "links: comparing"
EVENTS, RETOLD = "events", "paraphrases"  # each has candidates of its own
STEPS = {  # which functions begin which step
    "index.adding:read": KNOWN,
    "index.adding:unchanged": KNOWN,
    "index.adding:arrived": KNOWN,
    "index.adding:settled_news": KNOWN,
    "index.deriving:quotations_of": LANGUAGE,
    "index.extracting:find": MARKS,
    "index.extracting:attribute_in_scene": SPEAKERS,
    "index.extracting:with_roles": SPEAKERS,
    "index.extracting:with_nested": SPEAKERS,
    "index.extracting:with_indirect": INDIRECT,
    "index.store:Store.transaction": SQLITE,
    "index.deriving:Deriving._look_up": FOUND,
    "index.candidates:Postings.find_and_add": FOUND,
    "index.candidates:Postings.add": FOUND,
    "index.candidates:Postings.find_all": FOUND,
    "index.parallel:Comparing.ask": COMPARED,
    "index.parallel:Comparing.answered": COMPARED,
    "index.deriving:Deriving.regroup": "links: utterances",
    "index.relating:Relating.relate": EVENTS,
    "index.relating:Relating.regroup": EVENTS,
    "index.retelling:Retelling.found": RETOLD,
    "index.retelling:Retelling.store_links": RETOLD,
    "index.fulltext.writing:Writer.add": "full text: words and their places",
    "index.fulltext.writing:Writer.commit": "full text: segments",
    "index.fulltext.writing:_Half.save": "full text: segments",
    "index.derived:Derived.flush": "postings on disk",
}
STORE = ("writing", "reading", "events", "edited", "naming", "people", "versions", "judged")  # all of these is SQLite


class Clock:
    """CPU seconds by step; what is at work stands on top of the stack."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.stack = [REST]
        self.last = time.process_time()

    def turn(self) -> None:
        """Count what has gone by for the step at work."""
        now = time.process_time()
        self.spent[self.stack[-1]] += now - self.last
        self.last = now

    def begin(self, step: str) -> None:
        self.turn()
        at = self.stack[-1]
        self.stack.append(at if step == FOUND and at in (EVENTS, RETOLD) else step)

    def end(self) -> None:
        self.turn()
        self.stack.pop()

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time counts for a step; of a generator the time between what it gives does not."""
        if inspect.isgeneratorfunction(function):

            @wraps(function)
            def each(*given: Any, **named: Any) -> Iterator[Any]:
                items = function(*given, **named)
                while True:
                    self.begin(step)
                    try:
                        item = next(items)
                    except StopIteration:
                        return
                    finally:
                        self.end()
                    yield item

            return each

        @wraps(function)
        def one(*given: Any, **named: Any) -> Any:
            self.begin(step)
            try:
                return function(*given, **named)
            finally:
                self.end()

        return one

    def transaction(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A store's transaction whose beginning and end count for SQLite, and what is done inside for itself."""

        @wraps(function)
        def opened(*given: Any, **named: Any) -> Any:
            return _Timed(self, function(*given, **named))

        return opened


class _Timed:
    """A context manager whose entering and leaving are timed."""

    def __init__(self, clock: Clock, inside: Any) -> None:
        self.clock, self.inside = clock, inside

    def __enter__(self) -> Any:
        return self.clock.timed(SQLITE, self.inside.__enter__)()

    def __exit__(self, *error: Any) -> Any:
        return self.clock.timed(SQLITE, self.inside.__exit__)(*error)


def found(place: str) -> tuple[Any, str]:
    """What has the function that `STEPS` names, and its name there. Raises AttributeError."""
    module, _, name = place.partition(":")
    owner: Any = importlib.import_module(module)
    *within, last = name.split(".")
    for part in within:
        owner = getattr(owner, part)
    getattr(owner, last)
    return owner, last


def watched(clock: Clock) -> None:
    """Have every step's functions timed. A name that is not there is a mistake: the table would tell less."""
    for place, step in STEPS.items():
        owner, last = found(place)
        function = getattr(owner, last)
        setattr(owner, last, clock.transaction(function) if last == "transaction" else clock.timed(step, function))
    for name in STORE:
        module_ = importlib.import_module(f"index.store.{name}")
        for part, value in list(vars(module_).items()):
            if inspect.isfunction(value) and value.__module__ == module_.__name__ and not part.startswith("_"):
                setattr(module_, part, clock.timed(SQLITE, value))


def measured(articles: Path, folder: Path) -> tuple[dict[str, float], int]:
    """CPU seconds of each step of adding these articles to a new library, and how many articles there were."""
    clock = Clock()
    watched(clock)
    clock.last = time.process_time()
    with Library.open(folder) as library:
        done = len(library.add([str(articles)]).added)
    clock.turn()
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock.spent["links: comparing, by the second process"] = others.ru_utime + others.ru_stime
    return dict(clock.spent), done


def show(spent: dict[str, float], articles: int) -> None:
    """The table."""
    whole = sum(spent.values())
    print(f"{'a step of quoth add':50} {'CPU s':>8} {'ms each':>8} {'share':>6}   ({articles:,} articles)")
    for step, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        print(f"{step:50} {seconds:8.1f} {1000 * seconds / articles:8.3f} {100 * seconds / whole:5.1f}%")
    print(f"{'all':50} {whole:8.1f} {1000 * whole / articles:8.3f}", flush=True)


if __name__ == "__main__":
    show(*measured(Path(sys.argv[1]), Path(sys.argv[2])))
