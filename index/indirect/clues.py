"""What speaks for and against words being reported by a cue, and for and against who is said to report them?

Short strings as in `clues`; their weights are fitted (`benchmarks/fit_indirect.py`), here is only what is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.indirect.reporters import Cue, Reporter
from index.languages.reporting import Reporting, Verb
from index.speakers import Scene
from index.speakers.names import Mention


def sort(cue: Cue, side: str) -> str:
    """How words stand to their cue: "attributed", or the verb's family with what leads to them."""
    if side in ("noun to", "headline"):
        return side
    if cue.verb is None or side in ("before", "rest"):
        return "attributed"
    marker = side.removeprefix("after ").removesuffix("told")
    family = "say" if cue.verb.family == "tell" else cue.verb.family
    if family in ("show", "object", "hold"):
        return family
    lead = {"wh": "that", "prep": "to", "pro": "bare"}.get(marker, marker)
    return f"{family} {lead}"


def sureness(cue: Cue, m: Mention) -> tuple[str, ...]:
    """What speaks for and against the mention being who reports."""
    how = cue.who.how
    word = m.name if m.sort == "pronoun" else m.title if m.sort == "noun" else ""
    return ("bias", f"who {how}", f"sort {m.sort}", f"who {how} {m.sort}", f"word {word.lower()}")


def reported(
    view: Scene, words: Reporting, cue: Cue, m: Mention, start: int, end: int, side: str, counts: tuple[int, int]
) -> Iterator[str]:
    """What speaks for and against tokens `start`:`end` being reported by a cue and said by `m`.

    `side` says how they stand to the cue; `counts` are their words outside marks and their quotations.
    """
    tokens, who, verb = view.reading.tokens, cue.who, cue.verb
    worded, quotes = counts
    family = verb.family if verb else who.how
    if side in ("noun to", "headline") or family == "hold" or (family == "think" and side == "after to"):
        yield from (f"{family} alone", f"{family} alone {who.how}", f"{family} alone {m.sort}")
        return
    size = "1" if worded == 1 else "2" if worded == 2 else "3-4" if worded <= 4 else "5-8" if worded <= 8 else "9+"
    yield from ("bias", f"family {family}", f"side {side}", f"{family} {side}", f"size {size}", f"size {size} {side}")
    yield f"lemma {verb.lemma if verb else tokens[cue.at].lower}"
    yield f"who {who.how}"
    if verb is not None:
        yield from _form(tokens[cue.at - 1].tag if cue.at else "", verb, who, side)
    yield f"sort {m.sort}"
    if m.sort == "pronoun":
        yield f"pronoun {m.name.lower()}"
    elif m.sort == "noun":
        yield f"head {m.title}"
    yield f"quotes {min(quotes, 2)}"
    if quotes:
        yield f"quotes {side} {tokens[start].tag == 'quote'} {size}"
    stop = tokens[end] if end < len(tokens) else None
    yield f"stop {'' if stop is None else stop.text if stop.tag == 'point' else stop.tag}"
    yield from (f"start {tokens[start].tag}", f"start {tokens[start].tag} {side}")
    if side in ("before", "rest"):
        after = tokens[cue.at + 1 : cue.at + 3]
        yield f"cue then {' '.join(t.text if t.tag == 'point' else t.tag for t in after)}"
    before = tokens[who.first - 1] if who.first else None
    telling = before is not None and (before.tag == "point" or before.lower in words.phrase_ends)
    yield f"before {'' if before is None else before.lower if telling else before.tag}"


def _form(before: str, verb: Verb, who: Reporter, side: str) -> Iterator[str]:
    yield from (f"form {verb.form}", f"form {verb.form} {who.how}")
    if verb.noun:
        yield from (f"ambiguous {who.how}", f"ambiguous {before}")
    for flag in who.flags:
        yield from (f"flag {flag}", f"flag {flag} {side}")
    if not who.flags:
        yield "plain"
