"""What is no text at all must cost nothing, and change nothing around it."""

from __future__ import annotations

import pytest

from index.extracting import quotations_of
from index.model import Article
from index.paragraphs import LONG, WORDLESS, without_rubbish

FILLER = "The ferry to Oss was late and the people on the quay waited for it in the rain. " * (LONG // 80 + 1)
SAID = "\n“We sail at noon,” Ada Lind said.\n"


@pytest.mark.parametrize("rubbish", ["-" * 400, '"' * 2000, "“” " * 500, "\n" * 900, "= \n" * 300])
def test_long_runs_without_a_word_are_blank(rubbish: str) -> None:
    text = FILLER + SAID + rubbish + SAID
    blank = without_rubbish(text)
    assert len(blank) == len(text)
    assert blank.replace("\n", " ").split() == (FILLER + SAID + SAID).split()
    rows = quotations_of(Article("a", text))
    assert [(q.text, q.speaker) for q in rows if q.kind == "direct"] == [("We sail at noon,", "Ada Lind")] * 2


@pytest.mark.parametrize("kept", ["-" * (WORDLESS - 20), "* * *", "“" + "…" * 20 + "”"])
def test_shorter_ones_are_text(kept: str) -> None:
    text = FILLER + SAID + kept + SAID
    assert without_rubbish(text) == text


def test_a_short_text_is_left_alone() -> None:
    assert without_rubbish("“" * LONG) == "“" * LONG
