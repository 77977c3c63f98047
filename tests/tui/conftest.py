from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from index.model import (
    Article,
    ArticleRow,
    DiffOp,
    Hit,
    Kind,
    Link,
    Note,
    Quotation,
    Relation,
    SaidBy,
    Speaker,
    Totals,
    UtteranceRow,
    Variant,
)
from index.spreading import Timeline, timeline
from index.versions import Revision, Version
from tui.compared import utterance_of

HARBOUR = """Envoy expects answer “within days”

Prime Minister Ada Lind said on Monday that the plan could be a starting point.

“In general we can accept this as the basis of an agreement, but nothing is final,” Lind told reporters in Oss.

“If the boats leave,” she said. “If they do not, we will clear the strait.”

Advertisement

She called the paper a “wish list” and left. “I expect an answer within days,” said the envoy, Tor Hale.
"""
COAST = """Lind: a basis, not a treaty

OSS — “On the whole, we could accept this as a basis for an agreement,” Lind said through an interpreter.

The envoy spoke of “an answer within days” and boarded the ferry.
"""
POST = """Ferries idle for a third week

The harbour was quiet on Tuesday. Nobody was quoted.
"""


def quotation(
    article: str, text: str, words: str, kind: Kind, speaker: str | None = "Ada Lind", **more: str
) -> Quotation:
    start = text.index(words)
    return Quotation(article, start, start + len(words), words, kind, speaker, confidence=0.9, **more)


class Problem:
    message = "The quotation mark is never closed."


@dataclass
class FakeShelf:
    """A library in memory: three invented articles, and as many more as a test asks for."""

    sample: bool = False
    path: Path = Path("library")
    texts: dict[str, Article] = field(default_factory=dict)
    rows: list[ArticleRow] = field(default_factory=list)
    quotes: dict[str, list[Quotation]] = field(default_factory=dict)
    links: list[tuple[str, str, float, Relation, tuple[DiffOp, ...]]] = field(default_factory=list)
    now: int = 1
    calls: list[str] = field(default_factory=list)
    people: list[Speaker] = field(default_factory=list)
    as_found: dict[str, Quotation] = field(default_factory=dict)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said: list[UtteranceRow] = field(default_factory=list)
    judged: dict[frozenset[str], bool | None] = field(default_factory=dict)
    copying: set[str] = field(default_factory=set)
    said_of: dict[str, SaidBy] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    gone: dict[str, tuple[int, ArticleRow, Article]] = field(default_factory=dict)
    busy: bool = False
    left: Callable[[], None] = lambda: None

    def put(self, ident: str, text: str, outlet: str | None, published: str | None, quotes: list[Quotation]) -> None:
        title = text.split("\n", 1)[0]
        self.texts[ident] = Article(ident, text, title=title, outlet=outlet, published=published, author="M. Aune")
        self.quotes[ident] = quotes
        self.rows.append(
            ArticleRow(
                ident, None, outlet, title, None, published, None, None, len(text), len(quotes), 0, 0, False, False, ""
            )
        )

    def link(self, a: str, b: str, score: float, relation: Relation, *diff: DiffOp) -> None:
        self.links.append((a, b, score, relation, diff))
        self.rows = [replace(row, shared=len(self.shared_counts(row.id))) for row in self.rows]

    def leave_behind(self, told: Callable[[], None], /) -> None:
        self.left = told

    def open_index(self) -> None:
        pass

    def look_through(self) -> str | None:
        return None

    def being_added(self) -> Sequence[str]:
        return ()

    def articles(
        self, order: str = "newest", *, ids: Sequence[str] | None = None, limit: int | None = None
    ) -> Sequence[ArticleRow]:
        if ids is not None:
            return [row for row in self.rows if row.id in ids]
        if order == "title":
            return sorted(self.rows, key=lambda row: row.title or "")[:limit]
        return list(reversed(self.rows))[:limit] if order == "oldest" else self.rows[:limit]

    def article_parts(self, order: str, size: int, /) -> Iterator[Sequence[ArticleRow]]:
        rows = self.articles(order)
        return (rows[begin : begin + size] for begin in range(0, len(rows), size))

    def article(self, ident: str, /) -> Article | None:
        return self.texts.get(ident)

    def quotations(self, article: str) -> Sequence[Quotation]:
        return self.quotes.get(article, [])

    def shared_counts(self, ident: str, /) -> dict[str, int]:
        mine = {q.id for q in self.quotes.get(ident, [])}
        counts: dict[str, int] = {}
        for a, b, _, relation, _ in self.links:
            for one in {a, b} & mine:
                if relation not in ("echo", "paraphrased"):
                    counts[one] = counts.get(one, 0) + 1
        return counts

    def all_variants(self, ident: str) -> list[Variant]:
        found = []
        everything = {q.id: q for quotes in self.quotes.values() for q in quotes}
        rows = {row.id: row for row in self.rows}
        for a, b, score, relation, diff in self.links:
            if ident in (a, b) and not {a.split("#")[0], b.split("#")[0]} & self.gone.keys():
                other = everything[b if ident == a else a]
                judged = self.judged.get(frozenset((a, b)))
                score, relation = (1.0, relation) if judged else (score, "none" if judged is False else relation)
                found.append(Variant(Link(a, b, score, relation, judged=judged), other, rows[other.article], diff))
        return sorted(found, key=lambda variant: -variant.link.score)

    def not_reported_by(self, ident: str, /) -> Sequence[ArticleRow]:
        return [row for row in self.rows if row.id in self.missing.get(ident, ())]

    def utterances(
        self,
        query: str | None = None,
        *,
        article: str | None = None,
        event: str | None = None,
        quotations: Iterable[str] | None = None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> list[UtteranceRow] | Problem:
        self.calls.append(f"utterances {query or event or article or 'of all'}")
        if query and query.count('"') % 2:
            return Problem()
        here = event or article
        if quotations is not None:
            return [row for row in self.said if any(p.quote.id in set(quotations) for p in row.printings)]
        return [row for row in self.said if here is None or any(p.article.id == here for p in row.printings)]

    def timeline(self, *idents: str) -> Timeline | None:
        self.calls.append(f"timeline {' '.join(idents)}")
        found = utterance_of(self.said, idents)
        return timeline(found) if found else None

    def judged_away(self, ident: str, /) -> Sequence[Variant]:
        return [v for v in self.all_variants(ident) if v.link.judged is False]

    def variants(self, ident: str, /) -> Sequence[Variant]:
        return [v for v in self.all_variants(ident) if v.link.judged is not False]

    def judge_same(self, a: str, b: str, /) -> None:
        self.judge("same", a, b, True)

    def judge_different(self, a: str, b: str, /) -> None:
        self.judge("different", a, b, False)

    def unjudge(self, a: str, b: str, /) -> None:
        self.judge("unjudge", a, b, None)

    def judge(self, what: str, a: str, b: str, same: bool | None) -> None:
        self.calls.append(f"{what} {a} {b}")
        self.row(a), self.row(b)
        self.judged[frozenset((a, b))] = same

    def printed_by(self, idents: Sequence[str], /) -> tuple[int, int]:
        outlets = {row.outlet_key for row in self.rows if row.id in idents}
        return len(outlets), len({row.outlet_key for row in self.rows if row.id in set(idents) - self.copying})

    def notes(self, query: str, *, typing: bool = False) -> Sequence[str]:
        return ["The query is odd."] if query.endswith("(") else []

    def search(
        self, query: str, limit: int | None = None, *, typing: bool = False, each: bool = False
    ) -> Iterator[Hit] | Problem:
        self.calls.append(f"search {query}")
        return Problem() if query.count('"') % 2 else iter(self.hits(query)[:limit])

    def hits(self, query: str) -> list[Hit]:
        word = query.strip('"').lower()
        hits = []
        for article in self.texts.values():
            at = article.text.lower().find(word)
            if at >= 0:
                start, end = max(0, at - 60), min(len(article.text), at + 90)
                passage = article.text[start:end]
                span = ((at, at + len(word)),)
                hits.append(
                    Hit(article.id, article.outlet, article.title, article.published, 1.0, start, end, passage, span)
                )
        return hits

    def why_nothing(self, query: str, *, typing: bool = False) -> Sequence[str]:
        return [f'no article has the word "{query}"']

    def names(self, field: str, /) -> list[str]:
        return [row.outlet for row in self.rows if row.outlet] if field == "outlet" else ["Ada Lind", "Tor Hale"]

    def marks(self, query: str, article: Article, /) -> list[tuple[int, int]]:
        word = re.escape(query.strip('"'))
        return [found.span() for found in re.finditer(word, article.text, re.IGNORECASE)]

    def totals(self) -> Totals:
        return Totals(
            len(self.rows),
            sum(row.quotes for row in self.rows),
            sum(row.shared for row in self.rows),
            len({row.outlet_key for row in self.rows}),
        )

    def mark_read(self, ident: str, read: bool, /) -> None:
        self.calls.append(f"read {ident} {read}")

    def mark_all_read(self, idents: Sequence[str], read: bool, /) -> None:
        self.calls.append(f"read {' '.join(idents)} {read}")

    def mark_starred(self, ident: str, starred: bool, /) -> None:
        self.calls.append(f"star {ident} {starred}")

    def tags(self) -> list[tuple[str, int]]:
        names = [name for row in self.rows for name in row.tags]
        return [(name, names.count(name)) for name in sorted(set(names))]

    def retag(self, ident: str, seen: Sequence[str], names: Sequence[str], /) -> None:
        self.calls.append(f"tags {ident} {' '.join(names)}".rstrip())
        self.set_row(ident, tags=tuple(names))

    def set_row(self, ident: str, **what: Any) -> None:
        if ident not in self.texts:
            raise KeyError(ident)
        self.rows = [replace(row, **what) if row.id == ident else row for row in self.rows]

    def note(self, target: str, text: str | None, /) -> None:
        self.calls.append(f"note {target} {text}")
        article = target.split("#")[0]
        self.written.pop(target, None)
        self.written |= {target: text} if text else {}
        self.set_row(article, notes=len(self.notes_of(article)))

    def renote(self, target: str, seen: str | None, text: str | None, /) -> str | None:
        found = self.written.get(target)
        if found == seen:
            self.note(target, text)
        return found

    def version_count(self, ident: str, /) -> int:
        return int(ident in self.texts)

    def versions(self, ident: str, /) -> tuple[Version, ...]:
        found = self.texts.get(ident)
        return (
            (Version(ident, 1, found.text, found.title, None, None, "2026-11-02T08:00:00+00:00", True),)
            if found
            else ()
        )

    def revision(self, ident: str, a: int, b: int, /) -> Revision | None:
        return None

    def notes_of(self, ident: str, /) -> list[Note]:
        mine = {target: text for target, text in self.written.items() if target.split("#")[0] == ident}
        return [
            Note(ident, text, "2026-11-02T08:00:00+00:00", *((t, self.row(t).text) if "#" in t else ()))
            for t, text in mine.items()
        ]

    def remove(self, idents: Sequence[str], *, stop: Callable[[], bool]) -> tuple[list[str], list[str]]:
        self.calls.append(f"remove {' '.join(idents)}")
        done = [one for one in idents if one in self.texts and not self.busy]
        for one in done:
            at = next(i for i, row in enumerate(self.rows) if row.id == one)
            self.gone[one] = at, self.rows.pop(at), self.texts.pop(one)
        return done, [one for one in idents if one not in done and not self.busy]

    def restore(self, idents: Sequence[str], *, stop: Callable[[], bool]) -> tuple[list[str], list[str]]:
        self.calls.append(f"restore {' '.join(idents)}")
        done = [one for one in idents if one in self.gone and not self.busy]
        for one in done:
            at, row, self.texts[one] = self.gone.pop(one)
            self.rows.insert(at, row)
        return done, [one for one in idents if one not in done and not self.busy]

    def saved(self) -> list[object]:
        return []

    def counted_searches(self) -> list[object]:
        return []

    def version(self) -> int:
        return self.now

    def row(self, ident: str) -> Quotation:
        return next(q for quotes in self.quotes.values() for q in quotes if q.id == ident)

    def change(self, ident: str, **what: Any) -> Quotation:
        now = replace(self.row(ident), **what)
        self.quotes[now.article] = [now if q.id == ident else q for q in self.quotes[now.article]]
        return now

    def speakers(self, query: str | None = None, limit: int | None = None) -> list[Speaker]:
        self.calls.append(f"speakers {query}")
        wanted = (query or "").lower()
        return [one for one in self.people if any(wanted in name.lower() for name, _ in one.spellings)][:limit]

    def speaker_of(self, ident: str, /) -> Speaker | None:
        return next((one for one in self.people if one.name == self.row(ident).known_as), None)

    def said_by(self, name: str, /) -> SaidBy | None:
        self.calls.append(f"said by {name}")
        return self.said_of.get(name)

    def correct_speaker(self, ident: str, name: str | None, /) -> Quotation:
        self.calls.append(f"correct {ident} {name}")
        for one in self.together(ident):
            self.as_found.setdefault(one.id, one)
            self.change(one.id, speaker=name, role=None, known_as=name, confidence=1.0, corrected=True)
        return self.row(ident)

    def uncorrect_speaker(self, ident: str, /) -> Quotation:
        self.calls.append(f"uncorrect {ident}")
        for one in self.together(ident):
            before = self.as_found.get(one.id, one)
            self.change(one.id, speaker=before.speaker, role=before.role, confidence=0.9, corrected=False)
        return self.row(ident)

    def together(self, ident: str) -> list[Quotation]:
        mine = self.row(ident)
        near = [q for q in self.quotes[mine.article] if ident in (q.continues, q.within) and q.speaker == mine.speaker]
        return [mine, *near]

    def join_speakers(self, name: str, other: str, /) -> Speaker:
        self.calls.append(f"join {name} + {other}")
        return next(one for one in self.people if one.name == name)

    def split_speakers(self, name: str, other: str | None = None, article: str | None = None) -> None:
        self.calls.append(f"split {name} - {other or 'in ' + (article or '')}")


def three_articles(sample: bool = False) -> FakeShelf:
    shelf = FakeShelf(sample=sample)
    h1 = quotation(
        "h", HARBOUR, "In general we can accept this as the basis of an agreement, but nothing is final,", "direct"
    )
    h2 = quotation("h", HARBOUR, "If the boats leave,", "direct")
    h3 = quotation("h", HARBOUR, "If they do not, we will clear the strait.", "direct", continues=h2.id)
    h4 = quotation("h", HARBOUR, "wish list", "term", None)
    h5 = quotation("h", HARBOUR, "I expect an answer within days,", "direct", "Tor Hale")
    title = quotation("h", HARBOUR, "within days", "fragment", "Tor Hale")
    shelf.put("h", HARBOUR, "Harbour Times", "2025-11-02", [title, h1, h2, h3, h4, h5])
    c1 = quotation("c", COAST, "On the whole, we could accept this as a basis for an agreement,", "direct")
    c2 = quotation("c", COAST, "an answer within days", "fragment", "Tor Hale")
    shelf.put("c", COAST, "Coast Wire", "2025-11-02T09:30:00Z", [c1, c2])
    shelf.put("p", POST, None, None, [])
    shelf.link(
        h1.id, c1.id, 0.97, "reworded",
        ("replace", "In general", "On the whole,"), ("equal", "we", "we"), ("replace", "can", "could"),
        ("equal", "accept this as", "accept this as"), ("replace", "the basis of", "a basis for"),
        ("equal", "an agreement,", "an agreement,"), ("delete", "but nothing is final,", ""),
    )  # fmt: skip
    shelf.link(
        h5.id,
        c2.id,
        0.91,
        "truncated",
        ("delete", "I expect", ""),
        ("equal", "an answer within days,", "an answer within days"),
    )
    shelf.link(title.id, c2.id, 0.64, "echo", ("insert", "", "an answer"), ("equal", "within days", "within days"))
    return shelf


@pytest.fixture
def shelf() -> FakeShelf:
    return three_articles()


@pytest.fixture
def empty_shelf() -> FakeShelf:
    return FakeShelf()
