"""What of an article's text is its title, and what belongs to the page it stood on?"""

from __future__ import annotations

import re

CHARACTERS_A_MINUTE = 1300  # 230 English words a minute (Brysbaert 2019: 238) of 5.7 characters with the space

_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_FURNITURE = re.compile(
    r"^(?=[^\n]{1,120}$)[ \t]*(?:advertisement|sponsored(?: content)?|story continues(?: below)?(?: advertisement)?|"
    r"(?:article|story) continues after this advert(?:isement)?|continue reading|read (?:more|also|next)\b[^.\n]{0,80}|"
    r"related(?: (?:articles|stories|coverage))?|sign up (?:for|to) [^.\n]{0,80}|share this (?:article|story)|"
    r"recommended|most read|skip advertisement)[ \t]*(?::[ \t]*)?$",
    re.IGNORECASE | re.MULTILINE,
)


def minutes(characters: int) -> int:
    """Whole minutes it takes to read so many characters, one at least."""
    return max(1, round(characters / CHARACTERS_A_MINUTE))


def furniture(text: str) -> list[tuple[int, int]]:
    """Lines that belong to the page and not to the article: advertisements, "read more"."""
    return [match.span() for match in _FURNITURE.finditer(text)]


def title_span(text: str, title: str | None) -> tuple[int, int] | None:
    """Where the text opens with its own title; None where it doesn't."""
    start = len(text) - len(text.lstrip())
    match = _END.search(text, start)
    end = match.start() if match else len(text)
    if title and _SPACE.sub(" ", text[start:end]).strip() == _SPACE.sub(" ", title).strip():
        return start, end
    return None
