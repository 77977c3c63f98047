"""How is it told who said a quotation, on the screen and in print?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from every_kind import oss_rows, put_every_kind

from index.library import Library
from index.model import Alteration, ArticleRow, Link, Quotation, Variant
from tui import output
from tui.__main__ import quoth
from tui.saying import about, alteration_words, beside, others, words_of

ROW = ArticleRow("o", None, "Oss Herald", "", None, "2025-11-06", None, None, 0, 0, 0, 0, False, False, "")


def said(**known: Any) -> Quotation:
    return Quotation("o", 1, 9, "Sit down", known.pop("kind", "direct"), **({"confidence": 0.9} | known))


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"speaker": "Ada Lind"}, "Ada Lind"),
        ({"speaker": "Ada Lind", "role": "prime minister of Norland"}, "Ada Lind, prime minister of Norland"),
        ({"speaker": "Ada Lind", "role": "mayor", "confidence": 0.4}, "perhaps Ada Lind, mayor"),
        ({"speaker": "Ada Lind", "confidence": 0.4, "corrected": True}, "Ada Lind"),  # a reader is sure
        ({}, "speaker not known"),
        ({"role": "mayor", "confidence": 0.0}, "speaker not known"),  # a role without a name is none
        ({"kind": "term"}, "nobody's words"),
    ],
)
def test_the_speaker(known: dict[str, Any], told: str) -> None:
    assert str(about(said(**known))) == told


@pytest.mark.parametrize(
    ("known", "details"),
    [
        ({"speaker": "Ada Lind"}, ("direct",)),
        ({"speaker": "Ada Lind", "known_as": "Ada Lind"}, ("direct",)),
        ({"speaker": "Lind", "known_as": "Ada Lind"}, ("direct", "in the library: Ada Lind")),
        ({"corrected": True}, ("direct", "corrected by you")),
        ({"speaker": "Ada Lind", "speaker_text": "she", "cue": "said"}, ("direct", "“she” said")),
        ({"kind": "term"}, ("term",)),
    ],
)
def test_what_else_is_known(known: dict[str, Any], details: tuple[str, ...]) -> None:
    assert about(said(**known)).details == details


@pytest.mark.parametrize(
    ("words", "cue", "told"),
    [
        ("she", "said", "“she” said"),
        ("the minister", "according to", "according to “the minister”"),
        ("the minister", "told", "“the minister” told"),
        ("Ada Lind", "said", "“Ada Lind” said"),
        ("Ada Lind", None, ""),  # the name alone says nothing new
        ("Lind", None, "“Lind”"),
        (None, "said", "said"),
        (None, None, ""),
    ],
)
def test_the_words_beside(words: str | None, cue: str | None, told: str) -> None:
    assert beside(said(speaker="Ada Lind", speaker_text=words, cue=cue)) == told


def test_others_in_it() -> None:
    rows = oss_rows()
    assert others(rows["driver"], [rows["round"]]) == "in it Lind's driver: “turn the boat round”"
    assert others(rows["told"], [rows["gulls"], rows["twice"]]) == ""
    assert others(rows["told"], [rows["clerk"], rows["answer"]]) == "in it a clerk: “It is not a tax,” and 1 more"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "told",
            [
                "the toll was “a gift to gulls” and that nobody would “pay it twice” in one day",
                "Ada Lind, prime minister of Norland · indirect · Oss Herald · 2025-11-06 · o#51-129",
            ],
        ),
        (
            "gulls",
            [
                "“a gift to gulls”",
                "Ada Lind, prime minister of Norland · fragment · within o#51-129 · Oss Herald · 2025-11-06 · o#65-80",
            ],
        ),
        ("clerk", ["“It is not a tax,”", "perhaps a clerk · direct · Oss Herald · 2025-11-06 · o#295-311"]),
        (
            "answer",
            [
                "“an answer”",
                "Tor Hale, envoy · fragment · corrected by you · in the library: Tor B. Hale"
                " · Oss Herald · 2025-11-06 · o#340-349",
            ],
        ),
        ("tax", ["“gull tax”", "nobody's words · term · Oss Herald · 2025-11-06 · o#276-284"]),
    ],
)
def test_a_quotation_in_print(name: str, lines: list[str]) -> None:
    assert [line.strip() for line in output.quote_plain(oss_rows()[name], ROW).splitlines()] == lines


def test_a_printing_names_role_and_kind() -> None:
    rows = oss_rows()
    told = output.variant_plain(Variant(Link("x", "y", 0.91, "truncated"), rows["answer"], ROW, ()))
    assert told.startswith(" 91 truncated · Tor Hale, envoy, corrected by you · fragment · Oss Herald")
    told = output.link_plain(Link("x", "y", 0.9, "echo"), {"x": (rows["clerk"], ROW), "y": (rows["told"], ROW)})
    assert "“It is not a tax,”  perhaps a clerk, Oss Herald" in told
    assert "    the toll was “a gift" in told


def test_what_the_writer_says_is_no_quote() -> None:
    rows = oss_rows()
    assert words_of(rows["warned"], "the talks might end") == "the talks might end"
    assert words_of(rows["answer"], "an answer") == "“an answer”"


def test_a_role_gives_a_terminal_no_orders() -> None:
    told = output.quote_plain(said(speaker="Ada\x1b[2J", role="mayor\nof Oss"), ROW)
    assert "\x1b" not in told
    assert "mayor of Oss" in told


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (["xref", "TERM"], 1, "nobody's speech, so not compared"),
        (["xref", "DIRECT"], 1, "no other printing of these words"),
        (["quotes", "--kind", "term"], 0, "“gull tax”\n    nobody's words · term"),
        (["quotes", "--kind", "direct"], 0, "Ada Lind · direct"),
    ],
)
def test_terms_on_the_command_line(tmp_path: Path, command: list[str], code: int, told: str) -> None:
    text = (
        "Ada Lind spoke in Oss about the so-called “gull tax”.\n\n“We will never pay for the gulls again,” Lind said.\n"
    )
    (tmp_path / "toll.txt").write_text(text, encoding="utf-8")

    def run(*args: str) -> Any:
        return CliRunner().invoke(quoth, ["--library", str(tmp_path / "lib"), *args])

    assert run("add", str(tmp_path / "toll.txt")).exit_code == 0
    ids = {kind: run("quotes", "--kind", kind.lower()).output.split()[-1] for kind in ("TERM", "DIRECT")}
    done = run(*(ids.get(part, part) for part in command))
    assert (done.exit_code, told in done.output) == (code, True), done.output


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("told", 0, ["93 extended · Ada Lind", "81 extended · Ada Lind"]),  # what stands in marks in it, best first
        ("twice", 0, ["93 extended · Ada Lind"]),
        ("warned", 1, ["told in the writer's own words, and no quotation"]),
        ("round", 1, ["quoted inside another quotation, and compared as a part of it"]),
        ("clerk", 1, ["no other printing of these words"]),
    ],
)
def test_who_else_printed_it_on_the_command_line(
    shelf: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, told: list[str]
) -> None:
    rows = put_every_kind(shelf)
    known = {q.id: (q, ROW) for q in rows.values()}
    Library.open(tmp_path).close()
    monkeypatch.setattr(Library, "quoted", lambda _, ids: {i: known[i] for i in ids if i in known})
    monkeypatch.setattr(Library, "quotations", lambda _, article: shelf.quotations(article))
    monkeypatch.setattr(Library, "variants", lambda _, ident: shelf.variants(ident))
    done = CliRunner().invoke(quoth, ["--library", str(tmp_path), "xref", rows[name].id])
    assert done.exit_code == code, done.output
    places = [done.output.index(words) for words in told]
    assert places == sorted(places)
    assert done.output.count(" extended · ") == (len(told) if code == 0 else 0)


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("agree", "disagree", "negation “agree” → “disagree”"),
        ("", "not", "negation “not” put in"),
        ("do\nnot", "", "negation “do not” left out"),
    ],
)
def test_what_altered_the_meaning(a: str, b: str, told: str) -> None:
    assert alteration_words(Alteration("negation", a, b)) == told
