"""`quoth timeline`: its form, its words, its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, on, rows
from invented import CUT, LIND, OTHER, put, row

TOLD = "Lind said that the plan was “the basis of an agreement, but nothing is final” in Oss.\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = on(tmp_path / "lib")
    articles = [
        row(
            "one", LIND.replace("can accept", "must accept"), outlet="Harbour Times", published="2026-11-02T08:00+01:00"
        ),
        row("two", CUT, outlet="Coast Wire", published="2026-11-02"),
        row("four", LIND, outlet="Daily Gull", published="2026-11-04"),
        row("none", TOLD, outlet="Quay Ledger", published=""),
        row("three", OTHER),
    ]
    run("add", put(tmp_path / "in", *articles))
    return run


def ids(run: Run, kind: str = "direct") -> dict[str, str]:
    return {found["article"]: found["id"] for found in rows(run("quotes", "--json", "--kind", kind))}


def test_the_form(run: Run) -> None:
    found = rows(run("timeline", ids(run)["one"], "--json"))
    assert list(found[0])[:13] == [
        *("utterance", "speaker", "quote", "article", "outlet", "title", "published", "place", "after", "kept"),
        *("relation", "score", "altered"),
    ]
    assert [(one["article"], one["place"], one["after"] and one["after"]["days"]) for one in found] == [
        ("two", [1, 2], 0),
        ("one", [1, 2], 0),
        ("four", [3, 3], 2),
        ("none", None, None),
    ]
    assert [one["altered"] for one in found] == [False, False, True, False]
    assert found[2]["alterations"] == [["modal", "must", "can"]]
    assert [one["kept"] for one in found] == [64, 100, 93, 64]
    assert found[2]["after"] == {
        "least": 41 * 3600,
        "most": 72 * 3600,
        "days": 2,
    }  # since the day, or since its 7th hour
    assert found[1]["diff"] == [["equal", found[1]["text"], found[1]["text"]]]


def test_the_words(run: Run) -> None:
    told = run("timeline", ids(run)["four"]).stdout.splitlines()
    assert told[0].startswith("“We must accept this as the basis")
    first = "first with a date in Coast Wire or Harbour Times: dates tell no more · 1 without a date"
    assert told[1] == f"    Ada Lind · {first} · 4 outlets"
    assert told[2].startswith(" 1–2. 2 Nov 2026 · maybe first · Coast Wire · kept 64% · ")
    assert told[3].strip().startswith("[-We must accept this as-] the basis")
    assert told[4].startswith(
        " 1–2. 2 Nov 2026 07:00 UTC · maybe first · Harbour Times · kept 100% · the fullest · one#"
    )
    assert told[5].startswith("   3. 4 Nov 2026 · 2 days · Daily Gull · kept 93% · ")
    assert " · altered: modal “must” → “can” · four#" in told[5]
    assert told[7].startswith("   ?. no date · Quay Ledger")


def test_by_words_by_a_limit_and_by_what_an_indirect_quotation_holds(run: Run) -> None:
    whole = rows(run("timeline", ids(run)["one"], "--json"))
    assert rows(run("timeline", "--text", "the basis of an agreement, but nothing is final", "--json")) == whole
    assert rows(run("timeline", ids(run)["four"], "--json", "--limit", "2")) == whole[:2]
    assert rows(run("timeline", ids(run, "indirect")["none"], "--json")) == whole
    (alone,) = rows(run("timeline", ids(run)["three"], "--json"))
    assert (alone["place"], alone["after"], alone["kept"]) == ([1, 1], None, 100)
    assert "only in THREE, 2 Nov 2026" in run("timeline", ids(run)["three"]).stdout


def test_what_is_said_twice_is_told_once_and_the_other_is_said(run: Run, tmp_path: Path) -> None:
    late = row("late", LIND.replace("Ada Lind", "Tor Hale").replace("Lind", "Hale"), published="2027-05-02")
    run("add", put(tmp_path / "more", late))
    done = run("timeline", "--text", "We can accept this as the basis of an agreement, but nothing is final", "--json")
    there = {one["article"] for one in rows(done)}
    assert ("late" in there) is not ("one" in there)
    assert "words like these, in another utterance" in done.stderr


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        ((), 2, "give either a quotation's id or --text"),
        (("one#1-2", "--text", "x"), 2, "give either a quotation's id or --text"),
        (("one#1-2",), 2, 'there is no quotation "one#1-2"'),
        (("--text", "a herring in the fog of Brack"), 1, "no printing of these words"),
    ],
)
def test_what_can_not_be_told(run: Run, args: tuple[str, ...], code: int, told: str) -> None:
    assert told in run("timeline", *args, code=code).stderr
