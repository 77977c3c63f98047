"""Who speaks where the subject of the cue does not: "was called “a liar” by Lind", "quoted Hale as saying “...”"?

The labelled sets have too few of either for a weight, and the subject, which the weights prefer, is always wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from index.languages.lexicon import Lexicon
from index.speakers.clues import Candidate, Setting
from index.speakers.reading import Reading

ADVERBS_BETWEEN = 2  # "was once openly called"
WORDS_OF_PLACE = 5
WORDS_AFTER = 8  # from the cue to the quotation: "was described by Lind as “...”" has its speaker there


def outright(reading: Reading, lexicon: Lexicon, listed: Sequence[Candidate], where: Setting) -> Candidate | None:
    """The candidate after "by" of a passive cue, or before "as saying"; None where there is neither."""
    tokens, cue = reading.tokens, where.cue_before
    if cue < 0:
        return None
    if is_passive(reading, lexicon, where):
        for candidate in listed:
            m = candidate.mention
            if m is None or not cue < m.first:
                continue
            first = m.first
            while tokens[first - 1].tag in ("title", "name", "determiner"):
                first -= 1
            if tokens[first - 1].lower in lexicon.agents and first - 2 in (cue, where.place):
                return replace(candidate, cue=cue)
        return None
    if cue < where.place and (direct := _told_directly(reading, lexicon, listed, where)) is not None:
        return direct
    if (tokens[cue - 1].lower, tokens[cue].lower) not in lexicon.quoted_as or not cue < where.place:
        return None
    return next((c for c in listed if c.mention is not None and c.mention.last == cue - 1), None)


def _told_directly(reading: Reading, lexicon: Lexicon, listed: Sequence[Candidate], where: Setting) -> Candidate | None:
    """Who stands right before a cue that nothing parts from the words: "Lind said: “...”", "Lind told him “...”"."""
    tokens, cue = reading.tokens, where.cue_before
    between = tokens[cue + 1 : where.place]
    if not between or any(t.text != ":" and t.lower not in lexicon.object_pronouns for t in between):
        return None
    nearest: Candidate | None = None
    for candidate in listed:
        m = candidate.mention
        if m is not None and candidate.cue == cue and where.first <= m.first < m.last <= cue:
            nearest = candidate
    if nearest is None or nearest.mention is None:
        return None
    m, gap = nearest.mention, tokens[nearest.mention.last : cue]
    stands = m.sort == "noun" and m.first == where.first and len(gap) <= WORDS_OF_PLACE  # "a card left on the hook"
    if all(t.tag == "auxiliary" or (stands and t.tag in ("word", "preposition", "determiner")) for t in gap):
        return nearest
    return None


def is_unnamed(reading: Reading, lexicon: Lexicon, where: Setting) -> bool:
    """Is it said by somebody whom nothing names: "“...,” another said", "“...,” said one"?"""
    if where.ending != "," or where.opening != "^" or where.cue_after < 0:
        return False
    tokens, cue = reading.tokens, where.cue_after
    begin = where.place + 1
    if cue == begin:
        after = [t for t in tokens[cue + 1 : cue + 3] if t.tag not in ("point", "line")]
        return len(after) == 1 and cue + 2 < len(tokens) and after[0].lower in lexicon.unnamed
    words = [t for t in tokens[begin:cue] if t.text != ","]
    return bool(words) and words[-1].lower in lexicon.unnamed and all(t.tag == "determiner" for t in words[:-1])


def is_passive(reading: Reading, lexicon: Lexicon, where: Setting) -> bool:
    """Does the cue right before the quotation tell what was said to or of its subject: "was called “a liar”"?"""
    tokens, cue = reading.tokens, where.cue_before
    if cue < 1 or where.place - cue > WORDS_AFTER or tokens[cue].lower not in lexicon.passives:
        return False
    i = cue - 1
    while (
        i > where.first and cue - i <= ADVERBS_BETWEEN and (tokens[i].lower.endswith("ly") or tokens[i].lower == "once")
    ):
        i -= 1
    return tokens[i].lower in lexicon.forms_of_be
