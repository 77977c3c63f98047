"""How is it told who said a quotation, and how sure that is? In the same words on the screen and in print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from index.model import Alteration, Kind, Printing, Quotation, Saying, Speaker, UtteranceRow, Variant

# each of them is in DejaVu Sans Mono and in Cascadia
SIGNS: dict[Kind, str] = {"direct": "┃", "fragment": "│", "indirect": "┊", "term": "·"}
WEB = ("http://", "https://")  # how an address begins that may be opened
ALTERED = "≠"  # of a printing that changes the meaning: the same sign everywhere
UNREAD = "●"  # beside an article not read yet
NOTED = "†"  # of what the reader wrote a note to
NOT_KNOWN = "speaker not known"
BEFORE_NAME = ("to", "by", "per")  # the last word of a cue that stands before the speaker: "according to the minister"
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # turns round all that follows, also what is not the article's
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class About(Struct, frozen=True):
    """What is known about the speaker of a quotation.

    `name` with `unsure` before it ("perhaps", or nothing) and `role` behind; `details` are short remarks, the most
    important first.
    """

    name: str
    unsure: str = ""
    role: str = ""
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        """ "perhaps Ada Lind, prime minister of Norland"."""
        return f"{self.unsure} {named(self.name, self.role)}".strip()


def about(quotation: Quotation, *more: str, short: bool = False) -> About:
    """Who said it, in which kind of words, and what else there is to know; `more` are remarks of the caller's.

    `short` leaves out the words beside the quotation.
    """
    q = quotation
    if q.kind == "term":
        return About("nobody's words", details=(q.kind, *more))
    library = f"in the library: {q.known_as}" if q.known_as and q.known_as != q.speaker else ""
    details = (q.kind, "corrected by you" if q.corrected else "", "" if short else beside(q), library, *more)
    return About(
        q.speaker or NOT_KNOWN,
        "perhaps" if q.perhaps else "",
        (q.role or "") if q.speaker else "",
        tuple(part for part in details if part),
    )


def named(name: str, role: str | None) -> str:
    """A name with what its bearer is: "Ada Lind, prime minister of Norland"."""
    return f"{name}, {role}" if role else name


def role(speaker: Speaker) -> str:
    """What articles call the speaker most often, where the name does not say it."""
    return next((one for one in speaker.roles[:1] if not speaker.name.endswith(f"({one})")), "")


def beside(quotation: Quotation) -> str:
    """The words of the article that name the speaker, where they are not the name alone: "“she” said"."""
    words, cue = quotation.speaker_text or "", quotation.cue or ""
    shown = f"“{words}”" if words else ""
    if not cue:
        return shown if words != quotation.speaker else ""
    if cue.split()[-1].lower() in BEFORE_NAME:
        return f"{cue} {shown}".strip()
    return f"{shown} {cue}".strip()


def others(quotation: Quotation, held: Sequence[Quotation]) -> str:
    """Who else speaks within a quotation's words: "in it Tor Hale: “go away”"; empty where nobody does."""
    firsts = [q for q in held if q.continues is None and q.speaker != quotation.speaker]
    if not firsts:
        return ""
    rest = f" and {len(firsts) - 1} more" if len(firsts) > 1 else ""
    return f"in it {firsts[0].speaker or NOT_KNOWN}: {words_of(firsts[0], firsts[0].text)}{rest}"


def retold(variant: Variant) -> str:
    """The words of a paraphrase, or of the quotation that one tells: words of two people have no diff worth showing."""
    return words_of(variant.quote, "".join(words for _, _, words in variant.diff))


def words_of(quotation: Quotation, text: str) -> str:
    """Its words, given as `text`, between marks where they stood between marks: a reporter's words are not a quote."""
    return text if quotation.kind == "indirect" else f"“{text}”"


def printed_by(said: Saying, most: int | None = None) -> str:
    """Who printed a thing said: "transcript, 2 outlets: Coast Wire, Radio Oss"; at `most` so many names."""
    names = [" ".join(name.split()) for name in said.outlets if name]
    unknown = len(said.outlets) - len(names)
    if unknown:
        names.append(f"{unknown} unknown" if unknown > 1 else "unknown outlet")
    shown = f"{', '.join(names[:most])}{' …' if len(names) > len(names[:most]) else ''}"
    told = f"{len(said.outlets)} outlets: {shown}" if len(said.outlets) > 1 else shown
    return f"transcript, {told or 'printed by nobody'}" if said.article.spoken else told


def alteration_words(alteration: Alteration) -> str:
    """What changed the meaning: "negation “agree” → “disagree”", "negation “not” put in"."""
    a, b = (" ".join(words.split()) for words in (alteration.a, alteration.b))
    if a and b:
        return f"{alteration.what} “{a}” → “{b}”"
    return f"{alteration.what} “{a}” left out" if a else f"{alteration.what} “{b}” put in"


def did(row: UtteranceRow, printing: Printing) -> str:
    """What a printing did to the utterance: "fullest", "alone", "transcript", "truncated, altered"."""
    told: str = printing.relation
    if printing.article.spoken:
        told = "transcript"
    elif printing is row.fullest:
        told = "fullest" if len(row.printings) > 1 else "alone"
    return f"{told}, altered" if printing.altered else told


def counted(row: UtteranceRow) -> str:
    """How many printed it: "4 outlets, 2 independent"."""
    if not row.outlets:
        return "printed by nobody"
    told = f"{row.outlets} outlet{'' if row.outlets == 1 else 's'}"
    return told if row.independent == row.outlets else f"{told}, {row.independent} independent"


def on_a_line(text: str | None) -> str:
    """Text on one line, without control characters: a file that is shown in a terminal must not command it."""
    return " ".join(_CONTROL.sub(" ", TURNING.sub("", text or "")).split())


def bare(outlet: str) -> str:
    """An outlet's name without "The", for where there is little room: "Daily Gull"."""
    return outlet[4:] if outlet.lower().startswith("the ") and len(outlet) > len("the ") else outlet


def counted_list(articles: int, new: int = 0) -> str:
    """How much a list has: "12 articles · 3 new"."""
    return f"{articles:,} article{'' if articles == 1 else 's'}{f' · {new:,} new' if new else ''}"
