"""What does a verdict say to the person who asked? One or two sentences, which name where to read on."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Alteration, Variant

NOT_FALSE = "That they are not here does not say that nobody said them."
FEW_WORDS = 3  # fewer are anybody's: "no comment" is printed of many


def printed(found: Sequence[Variant]) -> str:
    """Of printings that have all the words in one run."""
    best = found[0]
    outlets = _outlets(found)
    many = "" if len(outlets) == 1 else f"{len(outlets)} outlets print these words: {_list(outlets)}. "
    longer = any(op == "insert" for op, _, _ in best.diff)
    how = "within a longer quotation" if longer else "in these words"
    few = sum(len(words.split()) for op, words, _ in best.diff if op == "equal") < FEW_WORDS
    caution = " So few words may be anybody's: read them in their place." if few else ""
    return f"{many}{_first(found)} prints them {how}; said by {_speaker(best)}.{caution}"


def joined(found: Sequence[Variant]) -> str:
    """Of a printing whose words stand apart."""
    best = found[0]
    return f"The words stand apart in what {_outlet(best)} prints of {_speaker(best)}; nobody prints them in one piece."


def spliced(pieces: Sequence[str], found: Sequence[Variant]) -> str:
    """Of pieces, each with the printing that has it."""
    told = zip(pieces, found, strict=True)
    named = "; ".join(f"“{words}” in {_outlet(piece)}, said by {_speaker(piece)}" for words, piece in told)
    return f"The pieces were printed apart, and nobody here prints them as one: {named}."


def changed(found: Sequence[Variant]) -> str:
    """Of the nearest printing."""
    best = found[0]
    what = [alteration(one) for one in best.alterations]
    if what:
        return f"{_outlet(best)} prints it of {_speaker(best)} with another meaning: {'; '.join(what)}."
    if all(op in ("equal", "delete") for op, _, _ in best.diff):
        return f"Only a part of it is printed, by {_outlet(best)}, said by {_speaker(best)}."
    return f"{_outlet(best)} prints it of {_speaker(best)} in other words: compare them."


def alteration(one: Alteration) -> str:
    """A change of meaning: "negation “agree” → “disagree”"; what one side lacks is named as left out or put in."""
    if not one.a:
        return f"{one.what} “{one.b}” put in"
    if not one.b:
        return f"{one.what} “{one.a}” left out"
    return f"{one.what} “{one.a}” → “{one.b}”"


def paraphrased(found: Sequence[Variant]) -> str:
    """Of indirect speech."""
    best = found[0]
    return f"Nobody here prints it as a quotation; {_outlet(best)} reports it of {_speaker(best)} in its own words."


def another(best: Variant, speaker: str, otherwise: str) -> str:
    """Of words that somebody else said; `otherwise` is what is to be said of those."""
    return f"Here it is {_speaker(best)} who says this, not {speaker}. {otherwise}"


def nothing(near: bool, few: bool) -> str:
    """Of no printing."""
    if few:
        return "So few words are not looked for inside longer quotations; search finds them."
    some = " What is nearest shares a few words." if near else ""
    return f"No quotation in this library has these words.{some} {NOT_FALSE}"


def in_own_words(outlets: Sequence[str]) -> str:
    """Of words that stand in an article outside every quotation."""
    return f"No quotation has these words; they stand in the outlet's own words in {_list(outlets)}. {NOT_FALSE}"


def _outlets(found: Sequence[Variant]) -> list[str]:
    return list(dict.fromkeys(_outlet(variant) for variant in found))


def _first(found: Sequence[Variant]) -> str:
    dated = [variant for variant in found if variant.article.published]
    if not dated:
        return _outlet(found[0])
    first = min(dated, key=lambda variant: variant.article.published or "")
    return f"{_outlet(first)} ({(first.article.published or '')[:10]})"


def _outlet(variant: Variant) -> str:
    return variant.article.outlet or variant.article.title or variant.article.id


def _speaker(variant: Variant) -> str:
    quote = variant.quote
    name = quote.speaker or "somebody who is not named"
    return f"perhaps {name}" if quote.perhaps else name


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
