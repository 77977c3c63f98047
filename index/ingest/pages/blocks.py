"""Which blocks has what trafilatura took for the article? Its paragraphs, headings, list items, rows, each a string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

INLINE = ("hi", "ref", "del", "code", "lb", "graphic", "cell")
SHORT_CELL = 120  # characters; longer ones, or those with paragraphs, lay a page out, and make no table
CELLS = " | "
# controls are no page's words (they would be orders to a terminal); nobody sees the others, but who looks for words
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def blocks_of(body: _Element) -> list[str]:
    """The blocks in their order; a line break, as few as are left, ends one."""
    blocks: list[str] = []
    words: list[str] = []

    def flush() -> None:
        blocks.extend(filter(None, map(cleaned, "".join(words).split("\0"))))
        words.clear()

    rows = {row for row in body.iter("row") if _is_table_row(row)}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        parted = element.tag not in INLINE or (element.tag == "cell" and element.getparent() not in rows)
        if parted:
            flush()
        if event == "start":
            words.append("\0" if element.tag == "lb" else "")
            words.append(element.text or "")
            continue
        if element.tag == "cell" and not parted and element.getnext() is not None:
            words.append(CELLS)
        words.append(element.tail or "")
    flush()
    return blocks


def cleaned(text: str) -> str:
    """One line, without what a terminal obeys or nobody sees."""
    return " ".join(CONTROL.sub(" ", UNSEEN.sub("", text)).split())


def _is_table_row(row: _Element) -> bool:
    return all(
        not any(child.tag not in INLINE for child in cell.iterdescendants())
        and len("".join(map(str, cell.itertext()))) <= SHORT_CELL
        for cell in row
    )
