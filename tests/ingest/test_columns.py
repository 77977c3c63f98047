"""Tables with a name over each column, as press databases export them, and broken ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.extracting import quotations_of
from index.ingest import columns
from index.ingest.header import delimiter_of, is_header
from index.ingest.hints import Hint
from index.model import Article, Skipped

SAMPLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def read(table: str | bytes, **given: Any) -> tuple[list[Article], list[Skipped]]:
    data = table if isinstance(table, bytes) else table.encode()
    found = list(columns.read(io.BytesIO(data), Hint("a.csv", "/a.csv", **given)))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Skipped)]


def texts(table: str | bytes, **given: Any) -> list[str]:
    return [one.text for one in read(table, **given)[0]]


HEADERS = [
    # as Factiva, LexisNexis, ProQuest, MediaCloud, and people name them
    ("HD,BY,PD,SN,LP,TD,AN,LA,SE", "H,A,2 November 2026,O,Lead.,Text.,X1,en,S", "Lead.\n\nText."),
    ("Headline;Byline;Load-Date;Publication;Hlead;Section", "H;A;November 2, 2026;O;Text.;S", "Text."),
    ("Title\tAuthors\tpubdate\tpubtitle\tFull text\tAccession number", "H\tA\tNov 2, 2026\tO\tText.\tX1", "Text."),
    ("title|author|publish_date|media_name|text|language", "H|A|2026-11-02|O|Text.|en", "Text."),
    ("\ufeff TITLE , AUTHOR, DATE ,Source,Full_Text", '"H",A,02.11.2026,O,"Text."', "Text."),
]


@pytest.mark.parametrize(("header", "row", "text"), HEADERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_columns_are_known_by_their_names(header: str, row: str, text: str, end: str, encoding: str) -> None:
    (article,), remarks = read(f"{header}{end}{row}{end}".encode(encoding))
    assert remarks == []
    assert (article.text, article.title, article.author) == (text, "H", "A")
    assert (article.published, article.outlet) == ("2026-11-02", "O")


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("a,text", ","),
        ("text;a, b, c;title", ";"),
        ("text", ","),
        ("sep=;", ";"),
        ("Volltext\tTitel", "\t"),
        ('"a;b",text', ","),
    ],
)
def test_what_parts_columns_is_told_by_the_header(header: str, sign: str) -> None:
    assert delimiter_of(header) == sign


@pytest.mark.parametrize(
    ("line", "known"),
    [("title,text", True), ("Date;Body", True), ("text", False), ("Title, date and text", False), ("", False)],
)
def test_a_header_is_told_from_prose(line: str, known: bool) -> None:
    assert is_header(line) is known


def test_a_line_for_excel_is_passed_over() -> None:
    assert texts("sep=|\ntext|id\n“A, b”|1\n") == ["“A, b”"]


def test_a_field_may_hold_marks_signs_and_line_breaks() -> None:
    assert texts('title,text\nT,"She said ""no"", twice.\r\n\r\nThen; she left."\n') == [
        'She said "no", twice.\r\n\r\nThen; she left.'
    ]
    assert texts('title,text\nT,"She said \\"no\\", twice."\n') == ['She said "no", twice.']
    assert texts('title\ttext\n"No"\t"No," she said. "Never."\n') == ['"No," she said. "Never."']
    assert texts('title,text\nT,She said “no” and "no" twice.\n') == ['She said “no” and "no" twice.']


def test_names_that_are_not_known_are_said_by_hand() -> None:
    table = "Titel;Vorspann;Volltext;Text\nT;V;Ganz;x\n"
    named = (("text", "vorspann"), ("text", "VOLLTEXT"), ("title", " titel"))
    ((article,), _) = read(table, columns=named)
    assert (article.text, article.title) == ("V\n\nGanz", "T")
    _, (missing,) = read(table, columns=(("text", "Inhalt"),))
    assert missing.reason == "has no column 'Inhalt'; its columns are 'Titel', 'Vorspann', 'Volltext', 'Text'"
    _, (unknown,) = read("Titel;Volltext\nT;x\n")
    assert "its columns are 'Titel', 'Volltext'" in unknown.reason
    assert "--column text=NAME" in unknown.reason


def test_a_lead_that_the_text_repeats_stands_once() -> None:
    assert texts("lead,text\nOne two.,One  two. Three.\nOne.,Two.\nOne.,\n") == [
        "One  two. Three.",
        "One.\n\nTwo.",
        "One.",
    ]


def test_markup_in_a_field_goes() -> None:
    assert texts('text,id\n"<p>“A <b>b</b>”</p><p>C</p>",1\n') == ["“A b”\n\nC"]


def test_ids_come_from_ids_addresses_or_words() -> None:
    table = "id,url,text\n7,https://a.example/x,A\n,https://www.a.example/x/?utm_source=y,B\n,Link,C\n,Link,D\n,,C\n"
    (seven, address, c, d, again), _ = read(table)
    assert (seven.id, seven.named, address.named) == ("7", True, False)
    assert address.id == read("url,text\nhttps://a.example/x,Z\n")[0][0].id
    assert len({c.id, d.id, again.id}) == 3
    moved = read("text,title\nD,\nC,\nC,\n")[0]
    assert [one.id for one in moved] == [d.id, c.id, again.id]


def test_what_a_row_says_goes_before_the_command_line() -> None:
    (one, two), _ = read("outlet,date,text\nA,2026,x\n,,y\n", outlet="B", published="2025", transcript=True)
    assert (one.outlet, one.published, one.transcript) == ("A", "2026", True)
    assert (two.outlet, two.published) == ("B", "2025")


@pytest.mark.parametrize(
    ("table", "where", "says"),
    [
        ("id,text\n1,a\n2,\n3,c\n", "a.csv:3", "has no text"),
        ('id,text\n1,"a\nb"\n2,\n', "a.csv:4", "has no text"),
        ("id,text\n1,a, b\n", "a.csv:2", "has 3 columns where the table has 2"),
        ('id,text\n1,"a "b" c"\n3,c\n', "a.csv:2", "quotation marks that don't fit"),
        ('id,text\n1,a\n2,"b\n3,c\n', "a.csv:3", "never closed"),
        ("id,text\n\x1b,a\n", "a.csv:2", "id that can't be used"),
        ("id,text\n" + "1" * 201 + ",a\n", "a.csv:2", "id that can't be used"),
        (b"id,text\n1,caf\xe9\n2,b\n", "a.csv:2", "is not UTF-8 text; convert"),
        ("id,text,date\n1,a,11/02/2026\n", "a.csv:2", "the day or the month may stand first; write 2026-11-02"),
        ("id,text,date\n1,a,soon\n", "a.csv:2", "without a date: it is given as 'soon'"),
        ("id,text,transcript\n1,a,perhaps\n", "a.csv:2", "write true or false"),
        ("", "a.csv", "is empty"),
        ("\n\n", "a.csv", "is empty"),
        ("id,text\n", "a.csv", "no rows"),
        (b"id,text\n1,a\0b\n", "a.csv", "is binary"),
        ("id,text\n1,a\n".encode("utf-16") + b"\x00\xd8", "a.csv", "is not UTF-16 text"),
        ("a,b\n1,2\n", "a.csv", "no column known as a text"),
        (",".join(map(str, range(50))) + "\n1\n", "a.csv", "and 20 more"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(table: str | bytes, where: str, says: str) -> None:
    articles, skipped = read(table)
    assert [(one.path, says in one.reason) for one in skipped] == [(where, True)]
    assert len(articles) in (0, 1, 2)


def test_rows_after_a_broken_one_are_read() -> None:
    assert texts('id,text\n1,"a "b" c"\n2,\n3,c\n') == ["c"]
    assert texts(b"id,text\n1,caf\xe9\n2,b\n") == ["b"]


def test_blank_rows_say_nothing() -> None:
    articles, skipped = read("\n\nid;text\n;\n\n1;a\n;;;\n")
    assert (len(articles), skipped) == (1, [])


class Endless(io.RawIOBase):
    """A stream that goes on for ever, and remembers how much of it was taken."""

    def __init__(self, start: bytes, more: bytes) -> None:
        self.left, self.more, self.given = start, more * 4096, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.left:
            self.left = self.more
        piece, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


def begun(start: bytes, more: bytes) -> tuple[Endless, Iterator[Article | Skipped]]:
    stream = Endless(start, more)
    return stream, columns.read(io.BufferedReader(stream), Hint("a.csv", "/a.csv"))


@pytest.mark.parametrize(("start", "more"), [(b'"', b"x"), (b'"', b"x\n"), (b"", b'"\n",'), (b"", b"x,")])
def test_a_row_without_an_end_is_left(start: bytes, more: bytes) -> None:
    stream, found = begun(b"id,text\n1,a\n2," + start, more)
    first, last = found
    assert isinstance(first, Article)
    assert isinstance(last, Skipped)
    assert last.path == "a.csv:3"
    assert "never closed" in last.reason
    assert stream.given < 4 * columns.MAX_ROW


def test_rows_are_read_when_they_are_needed() -> None:
    stream, found = begun(b"id,text\n", b"1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")
    for _ in range(1000):
        assert isinstance(next(found), Article)
    assert stream.given < 4 * columns.SAMPLE


def test_a_text_longer_than_pythons_own_limit_is_read() -> None:
    assert texts(f'text\n"{"a b " * 100_000}"\n') == [("a b " * 100_000).strip()]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_quotations_of_the_sample_come_through(sign: str) -> None:
    made = io.StringIO()
    rows = csv.writer(made, delimiter=sign)
    rows.writerow(["Headline", "Full Text"])
    plain = [file.read_text(encoding="utf-8") for file in SAMPLE]
    rows.writerows([text.splitlines()[0], text] for text in plain)
    articles, skipped = read(made.getvalue())
    assert skipped == []
    wanted = there = 0
    for article, text in zip(articles, plain, strict=True):
        quoted = [q.text for q in quotations_of(Article("x", text)) if q.kind != "indirect"]
        found = {q.text for q in quotations_of(article) if q.kind != "indirect"}
        wanted, there = wanted + len(quoted), there + sum(one in found for one in quoted)
    assert wanted > 50
    assert there / wanted >= 0.98
