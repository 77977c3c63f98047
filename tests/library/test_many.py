"""However a library comes to its articles, it has the same links and utterances."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

from index.library import Library
from index.model import Link

NOUNS = "boat harbour lighthouse ferry island treaty herring pilot minister storm net anchor quay fog bell".split()  # noqa: SIM905
VERBS = "accept refuse repair forget welcome delay defend measure abandon inspect".split()  # noqa: SIM905
ARTICLES, QUOTATIONS = 30, 10


def sentence(rng: random.Random) -> list[str]:
    words = ["We", "shall", rng.choice(VERBS), "the", rng.choice(NOUNS), "and", "the", rng.choice(NOUNS)]
    return [*words, "of", rng.choice(NOUNS), "before", "the", rng.choice(NOUNS), "is", "ours"]


def articles() -> list[str]:
    """Three hundred quotations of forty sentences, whole, cut, and with a word changed."""
    rng = random.Random(7)
    said = [sentence(rng) for _ in range(40)]
    lines = []
    for number in range(ARTICLES):
        text = ""
        for words in rng.sample(said, QUOTATIONS):
            printed = list(words)
            if rng.random() < 0.4:
                printed = printed[: rng.randint(7, len(printed))]
            if rng.random() < 0.4:
                printed[rng.randrange(len(printed))] = rng.choice(NOUNS)
            text += f"“{' '.join(printed)},” said Ada Lind.\n\nThe ferry left without a sound.\n\n"
        published = f"2026-11-{1 + number % 3:02}"
        lines.append(json.dumps({"id": f"a{number}", "text": text, "outlet": f"O{number % 9}", "published": published}))
    return lines


def links_of(library: Library) -> list[Link]:
    return sorted(library.links(), key=lambda link: (link.a, link.b))


def test_a_few_at_a_time_all_at_once_or_anew(tmp_path: Path) -> None:
    lines = articles()
    everything = tmp_path / "all.jsonl"
    everything.write_text("\n".join(lines), encoding="utf-8")
    with Library.open(tmp_path / "whole") as whole:
        whole.add([str(everything)])
        expected = links_of(whole)
        assert len(expected) > ARTICLES * QUOTATIONS  # there is something to lose
        assert any(link.utterance for link in expected)
        whole.rebuild()
        assert links_of(whole) == expected
    with Library.open(tmp_path / "parts") as parts:
        for start, end in itertools.pairwise((0, 1, 2, 9, 10, ARTICLES)):
            some = tmp_path / "some.jsonl"
            some.write_text("\n".join(lines[start:end]), encoding="utf-8")
            parts.add([str(some)])
        assert links_of(parts) == expected
