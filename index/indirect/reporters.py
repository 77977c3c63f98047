"""Who stands beside a reporting cue and says it: before it, after it, or shared with the cue before?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from index.languages.reporting import Reporting, Verb
from index.speakers import Scene
from index.speakers.names import Mention
from index.speakers.reading import Token

How = Literal[
    "beside", "chain", "apposition", "far", "phrase", "gerund", "joined", "comma", "unknown", "none", "inverted",
    "according", "noun", "headline",
]  # fmt: skip
OWN: tuple[How, ...] = ("beside", "chain", "apposition", "far", "phrase")  # a subject of the cue's own, before it

LONGEST_PHRASE = 6  # tokens of a noun phrase that is no mention: "some in the city", "staff at two hospitals"
TITLES_BEFORE = 8
NOUNS_IN_CHAIN = 3  # "a lawyer for the owner of the mine said"
INVERTED_REACH = 4  # tokens from "said" to the name after it
CLOSERS = frozenset((",", ")", "—", "–", "―", "-", "--"))
OPENERS = frozenset((",", "(", "—", "–", "―", "-", "--"))
DASHES = frozenset(("—", "–", "―", "-", "--"))
BREAKS = DASHES | {","}
POSSESSIVES = frozenset(("'s", "’s"))
_NOUN_WORDS = frozenset(("word", "name", "title", "determiner"))
_STANDING = frozenset(("all", "both", "most", "some", "many", "those", "one", "these", "others"))
_ADJECTIVES = frozenset(("senior", "top", "former", "other"))  # determiners that others go before


class Reporter(Struct, frozen=True):
    """Who a cue's words belong to: the mention, how it stands to the cue, the token where its words begin.

    `flags` say what stands between it and the cue: not, modal, to, be, have.
    """

    mention: Mention | None
    how: How
    first: int
    flags: tuple[str, ...] = ()


class Cue(Struct, frozen=True):
    """A cue at a token of its sentence `first`:`last`; `verb` is None for "according to" and nouns."""

    at: int
    first: int
    last: int
    verb: Verb | None
    who: Reporter


def is_noun(view: Scene, words: Reporting, i: int, first: int, verb: Verb) -> bool:
    """Is a verb's form a noun or adjective here: "its report", "Lind's call", "state officials", "in proposed cuts"?"""
    tokens = view.reading.tokens
    if i == first:
        return False
    before = tokens[i - 1]
    if (before.lower in POSSESSIVES and verb.form != "gerund") or before.lower in ("no", "any"):
        return True
    if before.text[:1].isdigit():
        return verb.form != "past"
    if before.tag == "determiner" and before.lower not in _STANDING and not ends_mention(view, i):
        return True
    if verb.form == "past":
        return (before.tag == "preposition" or before.lower in words.on) and before.lower not in words.comparing
    if not verb.noun:
        return False
    if verb.form == "gerund":
        return before.tag in ("word", "name", "title") and before.lower not in words.adverbs
    if before.tag == "auxiliary" or before.lower in words.adverbs or before.lower in words.joiners:
        return False
    if verb.form == "third":
        return not (ends_mention(view, i) or before.text in CLOSERS)
    return not (
        _plural(view, words, i, before)
        or before.lower in view.lexicon.relatives
        or before.lower in view.lexicon.complementisers
    )


def ends_mention(view: Scene, i: int) -> bool:
    """Does a mention end right before a token?"""
    k = bisect_left(view.starts, i) - 1
    return k >= 0 and view.found[k].last == i


def _plural(view: Scene, words: Reporting, i: int, before: Token) -> bool:
    """May the words before a token be the subject of "they claim"?"""
    if not ends_mention(view, i):
        return False
    return before.lower.endswith("s") or before.lower in words.plural_subjects


def before_cue(view: Scene, words: Reporting, i: int, first: int, verb: Verb, earlier: Reporter | None) -> Reporter:
    """Who stands before a cue in its sentence, which begins at `first`; `earlier` is the reporter of the cue before."""
    tokens = view.reading.tokens
    j, flags = _over_auxiliaries(view, words, i, first, verb)
    if j < first:
        return Reporter(None, "none", i, flags)
    here = tokens[j]
    if verb.form == "gerund" and "be" not in flags:
        return _shared(view, first, i, "gerund", flags, earlier)
    if here.lower in words.joiners:
        return _shared(view, first, i, "joined", flags, earlier)
    k = bisect_right(view.starts, j) - 1
    if k >= 0 and view.found[k].first >= first:
        if view.found[k].last - 1 == j:
            return _beside(view, words, k, first, i, flags, earlier)
        if here.text in CLOSERS:
            return _before_apposition(view, words, k, j, first, flags) or _shared(
                view, first, i, "comma", flags, earlier
            )
        far = _far(view, words, k, j, first, flags)
        if far is not None:
            return Reporter(far, "far", phrase_start(view, words, far, first), flags)
        if "to" in flags and tokens[j].lower not in words.leading:
            return Reporter(None, "unknown", j, flags)  # "They met Lind to discuss the offer"
    if here.text in CLOSERS or here.tag == "quote":
        return _shared(view, first, i, "comma", flags, earlier)
    return _whoever(view, words, j + 1, first, i, flags, earlier)


def _over_auxiliaries(view: Scene, words: Reporting, i: int, first: int, verb: Verb) -> tuple[int, tuple[str, ...]]:
    """The last token of the subject, left of auxiliaries and adverbs, and what those say."""
    tokens = view.reading.tokens
    flags: set[str] = set()
    j = i - 1
    while j >= first:
        word, tag = tokens[j].lower, tokens[j].tag
        if word in words.negations:
            flags.add("not")
        elif word in words.modals:
            flags.add("modal")
        elif word == "to":
            flags.add("to")
        elif word in words.forms_of_be or (verb.form == "gerund" and word in POSSESSIVES):
            flags.add("be")
        elif word in words.forms_of_have:
            flags.add("have")
        elif not _passed_over(words, word, tag) and not (word == "in" and tokens[j + 1].text[:1].isdigit()):
            break
        j -= 1
    return j, tuple(sorted(flags))


def _passed_over(words: Reporting, word: str, tag: str) -> bool:
    if tag == "auxiliary":
        return word != "on"
    return word in words.adverbs or (tag == "word" and (word.endswith("ly") or word[:1].isdigit()))


def _shared(view: Scene, first: int, i: int, how: How, flags: tuple[str, ...], earlier: Reporter | None) -> Reporter:
    """A cue without a subject of its own has that of the cue before it, else the sentence's first."""
    if earlier is not None:
        return Reporter(earlier.mention, how, i, flags)
    k = bisect_left(view.starts, first)
    while k < len(view.found) and view.found[k].first < i:
        if view.subject[k]:
            return Reporter(view.found[k], how, i, flags)
        k += 1
    return Reporter(None, how, i, flags)


def _beside(
    view: Scene, words: Reporting, k: int, first: int, i: int, flags: tuple[str, ...], earlier: Reporter | None
) -> Reporter:
    """A mention right before the cue, or what it belongs to: "a spokesman for the ministry said"."""
    near = k
    tokens = view.reading.tokens
    while not view.subject[k] and k and view.found[k - 1].first >= first:
        between = tokens[view.found[k - 1].last : view.found[k].first]
        if len(between) > LONGEST_PHRASE or any(t.tag in ("line", "quote", "point", "strong") for t in between):
            break
        k -= 1
    if view.subject[k]:
        m = _trimmed(view, words, view.found[k])
        return Reporter(m, "beside" if k == near else "chain", phrase_start(view, words, m, first), flags)
    m = view.found[near]
    start = phrase_start(view, words, m, first)
    for _ in range(NOUNS_IN_CHAIN):
        if start <= first or tokens[start - 1].lower not in words.belonging:
            break
        wider = phrase(view, words, start - 1, first)
        if wider is None:
            break
        m, start = wider, wider.first
    if m is view.found[near]:
        return Reporter(m, "beside", start, flags)
    return _unless_circumstance(view, words, m, first, i, flags, earlier)


def _trimmed(view: Scene, words: Reporting, m: Mention) -> Mention:
    """A noun without what only joins it: "which officials" is "officials"."""
    tokens = view.reading.tokens
    first = m.first
    while first + 1 < m.last and tokens[first].lower in words.phrase_ends:
        first += 1
    if first == m.first:
        return m
    start = tokens[first].start
    return replace(m, first=first, start=start, name=view.text[start : m.end])


def _before_apposition(
    view: Scene, words: Reporting, k: int, j: int, first: int, flags: tuple[str, ...]
) -> Reporter | None:
    """ "Lind, the mayor of Oss, said", "the mayor of Oss, Ada Lind, said": the mention that the commas set off."""
    tokens = view.reading.tokens
    named = view.found[k]
    if named.last == j and named.sort in ("person", "name") and tokens[named.first - 1].text in OPENERS:
        return Reporter(named, "apposition", phrase_start(view, words, named, first), flags)
    while k >= 0 and view.found[k].first >= first:
        m = view.found[k]
        if m.last < j and tokens[m.last].text in OPENERS and view.subject[k]:
            return Reporter(m, "apposition", phrase_start(view, words, m, first), flags)
        k -= 1
    return None


def _far(view: Scene, words: Reporting, k: int, j: int, first: int, flags: tuple[str, ...]) -> Mention | None:
    """The last subject before the cue with other words between: "those of Oss who fish said"."""
    tokens = view.reading.tokens
    while k >= 0 and view.found[k].first >= first:
        if any(t.tag in ("line", "quote") or t.text in DASHES for t in tokens[view.found[k].last : j]):
            return None
        if view.subject[k]:
            between = tokens[view.found[k].last : j + 1]
            return view.found[k] if _same_clause(words, between, flags) else None
        k -= 1
    return None


def _same_clause(words: Reporting, between: Sequence[Token], flags: tuple[str, ...]) -> bool:
    """May a cue's subject stand before these words: "Lind went on to say", not "Lind came to say"?"""
    if "to" in flags:
        last = between[-1].lower
        verb = words.verbs.get(last)
        return last in words.leading or (verb is not None and (verb.infinitive or verb.family == "think"))
    return not any(
        t.text == ","
        or t.lower in words.conditions
        or (t.tag == "auxiliary" and t.lower not in words.idle | words.forms_of_have)
        for t in between
    )


def _whoever(
    view: Scene, words: Reporting, last: int, first: int, i: int, flags: tuple[str, ...], earlier: Reporter | None
) -> Reporter:
    made = phrase(view, words, last, first)
    if made is None:
        return Reporter(None, "unknown", last - 1, flags)
    return _unless_circumstance(view, words, made, first, i, flags, earlier)


def _unless_circumstance(
    view: Scene, words: Reporting, m: Mention, first: int, i: int, flags: tuple[str, ...], earlier: Reporter | None
) -> Reporter:
    """A phrase as the reporter, unless it says only where: "Lind sat down and in a short speech said"."""
    if m.first > first and view.reading.tokens[m.first - 1].lower in words.circumstances:
        return _shared(view, first, i, "joined", flags, earlier)
    return Reporter(m, "phrase", m.first, flags)


def phrase_start(view: Scene, words: Reporting, m: Mention, first: int) -> int:
    """Where the words that belong to a mention begin: titles, determiners and adjectives before it."""
    tokens = view.reading.tokens
    j = m.first
    if m.sort == "pronoun":
        return j
    while j > first and m.first - j < TITLES_BEFORE:
        before = tokens[j - 1]
        if not (before.tag in _NOUN_WORDS or before.tag == "weak" or before.lower in POSSESSIVES):
            break
        if (
            before.lower in words.joiners
            or before.lower in words.conditions
            or before.lower in view.lexicon.complementisers
        ):
            break
        j -= 1
    return j


def phrase(view: Scene, words: Reporting, last: int, first: int) -> Mention | None:
    """The noun phrase that ends before a token, whatever its noun: "some", "city documents", "the mayor's staff"."""
    tokens = view.reading.tokens
    j = last
    while j > first and last - j < LONGEST_PHRASE:
        t = tokens[j - 1]
        if not (t.tag in _NOUN_WORDS or t.lower in POSSESSIVES) or t.lower in words.phrase_ends:
            break
        j -= 1
        if t.tag == "determiner" and t.lower not in _ADJECTIVES:
            break
    if j == last or tokens[j].lower in POSSESSIVES:
        return None
    start, end = tokens[j].start, tokens[last - 1].end
    return Mention(j, last, start, end, view.text[start:end], "noun", tokens[last - 1].lower)


def after_cue(view: Scene, words: Reporting, i: int, first: int, last: int, verb: Verb) -> Mention | None:
    """Who stands after a cue that follows what was said: "..., said Tor Hale, the envoy"; else None."""
    tokens = view.reading.tokens
    if i == first or verb.family not in ("say", "tell") or tokens[i - 1].tag not in ("point", "quote"):
        return None
    k = bisect_left(view.starts, i + 1)
    if k == len(view.found) or view.found[k].first > i + INVERTED_REACH or view.found[k].first >= last:
        return None
    for t in tokens[i + 1 : view.found[k].first]:
        if t.tag not in _NOUN_WORDS or t.lower in view.lexicon.complementisers or t.lower in words.question_words:
            return None
    if view.found[k].last < last and tokens[view.found[k].last].lower in POSSESSIVES and k + 1 < len(view.found):
        k += 1  # "noted the Herald's Tor Hale"
    while k + 1 < len(view.found) and view.found[k + 1].first == view.found[k].last:
        k += 1  # "said Deputy Minister | Tor Hale"
    m = view.found[k]
    if m.last >= last:
        return m
    after = tokens[m.last]
    if m.sort == "noun" and after.text == "," and k + 1 < len(view.found):
        named = view.found[k + 1]  # "said the town's Deputy Mayor, Tor Hale"
        if named.first == m.last + 1 and named.sort in ("person", "name") and named.last <= last:
            return named
    if after.tag == "preposition":
        return m if m.sort in ("person", "name") or tokens[i - 1].tag == "quote" else None
    ends = after.tag in ("point", "line", "quote") or after.lower in words.days
    return m if ends or after.lower in words.after_names else None


def according(view: Scene, words: Reporting, i: int, end: int) -> Mention | None:
    """Whom "according to" at token i means; its words end before `end`."""
    k = bisect_left(view.starts, i + 2)
    found = view.found[k] if k < len(view.found) and view.found[k].first < end else None
    if found is not None and (view.subject[k] or found.first <= i + 4):
        return found
    tokens = view.reading.tokens
    tags = ("preposition", "auxiliary", "strong", "weak", "quote")
    stop = next((q for q in range(i + 3, end) if tokens[q].tag in tags), end)
    return phrase(view, words, stop, i + 2) or found
