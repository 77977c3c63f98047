"""Which words do "according to", a noun ("Lind's claim that") and a headline ("Lind: ...") report?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from index.indirect import complements, reporters
from index.indirect.proposing import Clause, made
from index.indirect.reporters import BREAKS, Cue, Reporter
from index.indirect.unsaid import disowned
from index.languages.reporting import Reporting, Verb
from index.speakers import Scene
from index.speakers.names import Mention

NOUN_REACH = 5  # tokens from the speaker to the noun: "Lind's repeated claim that"
_SAID = Verb("say", "past", "say", False, False, True, False, frozenset())


def according(view: Scene, words: Reporting, i: int, first: int, last: int) -> Iterator[Clause]:
    """ "The talks would go on, according to Lind"; "According to Lind, they would"."""
    tokens = view.reading.tokens
    if i + 1 >= last or tokens[i + 1].lower != "to":
        return
    end = i + 2
    while end < last and tokens[end].tag != "line" and tokens[end].text not in BREAKS and tokens[end].text not in ".;":
        end += 1
    who = reporters.according(view, words, i, end)
    if who is not None and who.name.lower() in words.idioms:
        return  # "according to plan"
    cue = Cue(i, first, last, None, Reporter(who, "according", i))
    close = i
    while close > first and tokens[close - 1].tag == "point":
        close -= 1
    before = list(made(view, words, cue, complements.opening(view, first, close), close, "before", ()))
    yield from before
    if end >= last or tokens[end].text != "," or (close > first and tokens[close - 1].tag == "quote"):
        return
    if end + 1 >= last or (before and tokens[end + 1].tag == "determiner"):
        return  # "according to Lind, the mayor"
    if before and not complements.goes_on(view, words, end + 1, last):
        return
    split = bool(before) and close > first + 3
    stop = complements.end(view, words, end + 1, last, _SAID)
    yield from made(view, words, cue, end + 1, stop, "rest" if split else "after", (), half=split)


def noun(view: Scene, words: Reporting, i: int, first: int, last: int) -> Iterator[Clause]:
    """ "Lind's claim that the talks would go on", "Lind's promise to sign"."""
    tokens = view.reading.tokens
    after = tokens[i + 1].lower if i + 1 < last else ""
    that = after in view.lexicon.complementisers
    if not (that or (after in words.to and tokens[i].lower in words.deeds)) or disowned(view, words, i, first):
        return
    k = bisect_left(view.starts, i) - 1
    found = view.found[k] if k >= 0 and view.found[k].first >= max(first, i - NOUN_REACH) else None
    cue = Cue(i, first, last, None, Reporter(found, "noun", i))
    if that and _relative(view, words, i + 2, last):
        return
    if that:
        yield from made(view, words, cue, i + 2, complements.end(view, words, i + 2, last, _SAID), "noun", ())
    elif found is not None and _owns(view, found, i):
        end = complements.short_end(view, words, i + 1, complements.end(view, words, i + 1, last, _SAID), commas=False)
        yield from made(view, words, cue, i + 1, end, "noun to", ())


def _relative(view: Scene, words: Reporting, j: int, last: int) -> bool:
    """Does "that" stand for the noun, with a verb right after it: "a message that won", "the plan that offers more"?"""
    if j >= last:
        return True
    token = view.reading.tokens[j]
    k = bisect_left(view.starts, j)
    if k < len(view.found) and view.found[k].first <= j + 1:
        return False
    return token.tag == "auxiliary" or (token.tag == "word" and token.lower.endswith(("s", "ed")))


def _owns(view: Scene, m: Mention, i: int) -> bool:
    """Is what the noun at a token names the mention's: "Lind's latest promise", "his promise"?"""
    tokens = view.reading.tokens
    own = tokens[m.last].lower in reporters.POSSESSIVES if m.last < i else False
    return own or tokens[m.first].lower in view.lexicon.owners


def headline(view: Scene, words: Reporting) -> Iterator[Clause]:
    """ "Lind: The strait stays shut" on the first line, where Lind is quoted further on; "Poll: ..."."""
    tokens = view.reading.tokens
    who = view.found[0] if view.found and view.found[0].first == 0 else None
    if tokens and tokens[0].lower in words.findings:
        who = reporters.phrase(view, words, 1, 0)
    if who is None or who.last >= len(tokens) or tokens[who.last].text != ":":
        return
    name = who.name.split()[-1]
    again = (m.name.split()[-1] == name and speaks for m, speaks in zip(view.found[1:], view.subject[1:], strict=True))
    if who.sort == "pronoun" or (who.sort in ("name", "body") and not any(again)):
        return  # "Oss: a town in ruins"
    first, last = view.reading.bounds[0]
    end = next((k for k in range(who.last, last) if tokens[k].tag == "line"), last)
    cue = Cue(who.last, first, end, None, Reporter(who, "headline", 0))
    yield from made(view, words, cue, who.last + 1, end, "headline", ())
