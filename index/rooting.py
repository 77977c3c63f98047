"""What was really said, where the words of a quotation stand in a transcript?

A transcript's sentences are quotations of their own; an outlet's quotation may print several of them. They are one
entry, and what the outlet did to the words is told from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from index.matching import compare
from index.model import Alteration, DiffOp, Link, Variant
from index.printings import Printed, between, run
from index.store import Store, reading
from index.store import utterances as stored
from index.stored import fetch_wholes, flipped

GAP = re.compile(r"(?:^|\s)…(?=\s|$)")  # `printings.APART`, also at the end of what is alike


def said(store: Store, quotation_id: str, key: int) -> list[Variant]:
    """The sentences that a quotation, with its split parts, prints of each transcript that has its words, best first.

    `key` is that of the quotation with this id; what a transcript says itself has none.
    """
    with store.snapshot() as db:
        first = reading.first_part(db, key)
        rows = dict(reading.quotations(db, "WHERE q.key = ? OR q.continues = ?", (first, first)))
        whole = fetch_wholes(store, [first]).get(first)
        if whole is None:
            return []
        (article,) = reading.article_rows(db, ids=[whole.article])
        (place,) = stored.article_keys(db, [whole.article])
        found = stored.said(db, [stored.Member(first, row, first, place) for row in rows])
        if article.spoken or not found:
            return []
        sentences = fetch_wholes(store, [one.key for one in found])
        by_id = {row.id: row for row in reading.article_rows(db, ids=sorted({w.article for w in sentences.values()}))}
        places = stored.sentences(db, {one.article for one in found})
        links = [x for x in reading.links_of(db, rows) if x.a in sentences or x.b in sentences]
    told = between({(x.a, x.b): stored.Pair(x.a, x.b, x.score, x.relation, x.altered) for x in links})
    mine = Printed(tuple(rows), whole.pieces[0], whole, article)
    of: dict[str, list[Printed]] = {}
    for one, words in sentences.items():
        of.setdefault(words.article, []).append(Printed((one,), words.pieces[0], words, by_id[words.article]))
    variants = []
    for some in of.values():
        root = run(some, places)
        score, relation, altered = told(root, mine)
        tied = [x for x in links if x.a in root.keys or x.b in root.keys]
        judged = True if any(x.judged for x in tied) else None
        utterance = next((x.utterance for x in tied if x.utterance), None)
        link = Link(root.quote.id, quotation_id, score, relation, altered, utterance, judged)
        match = compare(root.whole.text, whole.text, least=0.0)
        changes = match.alterations if altered else ()
        variants.append(Variant(link, root.quote, root.article, _gaps(match.diff), changes, root.whole.pieces))
    return sorted(variants, key=lambda variant: -variant.link.score)


def _gaps(diff: Sequence[DiffOp]) -> tuple[DiffOp, ...]:
    """The diff with a "…" left out where the quotation goes on after a gap: the words on both sides are the same."""
    found: list[DiffOp] = []
    for op, mine, theirs in diff:
        parts = [part.split() for part in GAP.split(mine)]
        words = theirs.split()
        if op != "equal" or len(parts) == 1 or sum(map(len, parts)) != len(words):
            found.append((op, mine, theirs))
            continue
        at = 0
        for i, part in enumerate(parts):
            found += [("delete", "…", "")] if i else []
            found += [("equal", " ".join(part), " ".join(words[at : at + len(part)]))] if part else []
            at += len(part)
    return tuple(found)


def turned(variant: Variant) -> Variant:
    """What was said, told from the quotation's side, as other printings are."""
    changes = tuple(Alteration(one.what, one.b, one.a) for one in variant.alterations)
    return replace(variant, link=flipped(variant.link), diff=tuple(map(_turned, variant.diff)), alterations=changes)


def _turned(op: DiffOp) -> DiffOp:
    what, a, b = op
    return "insert" if what == "delete" else "delete" if what == "insert" else what, b, a
