"""Which of an article's block quotations only repeat its text? Pull quotes, and posts that it has quoted already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.ingest.pages.completing import key

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 100  # block quotations that are looked at; no article has more
LEAST, LONGEST = 20, 400  # letters: a shorter one may stand in many places, a longer one is none that is pulled


def unrepeated(body: _Element) -> _Element:
    """The article without them."""
    texts = (one for one in body.iter("p", "item") if next(one.iterancestors("quote"), None) is None)
    whole = "\n".join(key("".join(map(str, one.itertext()))) for one in texts)
    for quotation in list(body.iter("quote"))[:MOST]:
        letters = key("".join(map(str, quotation.itertext())))
        parent = quotation.getparent()
        if (
            parent is not None
            and parent.tag in ("body", "div")
            and LEAST <= len(letters) <= LONGEST
            and letters in whole
        ):
            quotation.clear(keep_tail=True)
    return body
