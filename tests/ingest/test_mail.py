"""E-mail: as Python's own writer makes it, and broken."""

from __future__ import annotations

import io
import mailbox
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from index.extracting import quotations_of
from index.ingest import mail, mbox
from index.ingest.hints import Hint
from index.model import Article, Skipped

SAMPLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
HINT = Hint("a.eml", "/a.eml")
WORDS = "“We counted the buoys twice,” said Ada Lind, the harbour master of Oss, on Monday."


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
    found = list(mail.read(io.BytesIO(data), HINT))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Skipped)]


def article(data: bytes) -> Article:
    (found,), _ = read(data)
    return found


def quoted(article: Article) -> set[str]:
    return {" ".join(q.text.split()) for q in quotations_of(article) if q.kind != "indirect"}


def as_html(text: str) -> EmailMessage:
    rows = "".join(f"<tr><td><p>{part}</p></td></tr>" for part in text.split("\n\n"))
    return message("See the web version.", f"<html><body><table>{rows}</table></body></html>")


def as_lines(text: str) -> EmailMessage:
    return message("\n\n".join(textwrap.fill(part, 72) for part in text.split("\n\n")))


def as_flowed(text: str) -> EmailMessage:
    made = message("\n\n".join(" \n".join(textwrap.wrap(part, 70)) for part in text.split("\n\n")))
    made.set_param("format", "flowed")
    return made


@pytest.mark.parametrize("written", [as_html, as_lines, as_flowed])
@pytest.mark.parametrize("boxed", [False, True])
def test_the_sample_as_newsletters(written: Callable[[str], EmailMessage], boxed: bool, tmp_path: Path) -> None:
    wanted, there = 0, 0
    texts = [file.read_text(encoding="utf-8") for file in SAMPLE]
    messages = [written(text) for text in texts]
    if boxed:
        box = mailbox.mbox(tmp_path / "a.mbox")
        for number, one in enumerate(messages):
            one.replace_header("Message-ID", f"<{number}@wire.example>")
            box.add(one)
        box.close()
        before = (tmp_path / "a.mbox").read_bytes()
        with (tmp_path / "a.mbox").open("rb") as stream:
            found = [one for one in mbox.read(stream, Hint("a.mbox", "/a.mbox")) if isinstance(one, Article)]
        assert (tmp_path / "a.mbox").read_bytes() == before
    else:
        found = [article(one.as_bytes()) for one in messages]
    assert len(found) == len(texts)
    for text, one in zip(texts, found, strict=True):
        plain = quoted(Article("x", text))
        wanted += len(plain)
        there += len(plain & quoted(one))
    assert there / wanted >= 0.98


def test_what_a_message_says_of_itself() -> None:
    made = message()
    made["Content-Language"] = "de-DE"
    found = article(made.as_bytes())
    assert (found.title, found.site, found.author) == ("Fähre fährt", "Coast Wire", "Coast Wire")
    assert (found.published, found.language) == ("2026-11-02T10:00:00+00:00", "de")
    assert found.id == article(message(WORDS + " More.").as_bytes()).id, "one message, wherever it is kept"
    listed = article(message(List_Id='"The Oss Letter" <letter.wire.example>').as_bytes())
    assert (listed.site, listed.author) == ("The Oss Letter", None)


def test_what_is_answered_and_signed_is_left_out() -> None:
    text = f"On Monday somebody wrote:\n> “Not my words,” he said.\n\n{WORDS}\n\n-- \nCoast Wire, Oss"
    assert "Not my words" not in article(message(text).as_bytes()).text
    assert "Coast Wire, Oss" not in article(message(text).as_bytes()).text


def test_attachments_are_named() -> None:
    made = message()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="fog\x1b[2J.pdf")
    (found,), (told,) = read(made.as_bytes())
    assert "We counted" in found.text
    assert told.added
    assert "attachments" in told.reason
    assert told.reason.isprintable()


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
    "charset", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", "x-unknown", "no-such-charset", "utf-7"]
)
def test_whatever_the_character_set_is_said_to_be(charset: str) -> None:
    head = f"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert "Lind" in article(head + "Die Fähre, sagte Lind, „fährt am Montag um acht Uhr in der Früh.“".encode()).text


def test_orders_to_a_terminal_are_no_text() -> None:
    made = message(f"\x1b]0;PWNED\x07 {WORDS} \x9b31m", Subject="a =?utf-8?q?=1b]0;PWNED=07?= b")
    found = article(made.as_bytes())
    assert all(c.isprintable() or c == "\n" for c in found.text)
    assert (found.title or "").isprintable()


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
