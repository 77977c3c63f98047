"""What does a page say of its article to programs (JSON-LD)? Some pages have its text nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from index.ingest.pages.blocks import cleaned
from index.ingest.pages.completing import PROBE, key
from index.ingest.pages.fragments import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SCRIPTS = "//script[contains(@type, 'ld+json')]/text()"
MOST = 10_000  # parts of what is said that are looked at
MORE = 2  # times as much as was found: the page shows a beginning, or nothing; else what it shows is better parted


class Declared(Struct, frozen=True):
    """The paragraphs of the article, none where there are none or several articles; whether they are to be paid for."""

    blocks: tuple[str, ...] = ()
    paid: bool = False


def declared(tree: HtmlElement) -> Declared:
    """What a page says; scripts that are broken say nothing."""
    bodies: dict[str, None] = {}
    paid = False
    for part in _parts(tree):
        body = part.get("articleBody")
        if isinstance(body, str) and body.strip():
            bodies[body] = None
        paid = paid or str(part.get("isAccessibleForFree")).lower() == "false"
    return Declared(_paragraphs(*bodies) if len(bodies) == 1 else (), paid)


def fuller(blocks: Sequence[str], said: Declared, stub: int) -> list[str]:
    """The paragraphs that the page shows, or those it says where they are the same article and more of it.

    What shows no more than `stub` characters may be a notice, and need not agree.
    """
    shown, other = key("".join(blocks)), key("".join(said.blocks))
    if len(other) >= MORE * len(shown) and (len(shown) <= stub or _agree(blocks, other)):
        return list(said.blocks or blocks)
    return list(said.blocks if len(blocks) == 1 and shown == other else blocks)


def _agree(blocks: Sequence[str], other: str) -> bool:
    return key(max(blocks, key=len))[:PROBE] in other


def _paragraphs(body: str) -> tuple[str, ...]:
    text = text_of(body.replace("\n", "<br><br>")) if "<" in body or "&" in body else body
    return tuple(filter(None, map(cleaned, text.splitlines())))


def _parts(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath(SCRIPTS):
        try:
            waiting: list[Any] = [json.loads(str(script), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MOST):
            if not waiting:
                break
            part = waiting.pop()
            if isinstance(part, dict):
                yield part
                waiting.extend(part.values())
            elif isinstance(part, list):
                waiting.extend(part)
