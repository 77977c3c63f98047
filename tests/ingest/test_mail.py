"""E-mail: as Python's own writers make it, broken, and made to do harm."""

from __future__ import annotations

import gc
import io
import mailbox
import textwrap
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import product
from pathlib import Path

import pytest
from ingested import SAMPLE, ingested, parted, quoted, whole
from pdfs import document, written

from index.ingest import mail, mbox
from index.ingest.hints import Hint
from index.ingest.mail.wrapped import paragraphs
from index.library import Library
from index.model import Article, Skipped

HINT = Hint("a.eml", "/a.eml")
WORDS = "“We counted the buoys twice,” said Ada Lind, the harbour master of Oss, on Monday."
TEXTS = [file.read_text(encoding="utf-8") for file in SAMPLE]


def message(text: str = WORDS, html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Coast Wire <news@wire.example>"
    made["Subject"] = "Fähre fährt"
    made["Date"] = format_datetime(datetime(2026, 11, 2, 10, tzinfo=UTC))
    made["Message-ID"] = "<one@wire.example>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text, cte="quoted-printable")
    if html is not None:
        made.add_alternative(html, subtype="html", cte="base64")
    return made


def read(data: bytes) -> tuple[list[Article], list[Skipped]]:
    return parted(mail.read(io.BytesIO(data), HINT))


def article(data: bytes) -> Article:
    (found,), _ = read(data)
    return found


def boxed(messages: list[EmailMessage], folder: Path) -> Path:
    """A mailbox as Python writes it, with a line in it that begins as a message does."""
    box = mailbox.mbox(folder / "a.mbox")
    for number, one in enumerate(messages):
        one.replace_header("Message-ID", f"<{number}@wire.example>")
        box.add(one)
    box.close()
    return folder / "a.mbox"


# the sample, as letters are laid out


def table(html: str, depth: int = 3) -> str:
    for _ in range(depth):
        html = f'<table role="presentation" width="100%"><tbody><tr><td class="x">{html}</td></tr></tbody></table>'
    return html


def as_newsletter(text: str) -> EmailMessage:
    parts = "".join(f'<p style="margin:10px 0">{part}</p>' for part in text.split("\n\n"))
    return message(
        "See the web version.",
        f"""<!doctype html><html><head><title>x</title><style>p {{ margin: 0 }}</style></head><body>
        <span style="font-size:0; display: none;">The week in a line &#847;&zwnj;&nbsp;&#847;&zwnj;</span>
        {table('<a href="https://click.wire.example/1">View this email in your browser</a>')}{table(parts, 5)}
        {
            table(
                "<em>Copyright © 2026 Coast Wire, All rights reserved.</em><br><br>You can <a href=x>update your "
                "preferences</a> or <a href=y>unsubscribe from this list</a>."
            )
        }</body></html>""",
    )


def as_tables(text: str) -> EmailMessage:
    return message("x", f"<html><body><center>{''.join(table(part) for part in text.split(2 * chr(10)))}</center>")


def as_breaks(text: str) -> EmailMessage:
    return message("x", f"<html><body>{table('<br><br>'.join(text.split(2 * chr(10))))}</body></html>")


def as_divs(text: str) -> EmailMessage:
    return message("x", "".join(f"<div dir=ltr>{part}</div><div><br></div>" for part in text.split("\n\n")))


def as_word(text: str) -> EmailMessage:
    parts = (f"<p class=MsoNormal><span>{part}<o:p></o:p></span></p>" for part in text.split("\n\n"))
    return message("x", f"<html xmlns:o='urn:x'><body><div class=WordSection1>{'<o:p>&nbsp;</o:p>'.join(parts)}</div>")


def wrapped(text: str, column: int, **options: str) -> str:
    return "\n\n".join(textwrap.fill(part, column, **options) for part in text.split("\n\n"))  # type: ignore[arg-type]


def flowing(text: str) -> str:
    return "\n\n".join(" \n".join(textwrap.wrap(part, 66)) for part in text.split("\n\n"))


def spaceless(text: str) -> str:
    parts = ([part[at : at + 60] for at in range(0, len(part), 60)] for part in text.split("\n\n"))
    return "\n\n".join(" \n".join(f" {one}" if one[0] in " >" else one for one in some) for some in parts)


def as_lines(column: int, **options: str) -> Callable[[str], EmailMessage]:
    return lambda text: message(wrapped(text, column, **options))


def as_flowed(write: Callable[[str], str], **says: str) -> Callable[[str], EmailMessage]:
    def make(text: str) -> EmailMessage:
        made = message(write(text))
        for name, value in says.items():
            made.set_param(name, value)
        return made

    return make


def as_quotation(text: str) -> EmailMessage:
    return message("\n".join(f"> {line}" for line in wrapped(text, 70).split("\n")))


LAID_OUT: dict[str, Callable[[str], EmailMessage]] = {
    "newsletter": as_newsletter,
    "a table for each paragraph": as_tables,
    "line breaks alone": as_breaks,
    "a division for each line": as_divs,
    "by a word processor": as_word,
    "not broken": message,
    **{f"broken at {column}": as_lines(column) for column in (58, 65, 72, 76, 78, 90)},
    "broken, indented": as_lines(72, initial_indent="    ", subsequent_indent="    "),
    "broken, with first lines indented": as_lines(72, initial_indent="   "),
    "flowed": as_flowed(flowing, format="flowed"),
    "flowed within words": as_flowed(spaceless, format="flowed", delsp="yes"),
    "broken, and said to flow": as_flowed(lambda text: wrapped(text, 72), format="flowed"),
    "a block quotation": as_quotation,
}


@pytest.mark.parametrize("how", LAID_OUT)
def test_the_sample_as_letters(how: str) -> None:
    assert whole(article(LAID_OUT[how](text).as_bytes()) for text in TEXTS) >= 0.98


@pytest.mark.parametrize("how", ["newsletter", "broken at 72", "flowed"])
def test_the_sample_in_a_mailbox(how: str, tmp_path: Path) -> None:
    file = boxed([LAID_OUT[how](text) for text in TEXTS], tmp_path)
    before, there = file.read_bytes(), {*tmp_path.iterdir()}
    file.chmod(0o400)
    articles, skipped = ingested(file)
    assert (len(articles), skipped) == (len(TEXTS), [])
    assert articles[1].path == f"{file}!2"
    assert whole(articles) >= 0.98
    assert (file.read_bytes(), {*tmp_path.iterdir()}) == (before, there), "nothing is written, or locked"


def test_what_a_newsletter_says_of_itself_is_left_out() -> None:
    found = article(as_newsletter(WORDS + "\n\n“I will unsubscribe from this,” he said.").as_bytes())
    assert found.text == WORDS + "\n\n“I will unsubscribe from this,” he said."
    plain = (
        f"View this email in your browser (https://wire.example/1)\n\n{WORDS}\n\nUnsubscribe: https://wire.example/2"
    )
    assert article(message(plain).as_bytes()).text == WORDS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Coast Wire\n12 Quay Street\nOss", ["Coast Wire\n12 Quay Street\nOss"]),
        ("- one\n- two, which is so long that it was broken at the column of the\n  letter", None),
        ("1. one\n2. two", ["1. one\n2. two"]),
        ("Roses are red\nViolets are blue", ["Roses are red\nViolets are blue"]),
    ],
)
def test_lines_that_were_ended_by_hand_stay(text: str, wanted: list[str] | None) -> None:
    above = wrapped(WORDS * 3, 72)
    found = paragraphs(f"{above}\n\n{text}", False, False, False)[1:]
    assert found == (wanted or ["- one\n- two, which is so long that it was broken at the column of the letter"])


def test_what_a_message_says_of_itself() -> None:
    made = message()
    made["Content-Language"] = "de-DE"
    found = article(made.as_bytes())
    assert (found.title, found.site, found.author) == ("Fähre fährt", "Coast Wire", "Coast Wire")
    assert (found.published, found.language) == ("2026-11-02T10:00:00+00:00", "de")
    assert found.id == article(message(WORDS + " More.").as_bytes()).id, "one message, wherever it is kept"
    listed = article(message(List_Id='"The Oss Letter" <letter.wire.example>').as_bytes())
    assert (listed.site, listed.author) == ("The Oss Letter", None)


@pytest.mark.parametrize(
    ("headers", "site", "author"),
    [
        ({"List_Id": "The Oss Letter <letter.wire.example>"}, "The Oss Letter", None),
        ({"List_Id": "<letter.wire.example>"}, "Coast Wire", None),
        ({"List_Id": "9a5d3e8b1f12mc list <9a5d3e8b1f12.117.list-id.wire.example>"}, "Coast Wire", None),
        ({"List_Unsubscribe": "<https://wire.example/u>"}, "Coast Wire", None),
        ({"From": "news@wire.example"}, "wire.example", None),
        ({"From": "=?utf-8?q?F=C3=A4hre?= <a@b.example>"}, "Fähre", "Fähre"),
        ({"From": '"Lind, Ada" <a@b.example>'}, "Lind, Ada", "Lind, Ada"),
    ],
)
def test_who_publishes_a_letter(headers: dict[str, str], site: str, author: str | None) -> None:
    found = article(message(**headers).as_bytes())
    assert (found.site, found.author) == (site, author)


def test_only_a_head_says_where_a_letter_stands_on_the_web() -> None:
    assert article(message(Archived_At="<https://wire.example/1>").as_bytes()).url == "https://wire.example/1"
    assert article(message(Archived_At="<javascript:1>").as_bytes()).url is None
    assert article(as_newsletter(WORDS).as_bytes()).url is None


@pytest.mark.parametrize("subject", ["Fähre fährt".encode(), "Fähre =?utf-8?b?ZsOkaHJ0?=".encode()])
def test_a_subject_in_bytes_that_no_head_may_have(subject: bytes) -> None:
    assert article(b"From: a@b.example\nSubject: " + subject + b"\n\n" + WORDS.encode()).title == "Fähre fährt"


ANSWER = "On Mon, 2 Nov 2026 at 10:00, Tor Aas <tor@wire.example>\nwrote:\n\n> “Not my words,” he said.\n> More.\n"


def test_what_is_answered_and_signed_is_left_out() -> None:
    for text in (f"{ANSWER}\n{WORDS}", f"{WORDS}\n\n{ANSWER}", f"{WORDS}\n\n{ANSWER}\n-- \nCoast Wire, Oss"):
        assert article(message(text).as_bytes()).text == WORDS
    headed = message(f"> “Not my words,” he said.\n\n{WORDS}", In_Reply_To="<a@b.example>")
    assert article(headed.as_bytes()).text == WORDS


def test_a_block_quotation_in_a_letter_that_answers_nothing_is_its_own() -> None:
    found = article(message(f"The mayor wrote to all:\n\n> {WORDS}\n>\n> “It is over,” she said.\n").as_bytes())
    assert found.text == f"The mayor wrote to all:\n\n{WORDS}\n\n“It is over,” she said."


def test_text_below_a_ruled_line_is_no_signature() -> None:
    text = f"{WORDS}\n\n--\n\n" + "\n".join(f"“Item {number},” she said." for number in range(20))
    assert "Item 19" in article(message(text).as_bytes()).text


@pytest.mark.parametrize(
    ("html", "is_there"),
    [
        ("<blockquote type=cite>“Not my words,” he said.</blockquote>", False),
        ("<div class='gmail_quote'>“Not my words,” he said.</div>", False),
        ("<div class=gmail_quote>---------- Forwarded message ---------<br>“Not my words,” he said.</div>", True),
        ("<blockquote>“Not my words,” he said.</blockquote>", True),
    ],
)
def test_what_is_answered_in_html(html: str, is_there: bool) -> None:
    answers = message("x", f"<p>{WORDS}</p>{html}", In_Reply_To="<a@b.example>")
    assert ("Not my words" in article(answers.as_bytes()).text) == is_there
    assert "Not my words" in article(message("x", f"<p>{WORDS}</p>{html}").as_bytes()).text


def test_attachments_are_named() -> None:
    made = message()
    for name in ("fog\x1b[2J.png", "../../evil.sh", *(f"{number}.doc" for number in range(5))):
        made.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    (found,), (told,) = read(made.as_bytes())
    assert "We counted" in found.text
    assert told.added
    assert told.reason.startswith("has attachments that were not read: fog")
    assert told.reason.endswith("and 2 more")
    assert told.reason.isprintable()
    assert "/" not in told.reason


def test_letters_within_a_letter_are_articles_of_their_own() -> None:
    made = message("As promised.", Subject="Fwd", Message_ID="<three@wire.example>")
    made.add_attachment(message(Message_ID="<two@wire.example>"))
    articles, skipped = read(made.as_bytes())
    assert [(one.title, one.path) for one in articles] == [("Fähre fährt", "a.eml!1")]
    assert articles[0].id == article(message(Message_ID="<two@wire.example>").as_bytes()).id
    assert skipped == []
    for number in range(20):
        outer = message(WORDS, Message_ID=f"<{number}@wire.example>")
        outer.add_attachment(made)
        made = outer
    articles, skipped = read(made.as_bytes())
    assert len(articles) == mail.DEPTH
    assert len(skipped) == 1


def test_a_pdf_within_a_letter_is_an_article_of_its_own() -> None:
    lines = ((30, 350 - 14 * number, line) for number, line in enumerate(textwrap.wrap(WORDS, 50)))
    made = message()
    for name, data in (("release.pdf", document([written(lines)])), ("other.pdf", b"no pdf")):
        made.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    articles, skipped = read(made.as_bytes())
    assert [one.path for one in articles] == ["a.eml", "a.eml!release.pdf"]
    assert quoted(articles[1]) == quoted(articles[0])
    assert [(one.path, one.added) for one in skipped] == [("a.eml!other.pdf", True)]


def test_one_letter_in_a_file_and_in_a_mailbox_is_one_article(tmp_path: Path) -> None:
    one = message(wrapped(TEXTS[0], 72))
    one.replace_header("Message-ID", "<0@wire.example>")
    (tmp_path / "a.eml").write_bytes(one.as_bytes())
    file = boxed([one, message(TEXTS[1])], tmp_path)
    with Library.open(tmp_path / "library") as library:
        assert len(library.add([str(tmp_path / "a.eml")]).added) == 1
        done = library.add([str(file)])
        assert (len(done.added), len(done.unchanged), done.skipped) == (1, 1, ())
        again = library.add([str(file)])
        assert (len(again.unchanged), again.skipped) == (2, ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"no mail at all\n", "neither sender nor subject"),
        (b"From: a@b.example\nSubject: x\n\n", "without a text"),
        (b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed\n\n", "without a text"),
        (b"From: a@b.example\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 5_000, "without a text"),
    ],
)
def test_what_is_no_article(data: bytes, reason: str) -> None:
    articles, (told,) = read(data)
    assert articles == []
    assert reason in told.reason


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *product(["utf-8", "iso-8859-1", "windows-1252", "us-ascii", "x-unknown", "no-such-charset", None], ["utf-8"]),
        *product(["iso-8859-1", "latin1", "us-ascii", "windows-1252", "utf-8", None], ["cp1252"]),
        ("utf-16", "utf-16"),
        ("utf-7", "utf-8"),
        ("idna", "utf-8"),
        ("base64", "utf-8"),
        ("undefined", "utf-8"),
    ],
)
def test_whatever_the_character_set_is_said_to_be(said: str | None, meant: str) -> None:
    text = "„Die Fähre fährt am Montag um acht“, sagte Lind in der Früh auf der Mole von Oss."
    says = f"; charset={said}" if said else ""
    head = (
        f"From: a@b.example\nSubject: x\nContent-Transfer-Encoding: 8bit\nContent-Type: text/plain{says}\n\n".encode()
    )
    assert article(head + text.encode(meant)).text == text


def test_html_says_its_character_set_where_the_head_does_not() -> None:
    text = "Паром пойдет в понедельник, сказала Лунд, начальник порта."
    head = b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n"
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{text}</p></body></html>'
    assert article(head + page.encode("koi8-r")).text == text


@pytest.mark.parametrize(
    "html",
    [
        f"<style>p {{}}</wrong><p>{WORDS}</p></body></html>",  # a sheet that never ends
        f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>{WORDS}</p></body></html>',
        f"<p>{WORDS}</p>\0<div style='display:none'>",
        f"<html style='display:none'><body style='display:none'><p>{WORDS}</p></body></html>",
        f"{'<div>' * 2_000}{WORDS}",
    ],
    ids=["sheet", "declaration", "zero", "all hidden", "deep"],
)
def test_html_that_is_broken(html: str) -> None:
    made = message(WORDS, html)
    assert quoted(article(made.as_bytes()))[:1] == ["We counted the buoys twice,"]


def test_orders_to_a_terminal_are_no_text() -> None:
    made = message(f"\x1b]0;PWNED\x07 {WORDS} \x9b31m", Subject="a =?utf-8?q?=1b]0;PWNED=07?= b")
    found = article(made.as_bytes())
    assert all(c.isprintable() or c == "\n" for c in found.text)
    assert (found.title or "").isprintable()


HEAD = b"From: a@b.example\nSubject: x\n"


def headed(name: bytes, value: bytes) -> bytes:
    return HEAD + name + b": " + value + b"\n\n" + WORDS.encode()


def nested(depth: int, lines: int) -> bytes:
    within = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(depth))
    return HEAD + b"".join(within) + b"\n\n" + b"--a line\n" * lines


HARMFUL: dict[str, Callable[[], bytes]] = {  # each took minutes, or gigabytes, of Python's parser
    "words encoded one by one": lambda: (
        b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 90_000 + b"\n\n" + WORDS.encode()
    ),
    "a subject on a million lines": lambda: (
        b"From: a@b.example\nSubject: x\n" + b" y\n" * 300_000 + b"\n" + WORDS.encode()
    ),
    "brackets": lambda: b"Subject: x\nFrom: " + b"(" * 90_000 + b"\n\n" + WORDS.encode(),
    "senders": lambda: b"Subject: x\nFrom: " + b"a@b.example, " * 50_000 + b"\n\n" + WORDS.encode(),
    "parameters": lambda: headed(b"Content-Type", b"text/plain" + b"; a=b" * 200_000),
    "a list": lambda: headed(b"List-Id", b'"a ' * 500_000),
    "a broken id": lambda: headed(b"Message-ID", b"<" * 300_000),
    "a date": lambda: headed(b"Date", b"1 " * 300_000),
    "headers": lambda: b"a:\n" * 300_000 + HEAD + b"\n" + WORDS.encode(),
    "lines": lambda: HEAD + b"\n" + b"\n" * 10_000_000,
    "parts": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 600_000,
    "parts within parts": lambda: nested(400, 900_000),
    "letters within letters": lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 50_000,
    "a text of 20 MB": lambda: HEAD + b"\n" + b"a" * 20_000_000,
    "tags": lambda: headed(b"Content-Type", b"text/html\n\n" + b"<div>" * 900_000),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_letter_costs_little(name: str) -> None:
    data = HARMFUL[name]()
    tracemalloc.start()
    try:
        found = list(mail.read(io.BytesIO(data), HINT))
        assert tracemalloc.get_traced_memory()[1] < 900_000_000
    finally:
        tracemalloc.stop()
    assert len(found) == 1
    assert all(one.reason.isprintable() for one in found if isinstance(one, Skipped))


def test_deep_nesting_ends() -> None:
    data = b"From: a@b.example\nSubject: x\n"
    for level in range(300):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    assert read(data + b"\n\ntext")[1]


def test_a_sentence_that_begins_with_from_begins_no_message() -> None:
    body = f"{WORDS}\n\nFrom the quay nothing was to be seen.\n\n>From here on it was quiet.\n"
    data = f"From a@b.example Mon Nov  2 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\n{body}\n".encode() * 2
    found = list(mbox.read(io.BytesIO(data), Hint("a.mbox", "/a.mbox")))
    assert len(found) == 2
    assert isinstance(found[0], Article)
    assert "\n\nFrom here on" in found[0].text


def test_what_is_no_mailbox() -> None:
    (told,) = mbox.read(io.BytesIO(b"no mailbox\n"), Hint("a.mbox", "/a.mbox"))
    assert isinstance(told, Skipped)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mailbox_whose_messages_are_broken(end: bytes) -> None:
    begin = b"From a@b.example Mon Nov  2 10:00:00 2026\n"
    good = b"From: a@b.example\nSubject: x\n\n" + WORDS.encode() + b"\n\n"
    data = begin + b"no headers\n\n" + begin + good + (begin + b"\n") * 50 + begin + good
    found, skipped = parted(mbox.read(io.BytesIO(data.replace(b"\n", end)), Hint("a.mbox", "/a.mbox")))
    assert [one.path for one in found] == ["a.mbox!2", "a.mbox!53"]
    assert len(skipped) == mbox.NAMED + 1
    assert skipped[-1].reason == "holds 31 more messages that can't be read, or have no text"


def test_a_mailbox_whose_letters_have_attachments_says_so_once(tmp_path: Path) -> None:
    made = [message(), message(), message()]
    for one in made[:2]:
        one.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    articles, skipped = ingested(boxed(made, tmp_path))
    assert len(articles) == 3
    assert [(one.reason, one.added) for one in skipped] == [("has attachments of 2 messages that were not read", True)]


def test_a_large_mailbox_needs_no_more_memory_than_its_largest_message() -> None:
    one = b"From a@b.example Mon Nov  2 10:00:00 2026\n" + message(WORDS * 1_000).as_bytes() + b"\n"

    class Endless(io.RawIOBase):
        left = 60

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if not self.held:
                self.held, self.left = (one, self.left - 1) if self.left else (b"", 0)
            data, self.held = self.held[: len(buffer)], self.held[len(buffer) :]
            buffer[: len(data)] = data
            return len(data)

        held = b""

    def sizes() -> Iterator[int]:
        for _ in mbox.read(io.BufferedReader(Endless()), Hint("a.mbox", "/a.mbox")):  # type: ignore[arg-type]
            yield tracemalloc.get_traced_memory()[1]

    gc.collect()
    tracemalloc.start()
    try:
        found = list(sizes())
    finally:
        tracemalloc.stop()
    assert len(found) == 60
    assert max(found) < 30 * len(one), f"a mailbox of {60 * len(one):,} bytes"


def test_a_line_like_a_beginning_is_looked_at_once() -> None:
    data = b"From " + b"a" * 60_000 + b"\n\nFrom" + b" 2026" * 12_000 + b"x\n"
    (told,) = mbox.read(io.BytesIO(data), Hint("a.mbox", "/a.mbox"))
    assert isinstance(told, Skipped)
