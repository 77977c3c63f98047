"""Whom does an article name, and where?

Mentions are runs of capitalised words with their titles taken off, common nouns for people and institutions ("a
spokesman", "the ministry"), and pronouns. Nothing inside a quotation is a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from index.languages.lexicon import Lexicon
from index.speakers.reading import Reading, Token

Sort = Literal["person", "name", "body", "noun", "pronoun"]

_NEVER_HEADS = frozenset(("point", "line", "quote", "preposition", "determiner"))
_DATELINE = 60  # characters
_DATELINE_ENDS = re.compile(r"(?:,[^.,;“”\"\n]{2,30})?(?:\s*\([^)\n]{2,20}\))?\s*(?:[—–]|--?\s)")
_NOUN_REACH = 5  # words before a head noun: "the town's newly elected deputy mayor"


class Mention(Struct, frozen=True):
    """Words that may be a speaker: tokens `first`:`last`, characters `start`:`end`, `name` without titles."""

    first: int
    last: int
    start: int
    end: int
    name: str
    sort: Sort
    title: str = ""


def mentions(text: str, reading: Reading, lexicon: Lexicon) -> tuple[Mention, ...]:
    """All mentions outside quotations, in the order of the text; never overlapping."""
    found: list[Mention] = []
    tokens = reading.tokens
    firsts = {first for first, _ in reading.bounds}
    inside, small = _capitals_inside(reading, firsts), _small_words(reading)
    heads, pronouns, count = lexicon.heads, lexicon.pronouns, len(tokens)
    following = 0
    for i, token in enumerate(tokens):
        if i < following:
            continue
        made: Mention | None = None
        tag, lower = token[4], token[3]
        if tag == "name" or tag == "title":
            following = end = _run_end(text, tokens, i, lexicon)
            begin = i + (i in firsts and end > i + 2 and _is_role(lower, small, lexicon))
            named = end > i + 1 or lower in inside or _speaks(tokens, i)
            named = named or (lower not in small and _is_explained(tokens, end, lexicon))
            if named and (past := _dateline(text, tokens, i, end)):
                following = past
            elif named and not _describes(tokens, i, end, lexicon) and not _is_party(token.text, lexicon):
                made = _named(text, tokens, begin, end, lexicon)
                if made is not None and made.sort == "name" and _is_somebody(tokens, end, lexicon):
                    made = replace(made, sort="person")
        elif lower in pronouns:
            made = Mention(i, i + 1, token.start, token.end, token.text, "pronoun")
        elif lower in heads or (tag == "word" and i + 1 < count and tokens[i + 1][4] == "strong"):
            if tag not in _NEVER_HEADS and _is_head(tokens, i, lexicon):
                made = _noun(text, tokens, _placed_before(tokens, i, lexicon), found[-1] if found else None, lexicon)
        elif tag == "strong" and (head := _inverted(tokens, i, lexicon)):
            made = _noun(text, tokens, head, found[-1] if found else None, lexicon)
        if made is not None:
            while found and made.first < found[-1].last:
                found.pop()  # "the Oss mayor": the noun takes the name in
            found.append(made)
    return tuple(found)


def _capitals_inside(reading: Reading, firsts: set[int]) -> set[str]:
    """Words that have a capital where no sentence begins: a sentence's first word is a name only if it is here."""
    return {t.lower for i, t in enumerate(reading.tokens) if t.tag in ("name", "title") and i not in firsts}


def _small_words(reading: Reading) -> set[str]:
    return {t.lower for t in reading.tokens if t.tag == "word" and t.text == t.lower}


def _is_role(word: str, small: set[str], lexicon: Lexicon) -> bool:
    """Is a sentence's first word what the next ones are, "Deckhand Lasse Brink", and not their given name?"""
    if word in lexicon.given_names:
        return False
    return word in small or word in lexicon.people or word.endswith(lexicon.role_endings)


def _is_explained(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Does the text say who that is: "Yrsa, a docker from Oss,", "Yrsa, 34,", "Yrsa, who"?"""
    if end + 2 >= len(tokens) or tokens[end].text != ",":
        return False
    if tokens[end + 1].lower in lexicon.relatives or (
        tokens[end + 1].text.isdigit() and len(tokens[end + 1].text) == 2
    ):
        return True
    return tokens[end + 1].lower in lexicon.articles and any(
        t.lower in lexicon.people for t in tokens[end + 2 : end + 6]
    )


def _is_somebody(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Does "who" follow the name: "Bertil, who minds the door"?"""
    return end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].lower in lexicon.relatives


def _dateline(text: str, tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of a dateline that begins with these words, "OSS, Norland (NNA) —": a token, 0 where it is none."""
    if (first and tokens[first - 1].tag != "line") or not tokens[first].text.isupper() or last >= len(tokens):
        return 0
    start = tokens[first].start
    match = _DATELINE_ENDS.match(text, tokens[last - 1].end, start + _DATELINE)
    if match is None:
        return 0
    while last < len(tokens) and tokens[last].start < match.end():
        last += 1
    return last


def _describes(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Is it an adjective, as in "a Norlandic passport"?"""
    if last != first + 1 or not first or last >= len(tokens) or tokens[last].tag != "word":
        return False
    return tokens[first - 1].lower in ("a", "an") and tokens[last].lower not in lexicon.heads


def _is_party(word: str, lexicon: Lexicon) -> bool:
    """Is it a politician's party and place, "R-Texas"?"""
    letter, dash, place = word.partition("-")
    return bool(dash) and letter.lower() in lexicon.parties and place[:1].isupper()


def _speaks(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and (tokens[i + 1].tag == "strong" or tokens[i].text.isupper())


def _run_end(text: str, tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """The end of a run of capitalised words on one line, particles inside ("van der Berg") and "Jr." taken along."""
    j = i + 1
    while j < len(tokens):
        gap = text[tokens[j - 1].end : tokens[j].start]
        if gap not in (" ", "\u00a0"):
            break
        if tokens[j].tag in ("name", "title"):
            j += 1
        elif tokens[j].lower in lexicon.particles and j + 1 < len(tokens) and tokens[j + 1].tag == "name":
            j += 2
        elif (
            tokens[j].lower in lexicon.of and tokens[j - 1].lower in lexicon.bodies_of and _goes_on(tokens, j, lexicon)
        ):
            j += 2 + (tokens[j + 1].lower in lexicon.definite)
        elif (
            tokens[j].lower in lexicon.particles
            and j + 2 < len(tokens)
            and tokens[j + 1].lower in lexicon.particles
            and tokens[j + 2].tag == "name"
        ):
            j += 3
        else:
            break
    return j


def _goes_on(tokens: Sequence[Token], j: int, lexicon: Lexicon) -> bool:
    """Does a name follow "of" or "of the": "University of the Oss Valley"?"""
    after = j + 1 + (j + 1 < len(tokens) and tokens[j + 1].lower in lexicon.definite)
    return after < len(tokens) and tokens[after].tag == "name"


def _named(text: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Mention | None:
    words = [t.lower.rstrip(".") for t in tokens[first:last]]
    begin = 0
    for k, word in enumerate(words):
        known_before = k > 0 and words[k - 1] in lexicon.given_names
        if word in lexicon.titles and not (k == len(words) - 1 and (known_before and len(words) == 2)):
            begin = k + 1
    title = words[begin - 1] if begin else ""
    if not title and first and tokens[first - 1].lower in lexicon.titles:
        title = tokens[first - 1].lower
    if begin == len(words):
        start = first
        while start > 0 and tokens[start - 1].tag == "determiner":
            start -= 1
        name = text[tokens[start].start : tokens[last - 1].end]
        return Mention(start, last, tokens[start].start, tokens[last - 1].end, name, "noun", words[-1])
    core = words[begin:]
    given = next((k for k in range(len(core) - 1) if _known(core[k], lexicon)), 0)
    if given and not any(w in lexicon.organisation_words for w in core[given:]):
        begin += given  # "State Ada Lind", of "Secretary of State Ada Lind"
        core = words[begin:]
    if any(w in lexicon.organisation_words for w in core):
        if len(core) == 1 and title == "":
            return Mention(first, last, tokens[first].start, tokens[last - 1].end, tokens[last - 1].text, "body")
        if not _known(core[0], lexicon):
            name = text[tokens[first].start : tokens[last - 1].end]
            return Mention(first, last, tokens[first].start, tokens[last - 1].end, name, "body")
    name = text[tokens[first + begin].start : tokens[last - 1].end]
    acronym = len(core) == 1 and name.isupper() and len(name) > 1
    sort: Sort = "body" if acronym else "person" if title or (len(core) > 1 and _known(core[0], lexicon)) else "name"
    return Mention(first + begin, last, tokens[first + begin].start, tokens[last - 1].end, name, sort, title)


def _known(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.given_names


def _is_head(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Is this the last word of a noun phrase for somebody who can speak?"""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    token = tokens[i]
    if following is not None and following.tag in ("name", "title") and token.lower in lexicon.roles:
        return False  # "spokesman Tor Hale": the title of a name
    if token.lower in lexicon.heads:
        return following is None or following.lower not in lexicon.heads
    if token.tag != "word" or len(token.text) < 3:
        return False
    beside = following is not None and following.tag == "strong"
    return beside and any(t.tag == "determiner" for t in tokens[max(0, i - 3) : i])


def _placed_before(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> int:
    """The noun that speaks where an unknown one only says where it is: the card of "a card left on the hook said"."""
    first = head
    while first and head - first < _NOUN_REACH and tokens[first].tag == "word":
        first -= 1
    if tokens[head].lower in lexicon.heads or first < 3 or tokens[first].tag != "determiner":
        return head
    where = tokens[first - 1]
    if where.tag != "preposition" and where.lower != "on":
        return head
    other = first - 2
    if tokens[other].lower in lexicon.participles or tokens[other].lower.endswith("ed"):
        other -= 1
    determined = any(t.tag == "determiner" for t in tokens[max(0, other - 3) : other])
    return other if tokens[other].tag == "word" and determined else head


def _inverted(tokens: Sequence[Token], cue: int, lexicon: Lexicon) -> int:
    """The head of an unknown noun that speaks after a quotation: “...,” said a card left on the door. Else 0."""
    behind = tokens[cue - 1] if cue else None
    if behind is None or (
        behind.tag != "quote" and not (behind.text == "," and cue > 1 and tokens[cue - 2].tag == "quote")
    ):
        return 0
    if cue + 2 >= len(tokens) or tokens[cue + 1].lower not in lexicon.articles:
        return 0
    head = 0
    for i in range(cue + 2, min(cue + 2 + _NOUN_REACH, len(tokens))):
        word = tokens[i].lower
        if word in lexicon.heads or tokens[i].tag in ("name", "title"):
            return 0
        if tokens[i].tag != "word" or (head and (word.endswith("ed") or word in lexicon.participles)):
            break
        head = i
    return head


def _noun(text: str, tokens: Sequence[Token], head: int, before_it: Mention | None, lexicon: Lexicon) -> Mention:
    first = head
    while first > 0 and head - first < _NOUN_REACH:
        before = tokens[first - 1]
        if before.lower in lexicon.pronouns:
            break
        if before_it is not None and first == before_it.last and before_it.sort == "body":
            first = before_it.first  # "a Supreme Court of Norland judge"
            continue
        if before.text == "," and _adjectives(tokens, first - 1, first == head, lexicon):
            first -= 1  # "the lanky, bearded professor"
            continue
        if before.tag in ("word", "determiner", "name", "title") or before.lower in ("'s", "’s"):
            first -= 1
            if before.tag == "determiner":
                break
        elif first < head + 1 and _owns(tokens, first - 1):
            first -= 2  # "the dockers' union"
        else:
            break
    if first > 1 and tokens[first - 1].lower in lexicon.of and tokens[first - 2].lower in lexicon.parts:
        first -= 2  # "one of the players"
    start, end = tokens[first].start, tokens[head].end
    return Mention(first, head + 1, start, end, text[start:end], "noun", tokens[head].lower)


def _owns(tokens: Sequence[Token], i: int) -> bool:
    """Is it the apostrophe of "dockers'"?"""
    if i < 1 or tokens[i].text not in ("'", "’"):
        return False
    owner = tokens[i - 1]
    return owner.tag in ("word", "name") and owner.lower.endswith("s") and owner.end == tokens[i].start


def _adjectives(tokens: Sequence[Token], comma: int, at_head: bool, lexicon: Lexicon) -> bool:
    """Does a comma stand between two adjectives after an article?"""
    if tokens[comma + 1].lower in lexicon.clause_starts:
        return False  # "the bridge, which officials"
    return not at_head and comma > 1 and tokens[comma - 1].tag == "word" and tokens[comma - 2].lower in lexicon.articles


def speakable(found: Sequence[Mention], reading: Reading, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Without names that only describe the next one: the Kremlin of "Kremlin spokesman Tor Hale" does not speak."""
    kept = []
    for i, m in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if following is not None and m.sort in ("person", "name", "body") and 0 < following.first - m.last <= 4:
            between = reading.tokens[m.last : following.first]
            role = calls(between[-1].lower, lexicon) and following.sort in ("person", "name")
            if role and all(
                t.tag in ("word", "title", "name") and t.lower not in lexicon.clause_starts for t in between
            ):
                continue
        kept.append(m)
    return tuple(kept)


def calls(word: str, lexicon: Lexicon) -> bool:
    """Does the word say what somebody is: "envoy", "cartoonist"?"""
    return word.rstrip(".") in lexicon.roles or word.endswith(lexicon.role_endings)


def subjects(found: Sequence[Mention], reading: Reading, lexicon: Lexicon) -> Iterator[int]:
    """How much each mention reads like a subject: 2 at a clause's start, 0 after a preposition or owning something."""
    tokens = reading.tokens
    for m in found:
        first = m.first
        while first and tokens[first - 1].tag in ("title", "name"):
            first -= 1
        before = tokens[first - 1] if first else None
        after = tokens[m.last].lower if m.last < len(tokens) else ""
        if after in ("'s", "’s", "'", "’"):
            yield 0
        elif before is not None and before.tag == "preposition":
            opens = first < 2 or tokens[first - 2].tag in ("line", "point", "quote")
            yield 1 if opens and after == "," else 0  # "For Lind, it was ..."
        elif before is None or before.tag in ("line", "point", "quote") or before.lower in lexicon.clause_starts:
            yield 0 if before is not None and before.text == "(" else 2
        else:
            yield 1
