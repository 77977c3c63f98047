"""How does what a reader made go from one library into another? As lines of JSON, each of which says what it is.

Notes, decisions and the like hang on an article's id, offsets and words, as they do in the library itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec import Struct

from index.adding import Progress
from index.derived import Derived
from index.rebuilding import rebuild
from index.settling import given_of, settle
from index.store import Store, edited, made, reading, writing
from index.store.made import Value

REDERIVED = ("speaker", "judged", "edited", "outlet")  # kinds from which quotations, links or articles are derived
FORM = "quoth"  # stands in each line, with the number of this form
VERSION = 1
NUMBERS = frozenset(("read", "starred", "same", "named", "start", "end", "a_start", "a_end", "b_start", "b_end"))
TEXTS = frozenset(name for _, names in made.TABLES.values() for name in names) - NUMBERS
NEEDED = frozenset(
    (*("read", "starred", "same", "named", "made", "text", "query", "what", "url", "tags", "called", "field"),
     *("a_article", "b_article", "a_start", "a_end", "b_start", "b_end", "a_words", "b_words")),
)  # fmt: skip


class WrongLineError(ValueError):
    """A line that is none of these; the message says which and why. Nothing was written."""


class Carried(Struct, frozen=True):
    """What became of lines: rows written, those that were there, those in whose place another stands (`kept`), and
    those on articles that are not in this library."""

    written: int = 0
    there: int = 0
    kept: tuple[str, ...] = ()
    homeless: tuple[str, ...] = ()
    stopped: bool = False


def lines(store: Store) -> Iterator[bytes]:
    """All that a reader made, a line each."""
    with store.snapshot() as db:
        for kind, row in made.rows(db):
            yield msgspec.json.encode({FORM: VERSION, "kind": kind, **row}) + b"\n"


def take(
    store: Store,
    derived: Derived,
    given: Iterable[bytes],
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> Carried:
    """Write lines that another library gave. All of them, or none: raises WrongLineError for what is no such line.

    What stands here stays. Quotations and links are made anew where something says otherwise of them.
    """
    rows = [_row(number, line) for number, line in enumerate(given, 1) if line.strip()]
    written = there = 0
    kept: list[str] = []
    homeless: list[str] = []
    anew = False
    with store.transaction() as db:
        for kind, row in rows:
            articles = [value for name in made.ARTICLES if isinstance(value := row.get(name), str)]
            if any(reading.known(db, article) is None for article in articles):
                homeless.append(f"{kind}: {', '.join(articles)}")
                continue
            said = given_of(db, articles[0]) if kind == "edited" else None  # before something else is said of it
            new = made.put(db, kind, row)
            written += new is True
            there += new is False
            if new is None:
                kept.append(f"{kind}: {next(iter(row.values()))}")
            if new and said is not None:
                edited.put_given(db, said)
                settle(db, said.id)
            anew = anew or (new is True and kind in REDERIVED)
        if anew:
            writing.set_meta(db, "rules", "carried")  # broken off here, it is made anew at the next start
    stopped = anew and rebuild(store, derived, progress, stop, only_if_outdated=True).stopped
    return Carried(written, there, tuple(kept), tuple(homeless), stopped)


def _row(number: int, line: bytes) -> tuple[str, dict[str, Value]]:
    try:
        found = msgspec.json.decode(line, type=dict[str, Value])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongLineError(
            f"line {number} is no line of what a reader made ({error}); nothing was written"
        ) from error
    if found.pop(FORM, None) != VERSION:
        raise WrongLineError(f"line {number} is of no form that this version of quoth reads; nothing was written")
    kind = found.pop("kind", None)
    if not isinstance(kind, str) or kind not in made.TABLES or set(found) != set(made.TABLES[kind][1]):
        raise WrongLineError(f"line {number} is no line of what a reader made; nothing was written")
    wrong = [name for name, value in found.items() if value is not None and isinstance(value, str) != (name in TEXTS)]
    if wrong or any(found[name] is None for name in NEEDED if name in found):
        raise WrongLineError(f"line {number} has no sound {', '.join(wrong) or 'value'}; nothing was written")
    return kind, {name: found[name] for name in made.TABLES[kind][1]}
