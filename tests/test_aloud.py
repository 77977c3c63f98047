"""What can be read aloud: every command's answer on the sample, in words and without signs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import Run, on, rows

from tui.aloud import told

ROOT = Path(__file__).parents[1]
ORDINARY = set(".,:;()“”‘’«»\"'?!/-_#%&…\n ")  # what a voice says nothing of, or a word
FIRST = "ee4dab6caf#471-573"
COMMANDS = (
    ("list",),
    ("list", "--event", "ee4dab6caf"),
    ("show", "ee4dab6caf"),
    ("show", FIRST),
    ("quotes",),
    ("quotes", "--kind", "all"),
    ("links",),
    ("links", "--min-score", "0"),
    ("xref", FIRST),
    ("xref", "--text", "we will not pay a toll"),
    ("check", "The first ferry will sail on the tenth of November"),
    ("compare", "We will pay the toll", "We will not pay the toll of 5"),
    ("matrix",),
    ("matrix", "--event", "ee4dab6caf"),
    ("timeline", FIRST),
    ("said", "Lind"),
    ("speakers",),
    ("speakers", "choices"),
    ("links", "judged"),
    ("utterances",),
    ("search", "toll"),
    ("search", "toll", "--context"),
    ("tag",),
    ("tag", "ee4dab6caf"),
    ("note",),
    ("saved",),
    ("index", "info"),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = on(tmp_path_factory.mktemp("aloud") / "lib")
    run("add", str(ROOT / "seeds"))
    run("tag", "ee4dab6caf", "toll")
    run("note", FIRST, "ask the cabinet office")
    run("saved", "add", "buoys", "buoy")
    run("links", "different", FIRST, "2122a91c6f#473-580")
    run("speakers", "correct", FIRST, "Ada Lind")
    return run


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_only_words_and_ordinary_punctuation_a_fact_a_line(run: Run, command: tuple[str, ...]) -> None:
    spoken = run(*command, "--aloud").stdout
    assert spoken.strip()
    assert {sign for sign in spoken if not sign.isalnum()} <= ORDINARY
    assert "  " not in spoken
    if command[0] != "show":  # the article's own text is as it is
        for line in spoken.splitlines():
            assert not line or re.match(r"[A-Z][^:]*: .|\d+ outlets?, \d+ independent$|not reported by ", line), line


def test_every_list_has_it(run: Run) -> None:
    for command in COMMANDS:
        assert rows(run(*command, "--json"))


def test_nothing_that_a_label_says_is_empty(run: Run) -> None:
    for command in COMMANDS:
        assert not re.search(r": *$|: None|\bTrue\b|\bFalse\b", run(*command, "--aloud").stdout, re.MULTILINE)


def test_the_variable_asks_for_it_and_json_goes_before_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = run("xref", FIRST, "--aloud").stdout
    plain = run("xref", FIRST).stdout
    monkeypatch.setenv("QUOTH_ALOUD", "1")
    assert run("xref", FIRST).stdout == spoken != plain
    assert rows(run("xref", FIRST, "--json"))


def test_what_was_said_goes_before_what_became_of_it() -> None:
    quote = {"text": "it can sail", "kind": "direct", "speaker": None}
    row = {"b": "x#1-2", "score": 0.98, "relation": "reworded", "altered": True, "quote": quote, "said": ["x#1-2"]}
    row |= {"diff": [["replace", "will", "can"], ["insert", "", "now"]], "alterations": [["modal", "will", "can"]]}
    lines = told(row).splitlines()
    assert lines[:2] == ["Words: “it can sail”", "Said by: speaker not known"]
    assert "Changed: “can” became “will”" in lines
    assert "Left out: “now”" in lines
    assert "Meaning altered, modal: “can” became “will”" in lines
    assert "Transcript: yes, this is what was really said" in lines


def test_what_is_not_known_to_it_is_told_by_its_name() -> None:
    assert told({"new_thing": "a", "many": [1, 2], "none": None, "of": {"two parts": 3}}).splitlines() == [
        "New thing: a",
        "Many: 1",
        "Many: 2",
        "Of two parts: 3",
    ]


@pytest.mark.parametrize(
    ("published", "heard"),
    [
        (None, "not known"),
        ("2026-11", "November 2026"),
        ("2026-11-02", "2 November 2026"),
        ("2026-11-02T08:00", "2 November 2026, 08:00"),
        ("2026-11-02T08:00:30Z", "2 November 2026, 08:00, UTC"),
        ("2026-11-02T08:00:00+00:00", "2 November 2026, 08:00, UTC"),
        ("2026-11-02T08:00:00.5-01:30", "2 November 2026, 08:00, UTC minus 01:30"),
    ],
)
def test_dates_in_words(published: str | None, heard: str) -> None:
    assert told({"published": published}) == f"Date: {heard}\n"
