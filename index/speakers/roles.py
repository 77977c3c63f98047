"""What does an article say that each named person is: "prime minister of Norland", "dockers' union president"?

The words are the text's own: the title before the name, or the apposition beside it, wherever in the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.languages.lexicon import Lexicon
from index.speakers.names import Mention, calls
from index.speakers.reading import Reading, Token

LONGEST = 12  # tokens; longer appositions are whole clauses
_STOPS = frozenset(",;:.()—–!?")


def role_of(text: str, borne: Sequence[Mention], reading: Reading, lexicon: Lexicon) -> str | None:
    """The fullest words for the bearer of these mentions: the longest, the earlier of two as long. None without any."""
    tokens = reading.tokens
    longest, best = 0, None
    for m in borne:
        for span in (_before(text, tokens, m, lexicon), _after(tokens, m, lexicon), _announced(tokens, m, lexicon)):
            if span is not None and span[1] - span[0] > longest:
                longest, best = span[1] - span[0], text[tokens[span[0]].start : tokens[span[1] - 1].end]
    return best


def _before(text: str, tokens: Sequence[Token], m: Mention, lexicon: Lexicon) -> tuple[int, int] | None:
    """The title before the name: "Norland Prime Minister", "former Harbour Ministry spokesman"."""
    first = m.first
    capitals = False
    while first and m.first - first < LONGEST:
        before = tokens[first - 1]
        if text[before.end : tokens[first].start] not in (" ", "\u00a0", ""):
            break
        if not (_describes(before, lexicon) or _links(tokens, first, m.first, lexicon)):
            break
        if capitals and before.text[0].islower() and before.lower in lexicon.roles:
            break  # "asked friend Prime Minister Lind"
        capitals = capitals or before.tag in ("name", "title")
        first -= 1
    while first < m.first and (
        tokens[first].lower.rstrip(".") in lexicon.courtesies or not tokens[first].text[0].isalnum()
    ):
        first += 1
    while first < m.first and (tokens[first].lower in lexicon.of or tokens[first].lower in lexicon.definite):
        first += 1
    called = (i for i in range(first, m.first) if calls(tokens[i].lower, lexicon))
    ends = any(i == m.first - 1 or tokens[i + 1].lower in lexicon.of for i in called)
    return (first, m.first) if ends and tokens[m.first - 1].lower.rstrip(".") not in lexicon.courtesies else None


def _describes(token: Token, lexicon: Lexicon) -> bool:
    if token.tag in ("name", "title") or token.text.isdigit():
        return True
    return token.lower in lexicon.role_adjectives or calls(token.lower, lexicon) or token.lower in lexicon.bodies


def _links(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon) -> bool:
    """May the word before `first` belong to a title already begun: "Secretary of State", "Norland's envoy"?"""
    word = tokens[first - 1].lower
    if word in ("'s", "’s"):
        return first > 1 and tokens[first - 2].tag == "name"
    if first == end or first < 2 or not (word in lexicon.of or word in lexicon.definite):
        return False
    before = tokens[first - 2]
    return before.tag in ("name", "title") if word in lexicon.of else before.lower in lexicon.of


def _after(tokens: Sequence[Token], m: Mention, lexicon: Lexicon) -> tuple[int, int] | None:
    """The apposition after the name: "Lind, 52, the prime minister of Norland,"."""
    first = m.last
    if first >= len(tokens) or tokens[first].text != ",":
        return None
    first += 1
    if first + 1 < len(tokens) and tokens[first].text.isdigit() and tokens[first + 1].text == ",":
        first += 2
    if first < len(tokens) and tokens[first].lower in lexicon.articles:
        first += 1
    last = first
    while (
        last < len(tokens)
        and last - first <= LONGEST
        and not _ends(tokens[last], lexicon, tokens[last - 1].lower in lexicon.of)
    ):
        last += 1
    if last - first > LONGEST:
        return None
    while last > first and (tokens[last - 1].tag == "preposition" or tokens[last - 1].lower in lexicon.clause_starts):
        last -= 1
    return (first, last) if _is_phrase(tokens[first:last], lexicon) else None


def _announced(tokens: Sequence[Token], m: Mention, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun that the name explains: "the prime minister of Norland, Ada Lind"."""
    last = m.first - 1
    if last < 1 or tokens[last].text != ",":
        return None
    first = last
    while first and last - first <= LONGEST and not _ends(tokens[first - 1], lexicon):
        first -= 1
        if tokens[first].lower in lexicon.definite and (not first or tokens[first - 1].tag != "preposition"):
            phrase = tokens[first + 1 : last]
            return (first + 1, last) if _is_phrase(phrase, lexicon) else None
    return None


def _ends(token: Token, lexicon: Lexicon, after_of: bool = False) -> bool:
    if token.tag in ("quote", "line", "auxiliary") or token.text in _STOPS:
        return True
    if token.tag == "strong":
        return not (after_of and token.lower in lexicon.nouns_like_cues)  # "head of claims"
    return token.lower in lexicon.relative_words or token.lower in lexicon.pronouns


def _is_phrase(phrase: Sequence[Token], lexicon: Lexicon) -> bool:
    """Does it have a word for somebody before any preposition, and no name of its own right after that?"""
    for i, token in enumerate(phrase):
        if token.tag == "preposition" or token.lower in lexicon.clause_starts:
            return False
        if (calls(token.lower, lexicon) or token.lower in lexicon.offices) and token.lower not in lexicon.courtesies:
            following = phrase[i + 1] if i + 1 < len(phrase) else None
            if following is None or following.tag == "preposition":
                return True
            if following.tag in ("name", "title") and not token.text[0].isupper():
                return False
    return False
