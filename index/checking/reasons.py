"""What does a verdict say to the person who asked? A few short sentences, which name where to read on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index import days, firsts, terms
from index.languages.meaning import ENGLISH
from index.matching.samename import same_name
from index.model import Alteration, Variant

NOT_FALSE = "That they are not here does not say that nobody said them."
FEW_WORDS = 3  # fewer are anybody's: "no comment" is printed of many
MOST_NAMED = 5  # outlets in one sentence; the evidence has them all
MOST_SWAPS = 2  # other words that are named; who reads more of them had better compare
SWAP_WORDS = 4  # words of each of these
_TURNING = ENGLISH.negators | ENGLISH.denials | ENGLISH.refusals
_CLAUSE_END = re.compile(r"[.!?…,;:—–\n]")


def printed(found: Sequence[Variant], altered: Sequence[Variant] = ()) -> str:
    """Of printings that have all the words in one run; `altered` are those near them that mean something else."""
    told = [_where(found), _who(found)]
    before = next(filter(None, map(_turned_before, found)), None)
    if before:
        told.append(f"Mind what stands right before them: “{before}”.")
    if altered:
        told.append(_meant_otherwise(altered))
    if sum(len(words.split()) for op, words, _ in found[0].diff if op == "equal") < FEW_WORDS:
        told.append("So few words may be anybody's: read them in their place.")
    return " ".join(told)


def joined(found: Sequence[Variant]) -> str:
    """Of a printing whose words stand apart."""
    return f"The words stand apart where {_quotes(found[0])}; nobody here prints them in one piece."


def spliced(pieces: Sequence[str], found: Sequence[Variant]) -> str:
    """Of pieces, each with the printing that has it."""
    told = (
        f"“{words.strip()}” is from {_outlet(piece)}, {_said_by(piece)}"
        for words, piece in zip(pieces, found, strict=True)
    )
    return f"Nobody here prints this as one. Its pieces were printed apart: {'; '.join(told)}."


def changed(found: Sequence[Variant]) -> str:
    """Of the nearest printing."""
    best = found[0]
    what = [alteration(one) for one in best.alterations]
    if what:
        return f"Nobody here prints exactly this. {_quotes(best)} with another meaning: {'; '.join(what)}."
    if all(op in ("equal", "delete") for op, _, _ in best.diff):
        return f"Only a part of this is printed: {_quotes(best)} with the words that are not struck out."
    swaps = _swaps(best)
    how = f"with {' and '.join(swaps)}" if swaps else "in other words: compare them"
    return f"Nobody here prints exactly this. {_quotes(best)} {how}."


def alteration(one: Alteration) -> str:
    """A change of meaning: "“agree” → “disagree” (negation)"; what one side lacks is named as left out or put in."""
    if not one.a:
        return f"“{one.b}” put in ({one.what})"
    if not one.b:
        return f"“{one.a}” left out ({one.what})"
    return f"“{one.a}” → “{one.b}” ({one.what})"


def paraphrased(found: Sequence[Variant]) -> str:
    """Of indirect speech."""
    best = found[0]
    return f"Nobody here prints it as a quotation. {_outlet(best)} tells it in its own words, {_said_by(best)}."


def another(speaker: str, otherwise: str) -> str:
    """Of words that somebody else said; `otherwise` is what is to be said of those."""
    return f"No printing here gives these words to “{speaker}”. {otherwise}"


def not_told(speaker: str) -> str:
    """Of words whose speaker no printing tells surely."""
    return f"Whether it was {speaker} who said them is not told."


def named_otherwise(others: Variant) -> str:
    """Of words that one outlet gives to the speaker asked for, and another to somebody else."""
    return f"But {_outlet(others)} gives them to {_name(others)}."


def nothing(nearest: Variant | None, few: bool) -> str:
    """Of no printing."""
    if few:
        return "So few words are not looked for inside longer quotations; search finds them."
    near = ""
    if nearest is not None:
        shared = max((words for op, words, _ in nearest.diff if op == "equal"), key=len, default="")
        near = f" Nearest comes {_outlet(nearest)}, {_said_by(nearest)}, which shares “{shared.strip()}”."
    return f"No quotation in this library has these words.{near} {NOT_FALSE}"


def in_own_words(outlets: Sequence[str]) -> str:
    """Of words that stand in an article outside every quotation."""
    return f"No quotation has these words, but they stand in a reporter's own words in {_list(outlets)}. {NOT_FALSE}"


def _where(found: Sequence[Variant]) -> str:
    """Which outlets print the words, and since when; a transcript prints nothing, it says what was said."""
    said = _outlets(one for one in found if one.article.spoken)
    papers = [one for one in found if not one.article.spoken]
    if not papers:
        return f"A transcript has these words ({_list(said)}); no outlet here prints them."
    return f"{_printed_by(papers)} A transcript has them, too: {_list(said)}." if said else _printed_by(papers)


def _printed_by(found: Sequence[Variant]) -> str:
    """The outlets, and since when."""
    outlets = _outlets(found)
    longer = all(any(op == "insert" for op, _, _ in variant.diff) for variant in found)
    how = " within a longer quotation" if longer else ""
    earliest = firsts.first([variant.article.published for variant in found])
    since = found[earliest].article.published if earliest is not None else None
    if len(outlets) == 1:
        return f"{outlets[0]}{f' ({_day(since)})' if since else ''} prints these words{how}."
    when = ""
    if since and earliest is not None:
        day = _outlets(one for one in found if (one.article.published or "")[:10] == since[:10])
        if len(day) == len(outlets):
            when = f", all of {_day(since)}"
        else:
            when = f"; the earliest {'is' if len(day) == 1 else 'are'} {_list(day)}, of {_day(since)}"
    return f"{len(outlets)} outlets print these words{how}: {_list(outlets)}{when}."


def _day(published: str) -> str:
    return days.written(published, "year") or published


def _who(found: Sequence[Variant]) -> str:
    """Whom the printings name, each speaker with the outlets where they don't agree."""
    named: list[tuple[Variant, list[Variant]]] = []
    for one in sorted(found, key=lambda v: v.quote.perhaps):
        if one.quote.speaker is None or (one.quote.perhaps and named):
            continue
        group = next((them for first, them in named if same_name(_name(first), _name(one)) is not False), None)
        if group is None:
            named.append((one, [one]))
        else:
            group.append(one)
    if not named:
        return "The speaker is not named."
    if len(named) == 1:
        return f"The speaker is {'perhaps ' if named[0][0].quote.perhaps else ''}{_name(named[0][0])}."
    told = (f"{_name(first)} in {_list(_outlets(them))}" for first, them in named)
    return f"They name different speakers: {'; '.join(told)}."


def _meant_otherwise(altered: Sequence[Variant]) -> str:
    """Which outlets print it with another meaning, by what they changed."""
    by_change: dict[str, list[Variant]] = {}
    for one in altered:
        by_change.setdefault("; ".join(alteration(change) for change in one.alterations), []).append(one)
    told = []
    for what, them in by_change.items():
        outlets = _outlets(them)
        told.append(f"{_list(outlets)} {'gives' if len(outlets) == 1 else 'give'} it another meaning: {what}.")
    return f"But {' '.join(told)}"


def _turned_before(variant: Variant) -> str | None:
    """The words of the same clause right before those asked for, if they may turn them: "I don't think that"."""
    before = ""
    for op, _, words in variant.diff:
        if op == "equal":
            break
        before = words
    clause = _CLAUSE_END.split(before)[-1].strip()
    return clause if any(word in _TURNING or word.endswith("n't") for word in terms.folds(clause)) else None


def _swaps(variant: Variant) -> list[str]:
    """The words that stand for others, where these are few: "“spring” for “autumn”"."""
    inner = [op for op in variant.diff if op[0] != "equal"]
    inner = inner[1:] if inner and variant.diff[0] == inner[0] and inner[0][0] == "insert" else inner
    inner = inner[:-1] if inner and variant.diff[-1] == inner[-1] and inner[-1][0] == "insert" else inner
    short = all(op == "replace" and max(len(a.split()), len(b.split())) <= SWAP_WORDS for op, a, b in inner)
    return [f"“{b.strip()}” for “{a.strip()}”" for _, a, b in inner] if short and len(inner) <= MOST_SWAPS else []


def _quotes(variant: Variant) -> str:
    name = _name(variant)
    if name is None:
        return f"{_outlet(variant)} quotes somebody whom it does not name"
    return f"{_outlet(variant)} quotes {f'somebody, perhaps {name},' if variant.quote.perhaps else name}"


def _said_by(variant: Variant) -> str:
    name = _name(variant)
    if name is None:
        return "with no speaker named"
    return f"said by {'perhaps ' if variant.quote.perhaps else ''}{name}"


def _name(variant: Variant) -> str | None:
    return variant.quote.known_as or variant.quote.speaker


def _outlets(found: Iterable[Variant]) -> list[str]:
    return list(dict.fromkeys(_outlet(variant) for variant in found))


def _outlet(variant: Variant) -> str:
    return variant.article.outlet or variant.article.title or variant.article.id


def _list(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED + 1:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
