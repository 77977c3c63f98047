"""What of an article's text is its title, and what belongs to the page it stood on?"""

from __future__ import annotations

import re

LONGEST = 160  # characters of a line that may be furniture
CHARACTERS_A_MINUTE = 1300  # 230 English words a minute (Brysbaert 2019: 238) of 5.7 characters with the space

_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")
# lines that are nothing else wherever they stand, in small letters or capitals
_ALWAYS = (
    r"advertis(?:e?ment|ing)s?(?: ?[-–—] ?scroll to continue)?",
    r"(?:skip|scroll past) advertisement",
    r"sponsored(?: content)?",
    r"(?:article |story )?continues(?: below| after (?:this |the )?adver(?:t|tisement))?(?: advertisement)?",
    r"continue reading|read more|read also|read next|related(?: (?:articles|stories|coverage|topics|content))?",
    r"recommended(?: for you| stories)?|most (?:read|popular)|trending now",
    r"share (?:this(?: (?:article|story|page|post))?|on (?:facebook|twitter|x|linkedin|whatsapp)|via e-?mail)",
    r"(?:leave|post|add) a comment|(?:view|show|read) (?:all )?comments|copy link",
    r"back to top|skip to (?:main )?content|story timeline|_{3,}",
)
# lines that are so by how they begin, with a capital, as a line of its own does
_BEGUN = (
    r"(?i:read (?:more|also|next)|also read|see also|more on this(?: story)?|related(?: (?:articles?|stor(?:y|ies)|"
    r"coverage|reading))?|watch|listen|don['’]t miss) ?: ?\S[^\n]*",
    r"(?i:read) more (?:about|on|from|at|here)\b[^.\n]*",
    r"(?i:sign up|subscribe) (?:for|to) [^\n]*(?i:newsletter|alerts?|inbox|briefing|e-?mails?|updates)\b[^\n]*",
    r"(?i:click) here (?:to|for) [^\n]*",
    r"(?i:follow) (?:us|@\w+) on [A-Z][^.\n]*",
    r"\(?(?:(?:Main|Cover|Header|Top) )?(?i:image|photo|picture) (?:credit|source|by)s?[:,]? [^\n]*",
    r"(?:Photo|Image|Picture): [^.\n]*",
    r"\(?(?:Additional )?(?i:reporting|writing) (?:and (?:writing|editing) )?by [A-Z][^\n]*",
    r"[A-Z][^\n]* contributed (?:to this (?:report|story|article)|reporting)\.?",
    r"(?:©|\([Cc]\)|Copyright)[^\n]*",
)
_FURNITURE = re.compile(
    rf"^(?=[^\n]{{1,{LONGEST}}}$)[ \t]*(?:(?i:{'|'.join(_ALWAYS)})[ \t]*(?::[ \t]*)?|"
    rf"(?P<begun>(?=[A-Z(©])(?:{'|'.join(_BEGUN)})))(?=\r?$)",
    re.MULTILINE,
)
_CLOSED = (".", "!", "?", "…", ":", '"', "”", "’", "»", ")")  # ends of a paragraph: another line goes on in the next


def reading_time(characters: int) -> str:
    """How long it takes to read so many characters: in whole minutes, one at least, or hours from two on."""
    minutes = max(1, round(characters / CHARACTERS_A_MINUTE))
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"


def furniture(text: str) -> list[tuple[int, int]]:
    """Lines that belong to the page and not to the article: advertisements, "read more", credits.

    A line that only begins so is one where the line before it is empty, ends a sentence or is furniture, too: in a text
    broken by hand a sentence may go on with any words.
    """
    found: list[tuple[int, int]] = []
    for match in _FURNITURE.finditer(text):
        before = (
            text[max(0, match.start() - LONGEST) : match.start()].removesuffix("\n").removesuffix("\r").rstrip(" \t")
        )
        alone = not before or before.endswith(("\n", *_CLOSED)) or bool(found and found[-1][1] + 2 >= match.start())
        if alone or match["begun"] is None:
            found.append(match.span())
    return found


def title_span(text: str, title: str | None) -> tuple[int, int] | None:
    """Where the text opens with its own title; None where it doesn't."""
    start = len(text) - len(text.lstrip())
    match = _END.search(text, start)
    end = match.start() if match else len(text)
    if title and _SPACE.sub(" ", text[start:end]).strip() == _SPACE.sub(" ", title).strip():
        return start, end
    return None
