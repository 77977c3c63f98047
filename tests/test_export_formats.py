"""The formats of a report: opened by what people use, and harmless whatever an article has."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import bibtexparser
import msgspec
import pytest
from msgspec.structs import replace

from index.matrix import matrix
from index.model import ArticleRow, Hit, Printing, Quotation, UtteranceRow
from tui import bibtex
from tui.export import markdown, table
from tui.export.as_html import as_html
from tui.export.as_json import as_json
from tui.export.bibliography import as_bibtex
from tui.export.form import Exported
from tui.export.markdown import as_markdown
from tui.export.report import About, Report, cut, pieces, report_of
from tui.export.table import as_csv

NASTY = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "a|b | c\n| --- |",
    "\"quoted\", “quoted” 'quoted'",
    "first\nsecond\r\nthird",
    "\x1b[31mred\x1b]52;c;aGk=\x07\x9b0m",
    "<script>alert(1)</script> <!-- -->",
    "`code` *a* _b_ ~~c~~ # d [x](javascript:alert) ![i](https://x.example) &amp; $m$",
    "www.oss.example https://oss.example/x mail@oss.example",
    r"\input{/etc/passwd} {unclosed } % ~ ^ # $ & _ \\",
    "1. one\n- two\n> three",
    "Ødegård 北京 — “Ж”",
]


def row(value: str, *, url: str | None = "https://oss.example/toll") -> UtteranceRow:
    """An utterance of two printings, whose every text is `value`."""
    article = ArticleRow("h", None, value, value, value, "2025-11-02", url, "en", 10, 1, 1, 1, False, False, "")
    other = replace(article, id="c", outlet="Coast Wire", published=None)
    quotation = Quotation("h", 1, 9, value, "direct", speaker=value)
    first = Printing(quotation, article, 1.0, "identical", text=value)
    second = Printing(Quotation("c", 2, 5, "twice", "fragment"), other, 0.91, "truncated", True, "h", "twice")
    return UtteranceRow("h#1-9", value, (first, second), first, 2, 1, left_out=(value,))


def report(*rows: UtteranceRow, title: str | None = None) -> Report:
    return report_of(About("article", title=title), "2026-11-02T08:00:00+00:00", rows)


def opened_by_sqlite(tmp_path: Path, text: str) -> list[list[str]]:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("the sqlite3 program is not installed")
    file = tmp_path / "report.csv"
    file.write_text(text, encoding="utf-8", newline="")
    asked = [f".import --csv {file} report", ".mode csv", "select * from report"]
    done = subprocess.run([program, ":memory:"], input="\n".join(asked), capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return list(csv.reader(io.StringIO(done.stdout, newline="")))


@pytest.mark.parametrize("value", NASTY)
def test_csv_is_opened_and_computes_nothing(value: str, tmp_path: Path) -> None:
    text = as_csv(report(row(value)))
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(read[0]) == table.HEAD
    assert [len(line) for line in read] == [len(table.HEAD)] * 3
    for cells in read[1:]:
        for cell in cells:
            assert not cell.lstrip(" \n").startswith(table.FORMULA), cell
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", cell)
    assert [line[9] for line in read[1:]] == ["1.0000", "0.9100"]
    by_sqlite = opened_by_sqlite(tmp_path, text)
    assert [[cell.replace("\r\n", "\n") for cell in line] for line in by_sqlite] == [
        [cell.replace("\r\n", "\n") for cell in line] for line in read[1:]
    ]


def test_csv_keeps_what_is_harmless() -> None:
    value = 'He said, "no"\nand left - twice'
    read = list(csv.DictReader(io.StringIO(as_csv(report(row(value))), newline="")))
    assert read[0]["title"] == value
    assert read[0]["first"] == "yes"
    assert read[1]["altered"] == "yes"
    assert read[1]["published"] == ""


@pytest.mark.parametrize("value", NASTY)
def test_bibtex_is_parsed_and_commands_nothing(value: str) -> None:
    text = as_bibtex(report(row(value), row(value)))
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    read = bibtexparser.loads(text, parser=parser).entries
    assert len(read) == 2
    assert {one["url"] for one in read} == {"https://oss.example/toll"}
    for one in read:
        assert one["ENTRYTYPE"] == "online"
        assert re.fullmatch(r"[a-z0-9]+-[0-9a-f]{8}", one["ID"])
        harmless = re.sub(r"\\(?:textbackslash|textasciitilde|textasciicircum)\{\}|\\[#$%&_{}]", "", one["title"])
        assert not re.search(r"[\\#$%&_~^\x00-\x1f\x7f-\x9f]", harmless)
        assert harmless.count("{") == harmless.count("}")


def test_a_key_depends_on_the_article_alone_and_letters_stay() -> None:
    article = row("Ødegård 北京").printings[1].article
    assert bibtex.key(article) == bibtex.key(replace(article, title="anew", tags=("x",)))
    assert bibtex.key(article) != bibtex.key(replace(article, id="other"))
    entry = bibtex.entry(replace(article, published="2025-11", author="Hale, Tor and Sons"))
    assert "title = {{Ødegård 北京}}" in entry
    assert "date = {2025-11}" in entry
    assert "author = {{Hale, Tor and Sons}}" in entry
    assert "organization = {Coast Wire}" in entry


@pytest.mark.parametrize("value", NASTY)
def test_markdown_keeps_its_form(value: str) -> None:
    text = as_markdown(report(row(value), title=value))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    lines = text.splitlines()
    assert [line[:3] for line in lines if line.startswith("#")] == ["# " + lines[0][2], "## "]
    cells = [re.split(r"(?<!\\)\|", line) for line in lines if line.startswith("|")]
    assert [len(one) for one in cells] == [len(markdown.HEAD) + 2] * 4
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
    bare = re.sub(r"\]\(<https://oss\.example/toll>\)", "]", bare)
    assert not re.search(r"[<`*_~$]|https?:|www\.|\]\(", bare), bare


def test_markdown_tells_who_printed_what() -> None:
    text = as_markdown(report(row("Toll splits Oss"), title="All that was said"))
    assert (
        "# All that was said\n\nFrom what this article quotes.\n\n## Toll splits Oss\n\n> “Toll splits Oss”\n" in text
    )
    assert "2 outlets, 1 independent; first in Toll splits Oss, 2 November 2025" in text
    assert "| Coast Wire |  | [Toll splits Oss](<https://oss.example/toll>) | truncated, altered; copies h |" in text
    assert "](" not in as_markdown(report(row("Toll", url="javascript:alert(1)"), title="x"))
    assert as_markdown(report(title="x")).endswith("\n\nNothing was found.\n")


def found(value: str) -> Report:
    """What a search found: a passage whose every text is `value`, all of it words looked for."""
    article = replace(row(value).printings[0].article, characters=len(value) + 2)
    hit = Hit("h", value, value, "2025-11-02", 0.5, 1, 1 + len(value), value, ((1, 1 + len(value)),))
    return Report(About("passages", value), "2026-11-02T08:00:00+00:00", (article,), (), matrix(()), (hit, hit))


@pytest.mark.parametrize("value", NASTY)
def test_passages_come_out_harmless(value: str) -> None:
    read = list(csv.reader(io.StringIO(as_csv(found(value)), newline=""), strict=True))
    assert tuple(read[0]) == table.PASSAGE_HEAD
    assert [len(line) for line in read] == [len(table.PASSAGE_HEAD)] * 3
    assert not any(cell.lstrip(" \n").startswith(table.FORMULA) for line in read for cell in line)
    text = as_markdown(found(value))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
    bare = re.sub(r"\]\(<https://oss\.example/toll>\)|\*\*", "]", bare)
    assert not re.search(r"[<`*_~$]|https?:|www\.|\]\(", bare), bare
    page = as_html(found(value))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
    assert "<script" not in page
    assert page.count("<mark>") == 2
    assert msgspec.json.decode(as_json(found(value)), type=Exported).passages[0].text == value


def test_a_passage_is_told_with_what_was_looked_for_and_where_it_was_cut() -> None:
    hit = Hit("h", None, None, None, 0.5, 10, 30, "the toll of the toll", ((14, 18), (26, 30), (16, 20)))
    assert list(pieces(hit)) == [
        *(("the ", False), ("toll", True), (" o", True), ("f the ", False), ("toll", True)),
    ]
    assert "".join(text for text, _ in pieces(hit)) == hit.passage
    article = row("Toll").printings[0].article
    assert cut(hit, replace(article, characters=30)) == (True, False)
    assert cut(hit, replace(article, characters=31)) == (True, True)
