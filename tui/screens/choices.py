"""What can be chosen as the speaker of a quotation, and what does a choice do to the library?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from index.model import Quotation, Speaker
from index.query.words import fold
from tui import keys
from tui.render import one_line
from tui.saying import NOT_KNOWN, others
from tui.screens.opened import Opened
from tui.screens.shelf import Shelf

Does = Literal["name", "nobody", "found", "join", "joined", "namesake", "apart", "inside"]
AS_FOUND = "as the program found it"
TAKE_BACK = f"To take it back: {keys.of('correct_speaker')}, then “{AS_FOUND}”."
LISTED = "To take it back: quoth speakers choices, then quoth speakers undo."


class Choice(Struct, frozen=True):
    """A line to choose. `name` is the name it gives; `about` the quotation that it is about.

    `join` asks for a second name, `inside` goes on to another quotation; all others are carried out.
    """

    does: Does
    label: str
    about: Quotation
    note: str = ""
    name: str = ""


def offered(opened: Opened, about: Quotation, typed: str, found: Sequence[Speaker]) -> list[Choice]:
    """The names of the article and of the library (`found`) that have what was typed, then what else can be done."""
    choices = _names(opened, about, typed, found)
    speaker, known = about.speaker, about.known_as
    if speaker:
        choices.append(Choice("nobody", "nobody known said it", about))
    if about.corrected:  # what was done wrong is taken back by A and enter
        back = Choice("found", AS_FOUND, about, "takes your correction back")
        choices.insert(len(choices) if typed else 0, back)
    if speaker and known:
        choices.append(Choice("join", f"{known} and another name are one speaker …", about, name=known))
        if known != speaker:
            choices.append(Choice("apart", f"{speaker} is not {known}", about, "two speakers", name=known))
        choices.append(Choice("namesake", f"in this article, {speaker} is somebody else of that name", about))
    stop = opened.stop(about)
    for held in (*stop.inside, *stop.quoted):
        if held.continues is None and others(about, [held]):
            label = f"the words inside: “{one_line(held.text)}” …"
            choices.append(Choice("inside", label, held, held.speaker or NOT_KNOWN))
    return choices


def joinable(about: Quotation, found: Sequence[Speaker]) -> list[Choice]:
    """The speakers of the library that may be the same as the one of a quotation."""
    mine = about.known_as or ""
    return [
        Choice("joined", f"{mine} and {one.name} are one speaker", about, f"{counted(one)} in the library", one.name)
        for one in found
        if one.name != mine
    ]


def _names(opened: Opened, about: Quotation, typed: str, found: Sequence[Speaker]) -> list[Choice]:
    choices: list[Choice] = []
    seen = {fold(about.speaker or "")}
    if about.perhaps and about.speaker and fold(typed) in fold(about.speaker):
        choices.append(Choice("name", f"yes, {about.speaker}", about, "without “perhaps”", about.speaker))
    for q in opened.quotations:
        if q.speaker and fold(q.speaker) not in seen and fold(typed) in fold(q.speaker):
            seen.add(fold(q.speaker))
            note = ", ".join(part for part in (q.role, "in this article") if part)
            choices.append(Choice("name", q.speaker, about, note, q.speaker))
    if not typed:
        return choices
    for one in found:
        if fold(one.name) not in seen:
            seen.add(fold(one.name))
            choices.append(Choice("name", one.name, about, f"{counted(one)} in the library", one.name))
    if fold(typed) not in seen:
        choices.append(Choice("name", f"“{typed}”", about, "as you typed it", typed))
    return choices


def counted(speaker: Speaker) -> str:
    """How much the library has of a speaker."""
    return f"{speaker.quotations:,} quotation{'' if speaker.quotations == 1 else 's'}"


def spelled(speaker: Speaker, most: int = 4) -> str:
    """A speaker with the spellings that the library has."""
    more = [name for name, _ in speaker.spellings if name != speaker.name]
    also = f", also {', '.join(more[:most])}{' …' if len(more) > most else ''}" if more else ""
    return f"{speaker.name}{also} · {counted(speaker)}"


def carry_out(shelf: Shelf, choice: Choice) -> str:
    """Do what was chosen; returns what was done and how it is taken back. For a thread.

    Raises KeyError where the quotation or a name is no longer in the library, ValueError with a sentence for the reader
    where it can't be done.
    """
    about, name = choice.about, choice.name
    speaker = about.speaker or ""
    match choice.does:
        case "name":
            now = shelf.correct_speaker(about.id, name)
            return f"{now.speaker} said it: corrected. {TAKE_BACK}"
        case "nobody":
            shelf.correct_speaker(about.id, None)
            return f"Nobody known said it: corrected. {TAKE_BACK}"
        case "found":
            now = shelf.uncorrect_speaker(about.id)
            return (
                f"As the program found it: {now.speaker or NOT_KNOWN}. {keys.of('correct_speaker')} corrects it again."
            )
        case "joined":
            one = shelf.join_speakers(about.known_as or speaker, name)
            return f"{about.known_as or speaker} and {name} are one speaker now, {one.name}. {LISTED}"
        case "apart":
            shelf.split_speakers(name, other=speaker)
            return f"{speaker} and {name} are two speakers now. {LISTED}"
        case "namesake":
            shelf.split_speakers(about.known_as or speaker, article=about.article)
            return f"{speaker} of this article is somebody else of that name now. {LISTED}"
        case _:
            raise ValueError(choice.does)
