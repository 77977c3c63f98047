"""Is an article with turns a transcript? Lists, results, recipes, plays and an outlet's own answers have them, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.transcripts.labels import ENDED, ENDING
from index.transcripts.turns import Turn

# Set by hand: the labelled sets hold five articles with turns, and none of them says where these end
LEAST_TURNS = 4
LEAST_SWITCHES = 3  # from one label to another
ANNOUNCED_TURNS = 2  # are enough where the article calls itself a transcript
LEAST_SHARE = 0.5  # of the words, within turns
LEAST_WORDS = 3  # of a turn on average: "Norland: 3" has one
LEAST_ENDED = 0.5  # of the turns end as sentences do; behind some stand headings
LEAST_SPOKEN = 0.5  # of the turns have an "I", "we" or "you" ...
LEAST_ASKED = 0.25  # ... or this many have a question
LEAST_FIRST_PERSON = 0.34  # of the answers, where no names tell an interview from an outlet's own questions

PLAY = re.compile(r"^\W*(?:(?:INT|EXT)\.|ACT [IVX\d]+\b|SCENE\b|FADE (?:IN|OUT)|CUT TO)", re.M)
_ANNOUNCED = re.compile(
    r"\b[Tt]ranscript\b|\b[Ff]ull text\b|\bQ ?& ?A\b|\b(?:edited|condensed) for\b|\bas (?:delivered|prepared)\b"
    r"|\b(?:[Rr]emarks|[Aa]ddress|[Ss]peech|[Ii]nterview|[Pp]ress conference) (?:by|of|with)\b"
)
INTERVIEW = re.compile(
    r"\b(?:[Ii]nterview(?:ed|s)?|[Cc]onversation|(?:spoke|talked|speaks|talks) (?:to|with)|sat down|edited for"
    r"|condensed|Q ?& ?A with|answered|asked (?:him|her|them))\b"
)
_MARKED = re.compile('["“„«][^"”“»\n]{0,2000}+["”“»]')
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s)\b")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")


def is_transcript(text: str, title: str | None, turns: Sequence[Turn]) -> bool:
    """Do several labels take turns, do people speak in them, and do they hold most of the text?

    A short exchange inside an article makes no transcript of it.
    """
    if not turns or PLAY.search(text):
        return False
    head = f"{title or ''}\n{text[: turns[0].label.start]}"
    said = [text[turn.start : turn.end].strip() for turn in turns]
    counts = Counter(turn.label.key for turn in turns)
    if _ANNOUNCED.search(head):
        enough = len(turns) >= ANNOUNCED_TURNS and len(counts) > 1
    else:
        again = sum(count > 1 for count in counts.values())
        switches = sum(a.label.key != b.label.key for a, b in pairwise(turns))
        generic = any(turn.label.generic for turn in turns)
        enough = len(turns) >= LEAST_TURNS and switches >= LEAST_SWITCHES and again >= (1 if generic else 2)
    return enough and _mostly_turns(text, said) and _reads_spoken(said) and _not_the_outlet(head, turns, said)


def _mostly_turns(text: str, said: Sequence[str]) -> bool:
    """Do most words stand in turns, and are those sentences? What may be prose behind the last one is not counted."""
    words = [len(one.split()) for one in said]
    if len(words) > 1:
        words[-1] = min(words[-1], 2 * max(words[:-1]))
    ended = sum(ENDED.search(one[-ENDING:]) is not None for one in said)
    enough = max(LEAST_SHARE * len(text.split()), LEAST_WORDS * len(words))
    return sum(words) >= enough and ended >= LEAST_ENDED * len(said)


def _reads_spoken(said: Sequence[str]) -> bool:
    """Do people speak here? Words in marks don't count: "HALE: “We sail.”" is a list of quotations."""
    bare = [_MARKED.sub(" ", one) for one in said]
    spoken = sum(_SPOKEN.search(one) is not None for one in bare)
    asked = sum("?" in one for one in bare)
    worded = sum(any(map(str.isalnum, one)) for one in bare)
    return worded * 2 > len(bare) and (spoken >= LEAST_SPOKEN * len(bare) or asked >= max(2, LEAST_ASKED * len(bare)))


def _not_the_outlet(head: str, turns: Sequence[Turn], said: Sequence[str]) -> bool:
    """Questions and answers without names may be the outlet's own: then nobody in the answers says "I"."""
    by: dict[str, list[str]] = {"q": [], "a": []}
    for turn, words in zip(turns, said, strict=True):
        if turn.label.key not in by:
            return True
        by[turn.label.key].append(words)
    if not by["q"] or not by["a"]:
        return False
    questions, answers = (sum(_FIRST.search(one) is not None for one in by[key]) / len(by[key]) for key in "qa")
    return answers >= LEAST_FIRST_PERSON and (answers > questions or INTERVIEW.search(head) is not None)
