"""Which links are true among quotations made by `edits`, and which are found? Recall by kind of edit, wrong links."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from benchmarks import edits
from benchmarks.edits import Printed, World
from index.derived import Derived
from index.ids import split_id
from index.model import LINK_RELATIONS
from index.store import Store, reading

JUDGED_STORIES = 300  # about 60,000 quotations
ALIKE = 75  # of 100: what the articles themselves print nearly alike is no wrong link


def row(name: str, value: str) -> None:
    print(f"{name:64} {value:>28}", flush=True)


@dataclass(slots=True)
class Found:
    """What is known of some stories' quotations: their printing and key, by id, and the things said."""

    printed: dict[str, Printed] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    of_story: dict[int, list[str]] = field(default_factory=dict)


def judged(store: Store, derived: Derived, world: World, first: int, end: int) -> None:
    """Recall of candidates and of links by kind of edit, and wrong links, on the quotations of some stories."""
    stories = judged_stories(first, end)
    known = Found()
    for plan in world.plans:
        if plan.story in stories:
            _, quotations, made = world.article(plan)
            for quotation, printed in zip(quotations, made, strict=True):
                place = split_id(quotation.id)
                keys = reading.quotation_keys(store.connection, *place) if place else None
                if keys is not None:
                    known.printed[quotation.id] = printed
                    known.keys[quotation.id] = keys[0]
                    known.of_story.setdefault(plan.story, []).append(quotation.id)
    wanted = wanted_of(known)
    recall_of_candidates(derived, known, wanted)
    links(store, known, wanted)


def judged_stories(first: int, end: int) -> frozenset[int]:
    """The stories whose quotations are looked at, of those from `first` to `end`."""
    return frozenset(random.Random(edits.SEED).sample(range(first, end), min(JUDGED_STORIES, end - first)))


def wanted_of(known: Found) -> dict[str, set[str]]:
    """For each quotation the others that are one thing with it."""
    wanted: dict[str, set[str]] = {}
    for ids in known.of_story.values():
        by_origin: dict[int, list[str]] = {}
        for one in ids:
            for origin in {which for which, _ in known.printed[one].origins}:
                by_origin.setdefault(origin, []).append(one)
        for together in by_origin.values():
            for i, a in enumerate(together):
                for b in together[i + 1 :]:
                    if edits.one_thing(known.printed[a], known.printed[b]):
                        wanted.setdefault(a, set()).add(b)
                        wanted.setdefault(b, set()).add(a)
    return wanted


def kind_of(a: Printed, b: Printed) -> str:
    edited = {a.kind, b.kind} - {"as said", "unchanged"}
    return "unchanged" if not edited else edited.pop() if len(edited) == 1 else "two kinds"


def recall_of_candidates(derived: Derived, known: Found, wanted: dict[str, set[str]]) -> None:
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    ranks: list[int] = []
    for one in random.Random(edits.SEED).sample(sorted(wanted), min(4000, len(wanted))):
        mine = known.printed[one]
        rank = {key: n for n, key in enumerate(derived.postings().find(mine.text))}
        for other in wanted[one]:
            kind = kind_of(mine, known.printed[other])
            there[kind] += 1
            if known.keys[other] in rank:
                found[kind] += 1
                ranks.append(rank[known.keys[other]])
    for kind in [*edits.EDITS, "two kinds"]:
        if there[kind]:
            row(f"true ones among the candidates: {kind}", f"{100 * found[kind] / there[kind]:.1f}% of {there[kind]:,}")
    ranks.sort()
    row("  the rank of 99 of 100, and of the last", f"{ranks[int(0.99 * (len(ranks) - 1))]}, {ranks[-1]}")


def links(store: Store, known: Found, wanted: dict[str, set[str]]) -> None:
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong = alike = elsewhere = 0
    ids = {key: one for one, key in known.keys.items()}
    linked_with: dict[str, set[str]] = {}
    others: set[tuple[int, int]] = set()
    for link in reading.links_of(store.connection, ids):
        if link.relation not in LINK_RELATIONS:
            continue
        if link.a in ids and link.b in ids:
            linked_with.setdefault(ids[link.a], set()).add(ids[link.b])
            linked_with.setdefault(ids[link.b], set()).add(ids[link.a])
        others.add((link.a, link.b))
    for one, all_of_it in wanted.items():
        for other in all_of_it:
            if one < other:
                kind = kind_of(known.printed[one], known.printed[other])
                there[kind] += 1
                found[kind] += other in linked_with.get(one, ())
    texts = {
        key: q.text for key, q in reading.quotations_by_key(store.connection, {k for p in others for k in p}).items()
    }
    for a, b in others:
        both = known.printed.get(ids.get(a, "")), known.printed.get(ids.get(b, ""))
        if both[0] and both[1] and edits.shared(both[0], both[1]):
            continue
        elsewhere += 1
        near = max(fuzz.partial_ratio(texts[a], texts[b]), fuzz.token_set_ratio(texts[a], texts[b])) >= ALIKE
        alike, wrong = alike + near, wrong + (not near)
    for kind in [*edits.EDITS, "two kinds"]:
        if there[kind]:
            row(f"true links found: {kind}", f"{100 * found[kind] / there[kind]:.1f}% of {there[kind]:,}")
    row("true links found: all", f"{100 * found.total() / there.total():.1f}% of {there.total():,}")
    total = len(known.keys)
    row("links between different stretches, each 1,000 quotations", f"{1000 * elsewhere / total:.2f}")
    row("  printed nearly alike by the articles themselves", f"{1000 * alike / total:.2f}")
    row("  wrong", f"{1000 * wrong / total:.2f}")
