"""Who speaks where the subject of the cue does not: "was called “a liar” by Lind", "quoted Hale as saying “...”"?

The labelled sets have too few of either for a weight, and the subject, which the weights prefer, is always wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.languages.lexicon import Lexicon
from index.speakers.clues import Candidate, Setting
from index.speakers.reading import Reading

ADVERBS_BETWEEN = 2  # "was once openly called"
WORDS_AFTER = 4  # from the cue to the quotation: "was described by Lind as “...”" has its speaker there


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
            if tokens[first - 1].lower == "by" and first - 2 in (cue, where.place):
                return replace(candidate, cue=cue)
        return None
    if tokens[cue].lower != "saying" or tokens[cue - 1].lower != "as" or not cue < where.place:
        return None
    return next((c for c in listed if c.mention is not None and c.mention.last == cue - 1), None)


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
