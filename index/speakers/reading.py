"""How does an article read around its quotations: which words, sentences and lines hold them?

A quotation is one token here, so that nothing inside it is taken for a cue or a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from index.languages.lexicon import Lexicon
from index.model import Stretch

Tag = Literal[
    "word", "name", "title", "strong", "weak", "auxiliary", "preposition", "determiner", "point", "quote", "line"
]

# dots belong to titles, initials and abbreviations; "'s" is a token of its own
# the first line is what most words are, found without trying the others
_TOKEN = re.compile(
    r"""[a-z]+(?![\w'’&-]|\.\w)
    |(?:(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr|Const|Insp|Supt|Det|Maj|Hon|Adm|Cpl)\.)
    |(?:[^\W\d_]\.){2,}|[A-Z]\.(?=[ \u00a0][A-Z])
    |['’]s\b
    |\d+(?:,\d{3})+
    |[^\W_]+(?:[-'’.&](?!s\b)[^\W_]+)*
    |\n|[^\w\s]""",
    re.X,
)
_CONTRACTION = re.compile(r"['’](?:m|d|ll|re|ve|t)$")  # "He’d", "They’re" are no names
LONGEST_SENTENCE = 150  # tokens; longer ones are tables and rubbish, and would make the work around them quadratic
MOST_SEEN = 1 << 16  # words whose tags are kept
_SENTENCE_ENDS = frozenset(".!?")
_INNER_ENDS = frozenset((".", "!", "?", "…"))
_BREAKS = frozenset(("line", "point", "quote"))


class Token(NamedTuple):
    """A word, a mark of punctuation, a line's end or a whole quotation; `quote` is the quotation's index or -1.

    A named tuple because a long article has tens of thousands, and it is made three times as fast as a dataclass.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: Tag
    quote: int = -1


class Reading(Struct, frozen=True):
    """An article's tokens; `sentence_of` and `line_of` count them out, `place_of[i]` is the token of quotation i.

    `bounds[s]` is the half-open range of tokens of sentence s, `worded[s]` whether it has words outside quotations,
    `strong` and `weak` are the tokens of the cues ("according" among the strong).
    """

    tokens: tuple[Token, ...]
    sentence_of: tuple[int, ...]
    line_of: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    worded: tuple[bool, ...]
    place_of: tuple[int, ...]
    strong: tuple[int, ...]
    weak: tuple[int, ...]
    lexicon: Lexicon


def read(text: str, stretches: Sequence[Stretch], lexicon: Lexicon) -> Reading:
    """Tokens, sentences and lines of an article. Linear in its length."""
    tokens = _tokens(text, stretches, lexicon)
    sentence_of: list[int] = []
    line_of: list[int] = []
    bounds: list[tuple[int, int]] = []
    worded: list[bool] = []
    strong: list[int] = []
    weak: list[int] = []
    sentence = line = first = 0
    words = False
    attributions = lexicon.attributions
    for i, token in enumerate(tokens):
        tag = token[4]
        if tag not in _BREAKS:
            words = True
            if tag == "strong" or token[3] in attributions:
                strong.append(i)
            elif tag == "weak":
                weak.append(i)
            if i - first < LONGEST_SENTENCE:
                continue
        if tag == "line" or i - first >= LONGEST_SENTENCE or _ends_sentence(text, tokens, i, lexicon):
            bounds.append((first, i + 1))
            worded.append(words)
            words = False
            sentence_of += [sentence] * (i + 1 - first)
            line_of += [line] * (i + 1 - first)
            first = i + 1
            sentence += 1
            line += tag == "line"
    bounds.append((first, len(tokens)))
    worded.append(words)
    sentence_of += [sentence] * (len(tokens) - first)
    line_of += [line] * (len(tokens) - first)
    places = tuple([i for i, token in enumerate(tokens) if token[4] == "quote"])
    return Reading(
        tuple(tokens),
        tuple(sentence_of),
        tuple(line_of),
        tuple(bounds),
        tuple(worded),
        places,
        tuple(strong),
        tuple(weak),
        lexicon,
    )


def _tokens(text: str, stretches: Sequence[Stretch], lexicon: Lexicon) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    for i, stretch in enumerate(stretches):
        _words(tokens, text, position, stretch.outer_start, lexicon)
        tokens.append(Token(stretch.outer_start, stretch.outer_end, "", "", "quote", i))
        position = stretch.outer_end
    _words(tokens, text, position, len(text), lexicon)
    return tokens


def _words(tokens: list[Token], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    skip = 0
    interruption = lexicon.interruption
    known = lexicon.seen
    if len(known) > MOST_SEEN:
        known.clear()
    make = tuple.__new__  # the class's own way takes twice as long, and this is the hottest line of all
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        at, stop = match.span()
        if at < skip:
            continue
        tagged = known.get(word)
        if tagged is None:
            tagged = known[word] = _tag(word, lexicon)
        lower, tag = tagged
        if tag == "line":
            if (interrupted := interruption.match(text, stop)) is not None:
                skip = interrupted.end()
        elif tag == "weak" and tokens and tokens[-1].lower in lexicon.noun_markers:
            tag = "word"  # "the talks", "his calls"
        tokens.append(make(Token, (at, stop, word, lower, tag, -1)))


def _tag(word: str, lexicon: Lexicon) -> tuple[str, str]:
    lower = word.lower()
    if word == "\n":
        return lower, "line"
    if not word[0].isalnum() and len(word) == 1:
        return lower, "point"
    if word[0].isupper() and _CONTRACTION.sub("", lower) not in lexicon.never_names:
        return lower, "title" if lower.rstrip(".") in lexicon.titles else "name"
    by_tag = (
        ("strong", lexicon.strong_cues),
        ("weak", lexicon.weak_cues),
        ("auxiliary", lexicon.auxiliaries),
        ("preposition", lexicon.prepositions),
        ("determiner", lexicon.determiners),
    )
    return lower, next((tag for tag, words in by_tag if lower in words), "word")


def _ends_sentence(text: str, tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.tag == "line":
        return False
    if token.tag == "point":
        return token.text in _SENTENCE_ENDS and (following.tag == "quote" or following.text[0].isupper())
    if following.tag == "point":
        return False
    inner = text[max(token.start, token.end - 8) : token.end].rstrip("\"”’'» \u00a0")
    if inner[-1:] not in _INNER_ENDS:
        return following.tag == "quote" and inner[-1:] != ","
    return (following.tag == "quote" or following.text[0].isupper()) and not _attribution_follows(
        tokens, i + 1, lexicon
    )


def _attribution_follows(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Do the next few words read like "Lind said"? Up to six words of a name and its titles before the verb."""
    for token in tokens[i : i + 7]:
        if token.tag == "strong":
            return True
        if token.tag not in ("name", "title", "auxiliary") and token.lower not in lexicon.before_cues:
            return False
    return False
