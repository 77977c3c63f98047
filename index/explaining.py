"""Why does a query find nothing: which part of it is to blame, and what may have been meant?

Each part of an AND is asked alone. What finds nothing alone is named, with what the library has that is like it; where
every part finds something, it is told without which of them there would be articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from index import marked
from index.query import Query, QueryProblem, parse
from index.query.tree import (
    All,
    Dates,
    Either,
    Field,
    Leaf,
    Mark,
    Near,
    Node,
    Not,
    Pattern,
    Phrase,
    Prefix,
    Quoted,
    Word,
    widened,
)
from index.query.tree import joined as under
from index.query.words import placed_words, words
from index.store import Store, own, people, reading

if TYPE_CHECKING:
    from index.derived import Derived
    from index.fulltext import FullText
    from index.knowing import Knowing

MOST_PARTS: Final = 12  # of an AND are left out one after the other: more would be a pasted sentence
MOST_MEANT: Final = 3  # suggestions to a word
NEAR_NAME: Final = 75  # of 100: "Coast Wyre" is 90 like "Coast Wire", "Harbour Mail" 72 like "Harbour Times"
NAMED: Final[dict[Field, str]] = {"outlet": "no outlet is", "author": "no author is", "speaker": "nobody quoted is"}
NO_TAGS: Final = "; there are no tags yet"
STATES: Final = {"unread": "is unread", "read": "is read", "starred": "has a star", "noted": "has a note"}
HAVING: Final[dict[Field, str]] = {"title": "no title has", "quote": "no quotation has"}


def reasons(
    store: Store, derived: Derived, knowing: Callable[[], Knowing], text: str, *, typing: bool = False
) -> tuple[str, ...]:
    """Sentences, without capital and full stop, on why a query finds no article; none where it finds some."""
    query = parse(text, typing=typing)
    if isinstance(query, QueryProblem):
        return ()
    if query.root is None:
        wants_tag = query.lacks.startswith("tag:") and not own.tags(store.connection)
        return (NO_TAGS.removeprefix("; "),) if wants_tag else ()
    if not reading.count_since(store.connection, 0):
        return ("this library is empty; put something in: quoth add PATH",)
    asking = _Asking(store, derived.fulltext(), knowing, text)
    if not asking.fulltext.count()[0]:
        return ()  # `being_added` says so
    return () if asking.finds(query.root) else tuple(dict.fromkeys(asking.blamed(query.root)))


class _Asking:
    """One query and what it is asked of."""

    def __init__(self, store: Store, fulltext: FullText, knowing: Callable[[], Knowing], text: str) -> None:
        self.store, self.fulltext, self.knowing, self.text = store, fulltext, knowing, text

    def finds(self, node: Node) -> bool:
        """Whether any article has this part."""
        root = widened(node, lambda name: self.knowing().also_called(name))
        return bool(marked.articles(self.store, lambda: self.fulltext, Query(self.text, root), 1))

    def blamed(self, node: Node) -> Iterator[str]:
        """A sentence for each part of a part that finds nothing."""
        match node:
            case All(parts):
                empty = [part for part in parts if not self.finds(part)]
                for part in empty:
                    yield from self.blamed(part)
                if not empty:
                    yield self.not_together(parts)
            case Either(parts):
                for part in parts:
                    yield from self.blamed(part)
            case Not(part):
                yield f"every article {self.having(part)}"
            case Mark():
                yield f"no article {self.having(node)}{self.near_tags(node)}"
            case Quoted(part):
                yield from self.blamed(part)
            case Dates():
                yield self.no_such_day(node)
            case Phrase(field, phrase) if field not in NAMED:
                missing = [word for word in dict.fromkeys(phrase) if not self.finds(Word(field, word))]
                for word in missing:
                    yield from self.blamed(Word(field, word))
                if not missing:
                    yield f"{HAVING.get(field, 'no article has')} {self.in_words(node)}, though each is there"
            case _:
                yield self.not_there(node) + meant(self.near(node))

    def not_together(self, parts: Sequence[Node]) -> str:
        """The sentence where every part finds something, and all of them nothing."""
        told = "each part of it is found, but not all together"
        if len(parts) > MOST_PARTS:
            return told
        loose = [
            part for part in parts if (rest := under(All, [p for p in parts if p is not part])) and self.finds(rest)
        ]
        if not loose or len(parts) < 3:
            return f"{told}: {' and '.join(map(self.called, parts))}"
        return f"{told}; without {' or without '.join(map(self.called, loose))} there are articles"

    def no_such_day(self, node: Dates) -> str:
        """The sentence for a time in which nothing was published."""
        days = self.fulltext.days()
        there = f"; there are articles from {days[0]} to {days[1]}" if days else "; no article here has a date"
        return f"no article was {self.called(node)}{there}"

    def having(self, node: Node) -> str:
        """What an article is that has a part of the query."""
        match node:
            case Mark("is", state):
                return STATES[state]
            case Mark(_, name):
                return f'has the tag "{name}"'
            case _:
                return f"has {self.called(node)}"

    def near_tags(self, node: Mark) -> str:
        """A question after tags like one that no article has."""
        if node.what == "is":
            return ""
        there = [name for name, _ in own.tags(self.store.connection)]
        return meant(near_names(node.name, there)) if there else NO_TAGS

    def not_there(self, leaf: Leaf) -> str:
        """The sentence for a word that nothing has."""
        if leaf.field in NAMED:
            return f'{NAMED[leaf.field]} called "{self.shown(leaf)}"'
        return f"{HAVING.get(leaf.field, 'no article has')} {self.in_words(leaf)}"

    def called(self, node: Node) -> str:
        """A part of the query as a sentence names it."""
        match node:
            case All(parts):
                return " and ".join(map(self.called, parts))
            case Either(parts):
                return " or ".join(map(self.called, parts))
            case Not(part):
                return f"NOT {self.called(part)}"
            case Quoted(part):
                return self.called(part)
            case Mark(what, name, _):
                return f"{what}:{name}"
            case Dates(start, end):
                if start == end:
                    return f"published in {start}"
                return " ".join(("published", *(["from", start] if start else ()), *(["to", end] if end else ())))
            case _ if node.field not in ("any", "text"):
                return f'{node.field}:"{self.shown(node)}"'
            case _:
                return self.in_words(node)

    def in_words(self, leaf: Leaf) -> str:
        """What kind of word is asked for."""
        shown = self.shown(leaf)
        match leaf:
            case Phrase():
                return f'the words "{shown}" one after the other'
            case Prefix(_, prefix):
                return f'a word that begins with "{prefix}"'
            case Pattern():
                return f'a word that fits "{shown}"'
            case Near(_, word, _):
                return f'a word like "{word}"'
            case _:
                return f'the word "{shown}"'

    def shown(self, leaf: Leaf) -> str:
        """What a leaf asks for, as it was typed where that is found again."""
        match leaf:
            case Word(_, word) | Near(_, word, _):
                return self.typed((word,))
            case Phrase(_, phrase):
                return self.typed(phrase)
            case Prefix(_, prefix):
                return f"{self.typed((prefix,))}…"
            case Pattern(_, pattern):
                return pattern

    def typed(self, folded: tuple[str, ...]) -> str:
        """Folded words as they stand in the query."""
        placed = placed_words(self.text)
        for at in range(len(placed) - len(folded) + 1):
            if tuple(word for word, _, _ in placed[at : at + len(folded)]) == folded:
                return self.text[placed[at][1] : placed[at + len(folded) - 1][2]]
        return " ".join(folded)

    def near(self, leaf: Leaf) -> list[str]:
        """What the library has that is like it: names of speakers and outlets, or words of the index."""
        match leaf:
            case Word(field, word) | Prefix(field, word):
                asked = self.typed((word,))
            case Phrase(field, phrase):
                asked = word = self.typed(phrase)
            case _:
                return []
        if field in ("outlet", "speaker") and isinstance(leaf, Word) and (longer := self.begun(field, word)):
            return longer
        if field == "speaker":
            return self.knowing().near_names(asked.title() if asked.islower() else asked, 1)
        if field == "outlet":
            return near_names(asked, reading.outlets(self.store.connection))
        return self.fulltext.suggest(word, MOST_MEANT, "text" if field == "any" else field)

    def begun(self, field: Field, beginning: str) -> list[str]:
        """Outlets or speakers with a word that begins so: what is offered while a query is typed."""
        db = self.store.connection
        names = reading.outlets(db) if field == "outlet" else people.names_by_use(db)
        return [name for name in names if any(word.startswith(beginning) for word in words(name))][:MOST_MEANT]


def near_names(asked: str, names: Sequence[str]) -> list[str]:
    """Names like one that is not there, or with a word like it, the nearest first."""
    wanted = " ".join(words(asked))

    def likeness(name: str) -> float:
        spelled = words(name)
        return max((fuzz.ratio(wanted, one) for one in (" ".join(spelled), *spelled)), default=0.0)

    scored = [(-score, name) for name in names if (score := likeness(name)) >= NEAR_NAME]
    return [name for _, name in sorted(scored, key=lambda pair: pair[0])[:MOST_MEANT]]


def meant(names: Sequence[str]) -> str:
    """A question after what may have been meant; nothing where there is none."""
    quoted = [f'"{name}"' for name in names]
    return f"; did you mean {', '.join(quoted[:-1])}{' or ' if quoted[:-1] else ''}{quoted[-1]}?" if quoted else ""
