"""A PDF becomes an article: columns in order, words whole, no heads and feet; and nothing in one does harm."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pdfs
import pypdf
import pytest
from pdfs import Placed, document, pdf, written

from benchmarks.documents_eval import AIM, MAKERS, MissingError, articles_of, measured, sample
from index.ingest import pdf as reader
from index.ingest.hints import Hint
from index.ingest.pdf import answer, reading
from index.ingest.pdf.hyphens import together, words_of
from index.limits import FOREIGN
from index.model import Article, Skipped

SLOW = 4  # articles that Chromium prints, a second each
CATALOG = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: pdfs.FONT}


def found(data: bytes, **hint: str) -> list[Article | Skipped]:
    return list(reader.read(io.BytesIO(data), Hint("one.pdf", "/one.pdf", **hint)))


def article(data: bytes, **hint: str) -> Article:
    first = found(data, **hint)[0]
    assert isinstance(first, Article), first
    return first


def reason(data: bytes) -> str:
    (only,) = found(data)
    assert isinstance(only, Skipped)
    assert not only.added
    return only.reason


def paragraphs(*pages: Sequence[Placed], size: float = 10) -> list[str]:
    read = reading.taken(document([written(page, size) for page in pages]))
    assert isinstance(read, answer.Taken), read
    return read.text.split("\n\n")


def column(*lines: str, left: float = 50, top: float = 300) -> list[Placed]:
    """Lines one below the other; one that begins with a space is indented."""
    return [(left + 12 * line.startswith(" "), top - 12 * i, line.strip()) for i, line in enumerate(lines)]


@pytest.mark.parametrize("name", [name for name in MAKERS if name.startswith("pdf")])
def test_quotations_come_through_what_its_own_tool_makes_of_an_article(name: str, tmp_path: Path) -> None:
    articles = list(sample())
    try:
        rows = measured(name, articles[:SLOW] if "Chromium" in name else articles, tmp_path)
    except MissingError as missing:
        pytest.skip(str(missing))
    total = sum(row.quotations for row in rows)
    lost = [(row.article, row.lost, row.added) for row in rows if row.lost]
    assert sum(len(row.lost) for row in rows) <= (1 - AIM) * total, lost
    for path in tmp_path.rglob("*.pdf"):
        (one,) = articles_of(path)
        assert isinstance(one, Article)
        original = next(a for a in articles if one.path and Path(one.path).stem.removesuffix("-gs") == a.id)
        assert one.text.splitlines()[0] == original.title  # and no running head before it
        assert one.title == original.title
        assert "file://" not in one.text
        assert "1/" not in one.text


def test_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    left = column(
        "The ferries of Oss will sail", "on Thursday morning if the", "buoy is back at its place", "and nobody asks"
    )
    right = column(
        "for a toll. The minister", "said so, and she said it", "to everybody who asked", "her about it.", left=220
    )
    whole = [
        "The ferries of Oss will sail on Thursday morning if the buoy is back at its place and nobody asks for a toll. "
        "The minister said so, and she said it to everybody who asked her about it."
    ]
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    assert paragraphs([*left, *right]) == whole
    assert paragraphs([*right, *left]) == whole
    assert paragraphs(rows) == whole
    headline = (50.0, 330.0, "A headline that stands across both of the columns below it")
    assert paragraphs([*left, *right, headline]) == [headline[2], *whole]


def test_heads_feet_and_page_numbers_are_taken_out() -> None:
    body = ("The first page has these lines", "of text, and they go on over", "the end of the page without")
    more = ("a break, as they did before", "when nobody looked. The end", "is near.")
    for head, foot in (
        ("The Brack Gull       No. {}", "- {} -"),
        ("{}", "Norrey news agency"),
        ("11/2/26, 9:30 AM    The ferries", "https://gull.example/ferries     {}/2"),
    ):
        pages = [
            [*column(*lines), (50.0, 350.0, head.format(n)), (180.0, 40.0, foot.format(n))]
            for n, lines in enumerate((body, more), 1)
        ]
        assert paragraphs(*pages) == [" ".join((*body, *more))]


def test_a_number_that_belongs_to_the_text_stays() -> None:
    lines = ("The ferry carried in its last", "full year, as everybody knows,", "400,000 people of Oss and")
    assert paragraphs([*column(*lines), (50.0, 264.0, "2026")]) == [" ".join((*lines, "2026"))]


def test_paragraphs_end_where_they_are_seen_to() -> None:
    first = ("She said that the ferries would", "sail on Thursday, and left.")
    second = ("He said that they would not, and", "that the buoy had been moved by", "the current.")
    indented = [*column(*first, *(f"{' ' * (not i)}{line}" for i, line in enumerate(second)))]
    spaced = [*column(*first), *column(*second, top=268)]
    short = [*column(*first, *second)]
    for lines in (indented, spaced, short):
        assert paragraphs(lines) == [" ".join(first), " ".join(second)]


def test_a_quotation_goes_on_over_a_page_and_around_the_notes_below_it() -> None:
    page = column(
        "The minister spoke. “We are ready", "to open the strait to the ferries", "before the first ice, but we will"
    )
    note = written([(50, 60, "1 A note of the editors.")], 7)
    data = document(
        [
            written(page) + note,
            written(column("not pay a toll to cross our own", "sea,” she said on Thursday in Oss.")),
        ]
    )
    assert article(data).text.split("\n\n") == [
        "The minister spoke. “We are ready to open the strait to the ferries before the first ice, but we will "
        "not pay a toll to cross our own sea,” she said on Thursday in Oss.",
        "1 A note of the editors.",
    ]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    capital = written([(50, 276, "T")], 34)
    beside = written(
        [(74, 300, "he ferries of Oss will sail"), (74, 288, "on Thursday if the buoy is"), (74, 276, "back")]
    )
    below = written([(50, 264, "at its place, as everybody hopes.")])
    begun = article(document([capital + beside + below])).text
    assert begun.startswith("The ferries of Oss will sail on Thursday if the buoy is back at its place")


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("it was found near the Nor-", "rey shore", "it was found near the Norrey shore"),
        ("she is twenty-", "one years old", "she is twenty-one years old"),
        ("the herring-", "sellers of Oss", "the herring-sellers of Oss"),  # which the text prints elsewhere
        ("the pres-", "ident spoke", "the president spoke"),
        ("the self-", "styled captain", "the self-styled captain"),
        ("a long-", "term plan", "a long-term plan"),  # two common words
        ("Anglo-", "Norse talks", "Anglo-Norse talks"),
        ("the 14-", "year-old boat", "the 14-year-old boat"),
        ("the state-of-the-", "art ferry", "the state-of-the-art ferry"),
        ("two-", "and three-year plans", "two- and three-year plans"),
        ("the min\u00ad", "ister", "the minister"),
        ("the minis\u2010", "ter", "the minister"),
        ("he said \u2014", "and left", "he said \u2014 and left"),
        ("he said\u2014", "and left", "he said\u2014and left"),
        ("either/", "or", "either/or"),
        ("the end", "of it", "the end of it"),
        ("東京", "都", "東京都"),
    ],
)
def test_words_broken_at_a_line_end_are_whole_again(before: str, after: str, whole: str) -> None:
    words = words_of(["herring-sellers wait in Oss", before, after])
    first, between = together(before, after, words)
    assert first + between + after == whole


def test_ligatures_are_letters_and_control_characters_are_gone() -> None:
    glyphs = b"/Encoding << /Type /Encoding /Differences [1 /fi /ffl /fl] >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>" % glyphs
    shown = b"BT /F1 10 Tf 1 0 0 1 50 300 Tm (the o\\001ce ra\\002e \\033[31mred\\007 \\200 end) Tj ET"
    data = document([shown]).replace(pdfs.FONT, font)
    text = article(data).text
    assert "the ofice raffle" in text
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@pytest.mark.parametrize("turn", ["0 1 -1 0 350 30", "-1 0 0 -1 350 350", "0 -1 1 0 30 350"])
def test_a_page_may_be_turned_and_what_stands_across_it_is_left_out(turn: str) -> None:
    lines = written([(0, 40, "The ferries of Oss will sail"), (0, 28, "on Thursday morning.")])
    stamp = b"q .7 .7 -.7 .7 100 100 cm " + written([(0, 0, "COPY")], 20) + b" Q"
    data = document([b"q %s cm %s Q %s" % (turn.encode(), lines, stamp)])
    assert article(data).text == "The ferries of Oss will sail on Thursday morning."


LINES = written(column("The ferries of Oss", "will sail on Thursday", "if nobody minds."))
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:publicationDate="2026-10-30">'
    b"<dc:title><rdf:Alt><rdf:li>Ferries sail</rdf:li></rdf:Alt></dc:title>"
    b"<dc:creator><rdf:Seq><rdf:li>Signe Marlow</rdf:li><rdf:li>Rex Tarn</rdf:li></rdf:Seq></dc:creator>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


@pytest.mark.parametrize(
    ("info", "packet", "title", "author", "published"),
    [
        (b"/Title (Ferries sail) /Author (Signe Marlow)", b"", "Ferries sail", "Signe Marlow", None),
        (b"/Title (Microsoft Word - ferries.docx) /Author (smarlow)", b"", None, None, None),
        (b"/Title (ferries_final2.indd) /Author (Administrator)", b"", None, None, None),
        (b"/Title (https://gull.example/ferries) /Author (s@gull.example)", b"", None, None, None),
        (b"/Creator (Scribus) /CreationDate (D:20261030120000+01'00')", b"", None, None, "2026-10-30"),
        (b"/Creator (Mozilla/5.0) /Producer (Skia/PDF m156) /CreationDate (D:20261030120000)", b"", None, None, None),
        (b"/CreationDate (D:20261399)", b"", None, None, None),
        (b"", XMP, "Ferries sail", "Signe Marlow, Rex Tarn", "2026-10-30"),
        (b"/Title (From the dictionary)", XMP, "From the dictionary", "Signe Marlow, Rex Tarn", "2026-10-30"),
        (b"", b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + XMP, "Ferries sail", "Signe Marlow, Rex Tarn", "2026-10-30"),
        (b"", XMP.replace(b"Ferries sail", b"<!ENTITY a 'b'>"), None, None, None),
        (b"", XMP[:-80], None, None, None),
    ],
)
def test_title_author_and_date_are_what_the_document_says(
    info: bytes, packet: bytes, title: str | None, author: str | None, published: str | None
) -> None:
    one = article(document([LINES], info, packet=packet))
    assert (one.title, one.author, one.published) == (title, author, published)


def test_what_the_command_line_says_wins() -> None:
    data = document([LINES], b"/Title (Ferries sail) /Author (Signe Marlow) /CreationDate (D:20261030)")
    one = article(data, id="mine", title="Mine", author="Me", published="2026-11-01")
    assert (one.id, one.title, one.author, one.published) == ("mine", "Mine", "Me", "2026-11-01")


def locked(password: str) -> bytes:
    writer, data = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(document([LINES])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(data)
    return data.getvalue()


@cache
def form(content: bytes) -> bytes:
    """A page with this content, that can draw a form that draws itself."""
    itself = pdfs.stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 12 0 R >> >>")
    page = b"<< /Type /Page /Parent 2 0 R /Contents 11 0 R /Resources << /XObject << /X 12 0 R >> >> >>"
    return pdf({**CATALOG, 2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", 10: page, 11: content, 12: itself})


def nested() -> bytes:
    """Forty forms, each of which draws the next one ten times."""
    forms = {
        12 + i: pdfs.stream(
            b"/X Do " * 10, b"/Type /XObject /Subtype /Form /Resources << /XObject << /X %d 0 R >> >>" % (13 + i)
        )
        for i in range(40)
    }
    page = b"<< /Type /Page /Parent 2 0 R /Contents 11 0 R /Resources << /XObject << /X 12 0 R >> >> >>"
    pages = {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", 10: page, 11: pdfs.stream(b"/X Do")}
    return pdf({**CATALOG, **pages, **forms})


def many_pages(count: int) -> bytes:
    kids = b"10 0 R " * count
    return pdf({**CATALOG, 2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), 10: b"<< /Type /Page >>"})


PICTURE = b"q 300 0 0 300 50 50 cm 0 0 1 1 re f Q"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"Dear reader, this is no PDF. " * 50, "is no PDF, or a damaged one"),
        (document([LINES])[:-200], "is no PDF, or a damaged one"),
        (document([]), "is no PDF, or a damaged one"),
        (document([b""]), "has no text"),
        (document([PICTURE, PICTURE]), "has no text, only pictures; make it one with text first"),
        (locked("secret"), "is locked with a password; save a copy without it"),
        (many_pages(2_001), "has 2,001 pages, and no article has more than 2,000; split it"),
        (pdf({**CATALOG, 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 >>"}), "is damaged: page 1 can't be read"),
        (pdf({**CATALOG, 2: b"<< /Type /Pages /Kids [10 0 R] /Count 2000000000 >>"}), ""),
        (b"%PDF-1.7" + b" " * FOREIGN, "is larger than 25 MB, which no article is; split it"),
        (document([written([(5, 5, "a bc" * 1_000)], 1)] * 260), "has more than 1,000,000 characters"),
        (form(pdfs.bomb(2_000_000_000, 2)), "can't be read: the PDF library broke off"),
        (form(pdfs.stream(b"/X Do")), ""),
        (form(pdfs.stream(b"[" * 1_000_000)), "has no text"),
        (nested(), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_said_in_time(data: bytes, said: str) -> None:
    assert reason(data).startswith(said)


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert article(locked("")).text.startswith("The ferries of Oss")


def test_pages_that_are_only_pictures_are_named_in_a_remark() -> None:
    one, remark = found(document([PICTURE, LINES, PICTURE]))
    assert isinstance(one, Article)
    assert remark == Skipped("one.pdf", "was added without pages 1 and 3, each of which is only a picture", added=True)


def test_letters_without_a_name_are_no_text() -> None:
    glyphs = b"/Encoding << /Type /Encoding /Differences [32 %s] >>" % b" ".join(b"/g%d" % i for i in range(95))
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << >> "
    font += b"/FirstChar 32 /LastChar 126 /Widths [%s] %s >>" % (b"5 " * 95, glyphs)
    assert "which letters its shapes are" in reason(document([LINES]).replace(pdfs.FONT, font))


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("while True: pass", "takes longer than 0.5 s to be read"),
        ("import os; os.abort()", "can't be read: the PDF library broke off"),
        ("print('no answer')", "can't be read: the PDF library broke off"),
        ("print('[' * 1_000_000)", "can't be read: the PDF library broke off"),
    ],
)
def test_a_process_that_hangs_breaks_or_talks_nonsense_is_ended(start: str, said: str) -> None:
    read = reader._apart(b"", start, seconds=0.5 if "while" in start else answer.SECONDS)
    assert isinstance(read, answer.Refused)
    assert read.reason.startswith(said)


def test_the_process_writes_no_file_and_asks_for_no_more_memory_than_it_may(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    limit = "from index.ingest.pdf.reading import limit; limit()"
    target = tmp_path / "written"
    for does in (f"open({str(target)!r}, 'w').write('x')", "bytearray(2_000_000_000)"):
        assert isinstance(reader._apart(b"", f"{limit}; {does}"), answer.Refused)
    assert not target.exists() or not target.read_bytes()
