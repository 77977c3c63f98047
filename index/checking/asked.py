"""What does somebody ask who pastes a sentence: which words, and said by whom?"""

from __future__ import annotations

from msgspec import Struct

from index.extracting import quotations_of
from index.linking import wholes
from index.model import Article

MARKS = "\"'“”„‟«»‹›‘’‚‛「」『』 \t\r\n\u00a0"


class Asked(Struct, frozen=True):
    """The words looked for, and who is said to have said them; None where nobody is named."""

    words: str
    speaker: str | None


def asked(text: str, speaker: str | None = None) -> Asked:
    """The words of a pasted sentence.

    Words within marks with words of a reporter's around them ("“We agree,” Lind said.") are taken out of these, with
    their speaker where none is given; the longest where there are several. Everything else is asked as it stands,
    without marks around it.
    """
    found = wholes(quotations_of(Article("", text)), "", None)
    spoken = max(found, key=lambda whole: len(whole.text), default=None)
    if spoken is None or _bare(text) == _bare(spoken.text):
        return Asked(_bare(text), speaker)
    return Asked(spoken.text, speaker or spoken.speaker)


def _bare(text: str) -> str:
    return text.strip(MARKS)
