"""How is a text put into Markdown, so that nothing in it is markup?"""

from __future__ import annotations

import re

from tui.saying import TURNING, WEB, on_a_line

_MARKUP = re.compile(
    r"([\\`*_{}\[\]<>()#+!|~&$@]"  # what marks up anywhere, or at the beginning of a line
    r"|(?<!\w)[-=](?!\w)|^[-=]"  # lists, rules, headings that are underlined
    r"|(?<=\d)[.)](?=\s)"  # numbered lists
    r"|(?<=\w)[:.](?=/|\w))"  # addresses, which GitHub makes links of by itself
)


def in_markdown(text: str | None) -> str:
    """Text on one line in which nothing is markup, as GitHub reads it: also no address becomes a link by itself."""
    return _MARKUP.sub(r"\\\1", on_a_line(text))


def linked(shown: str, url: str | None) -> str:
    """What is `shown`, already escaped, as a link where the address is one of the web; else as it is."""
    line = re.sub(r"[\x00-\x20\x7f-\x9f<>\\|]", lambda found: f"%{ord(found[0]):02X}", TURNING.sub("", url or ""))
    return f"[{shown}](<{line}>)" if line.startswith(WEB) else shown
