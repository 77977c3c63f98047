"""An article with a quotation of every kind, one inside the other, and one that printed some of it too."""

from __future__ import annotations

from typing import Any

from index.model import Quotation, Speaker

OSS = """Toll splits Oss

Prime Minister Ada Lind said that the toll was “a gift to gulls” and that nobody would “pay it twice” in one day.

“My driver told me ‘turn the boat round’, and I did,” Lind said.

Tor Hale warned that the talks might end before the ice came.

The so-called “gull tax” is new. “It is not a tax,” a clerk said.

Hale wants “an answer” by Friday.
"""
RADIO = """Lind on the toll

“It is a gift to gulls,” Lind said in Oss. “Nobody will pay it twice.”
"""


def row(article: str, text: str, words: str, kind: str, speaker: str | None, **more: Any) -> Quotation:
    start = text.index(words)
    more = {"confidence": 0.9} | more
    return Quotation(article, start, start + len(words), words, kind, speaker, **more)  # type: ignore[arg-type]


def oss_rows() -> dict[str, Quotation]:
    """The rows of the article "o", by short names."""
    lind = {"speaker": "Ada Lind", "role": "prime minister of Norland", "known_as": "Ada Lind"}
    clause = "the toll was “a gift to gulls” and that nobody would “pay it twice” in one day"
    told = row("o", OSS, clause, "indirect", **lind, speaker_text="Prime Minister Ada Lind", cue="said")
    driver = row("o", OSS, "My driver told me ‘turn the boat round’, and I did,", "direct", **lind, cue="said")
    hale = {"role": "envoy", "known_as": "Tor B. Hale"}
    return {
        "told": told,
        "gulls": row("o", OSS, "a gift to gulls", "fragment", **lind, within=told.id),
        "twice": row("o", OSS, "pay it twice", "fragment", **lind, within=told.id),
        "driver": driver,
        "round": row("o", OSS, "turn the boat round", "direct", "Lind's driver", within=driver.id),
        "warned": row(
            "o", OSS, "the talks might end before the ice came", "indirect", "Tor Hale", cue="warned", **hale
        ),
        "tax": row("o", OSS, "gull tax", "term", None),
        "clerk": row("o", OSS, "It is not a tax,", "direct", "a clerk", confidence=0.4, speaker_text="a clerk"),
        "answer": row("o", OSS, "an answer", "fragment", "Tor Hale", corrected=True, **hale),
    }


def put_every_kind(shelf: Any) -> dict[str, Quotation]:
    """Put both articles into a library in memory, the one with every kind first; returns its rows."""
    rows = oss_rows()
    gift = row("r", RADIO, "It is a gift to gulls,", "direct", "Ada Lind")
    nobody = row("r", RADIO, "Nobody will pay it twice.", "direct", "Ada Lind")
    shelf.put("o", OSS, "Oss Herald", "2025-11-06", list(rows.values()))
    shelf.put("r", RADIO, "Radio Oss", "2025-11-06", [gift, nobody])
    shelf.rows = [*shelf.rows[-2:], *shelf.rows[:-2]]
    same = ("equal", "a gift to gulls", "a gift to gulls,"), ("equal", "pay it twice", "pay it twice.")
    shelf.link(rows["gulls"].id, gift.id, 0.81, "extended", ("insert", "", "It is"), same[0])
    shelf.link(rows["twice"].id, nobody.id, 0.93, "extended", ("insert", "", "Nobody will"), same[1])
    shelf.people = [
        Speaker("Ada Lind", (("Ada Lind", 5), ("A. Lind", 1)), ("prime minister of Norland",), 6, 3, 3),
        Speaker("Tor B. Hale", (("Tor Hale", 2), ("Tor B. Hale", 1)), ("envoy",), 3, 2, 2),
        Speaker("Edda Quill", (("Edda Quill", 1),), ("director",), 1, 1, 1),
    ]
    return rows
