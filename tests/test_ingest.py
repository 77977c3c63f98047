"""Files become articles, and what can't be read becomes a sentence."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from index.ingest import read, sources
from index.ingest.hints import iso_date
from index.ingest.plain import MAX_BYTES, title_of
from index.model import Article, Skipped

BODY = "Ada Lind spoke in Oss on Monday. “Nothing is final,” she said.\n"


def taken(*named: Path | str, **options: str) -> tuple[list[Article], list[Skipped]]:
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for item in sources([str(n) for n in named], **options):
        for found in [item] if isinstance(item, Skipped) else read(item):
            (articles if isinstance(found, Article) else skipped).append(found)
    return articles, skipped


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lind: nothing is final\n\nShe spoke on Monday.", "Lind: nothing is final"),
        ("Lind: nothing is final\nShe spoke on Monday.", "Lind: nothing is final"),
        ("\n\n  Is anything final?  \nNo.", "Is anything final?"),
        ("\ufeffLind: 'nothing is final'\r\n\r\nShe spoke.", "Lind: 'nothing is final'"),
        ("She spoke on Monday.\nShe left on Tuesday.", None),  # a sentence
        ("She said “nothing is final.”\nShe left.", None),  # a sentence inside marks
        ("Nothing is final", None),  # no text below
        ("word " * 60 + "\nShe spoke.", None),  # too long
        ("", None),
    ],
)
def test_title_is_the_first_line_where_that_is_one(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2026-11-02", "2026-11-02"),
        ("2026-11-02T09:30:00Z", "2026-11-02T09:30:00+00:00"),
        ("20261102", "2026-11-02"),
        ("2026-W45-1", "2026-11-02"),
        ("2026-1", "2026-01"),
        ("\uff12\uff10\uff12\uff16", None),
        ("\uff12\uff10\uff12\uff16-11-02", None),
        ("Mon, 1 Jan 99999999999999 00:00:00", None),
        ("0000", None),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("Mon, 02 Nov 2026 09:30:00 +0100", "2026-11-02T09:30:00+01:00"),
        ("last Monday", None),
        ("", None),
        (20261102, None),
        (None, None),
    ],
)
def test_dates(given: object, iso: str | None) -> None:
    assert iso_date(given) == iso


def test_a_text_file_is_decoded_and_nothing_taken_away(tmp_path: Path) -> None:
    text = "Lind: nothing is final\r\n\r\n" + BODY + "\n\n"
    path = tmp_path / "one.txt"
    path.write_bytes(text.encode())
    articles, skipped = taken(path)
    assert not skipped
    assert articles[0].text == text
    assert articles[0].path == str(path)
    assert len(articles[0].id) == 10


def test_the_same_file_has_the_same_id_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    absolute, _ = taken(tmp_path / "one.txt")
    monkeypatch.chdir(tmp_path)
    relative, _ = taken("one.txt")
    assert absolute[0].id == relative[0].id
    assert relative[0].path == "one.txt"


def test_the_sidecar_says_what_the_file_does_not(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "two.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(
        '["one.txt"]\noutlet = "Harbour Times"\ntitle = "Final"\npublished = 2026-11-02\n'
        'url = "https://harbour-times.example/final"\n',
        encoding="utf-8",
    )
    one, two = taken(tmp_path)[0]
    assert (one.outlet, one.title, one.published) == ("Harbour Times", "Final", "2026-11-02")
    assert one.url == "https://harbour-times.example/final"
    assert (two.outlet, two.title, two.published) == (None, None, None)


def test_the_sidecar_gives_an_id_where_it_can_be_one(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "two.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(
        '["one.txt"]\nid = "toll-1"\n["two.txt"]\nid = " \\u001b "\n', encoding="utf-8"
    )
    (one, two), remarks = taken(tmp_path)
    assert one.id == "toll-1"
    assert len(two.id) == 10
    assert "is none; write at most 200 printable characters" in remarks[0].reason


def test_a_mark_at_the_start_of_a_sidecar_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "outlets.toml").write_text('["one.txt"]\noutlet = "Harbour Times"\n', encoding="utf-8-sig")
    articles, skipped = taken(tmp_path)
    assert (articles[0].outlet, skipped) == ("Harbour Times", [])


def test_a_sidecar_that_is_a_pipe_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    os.mkfifo(tmp_path / "outlets.toml")
    articles, skipped = taken(tmp_path)
    assert len(articles) == 1
    assert "is not a regular file" in skipped[0].reason


def test_a_name_that_is_no_utf8_is_taken(tmp_path: Path) -> None:
    name = os.fsdecode(b"Gr\xfc\xdfe.txt")
    (tmp_path / name).write_text(BODY, encoding="utf-8")
    for named in (tmp_path, tmp_path / name):
        articles, skipped = taken(named)
        assert [Path(a.path or "").name for a in articles] == ["Gr\\xfc\\xdfe.txt"]
        assert not skipped


def test_the_command_line_wins_over_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "outlets.toml").write_text('["one.txt"]\noutlet = "Harbour Times"\n', encoding="utf-8")
    articles, _ = taken(tmp_path / "one.txt", outlet="Coast Wire", published="2026-11-03")
    assert (articles[0].outlet, articles[0].published) == ("Coast Wire", "2026-11-03")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('["one.txt"\n', "could not be read"),
        ('["one.txt"]\noutlets = "Harbour Times"\n', "unknown key 'outlets'"),
        ('["one.txt"]\npublished = "soon"\n', "is no date"),
        ('"one.txt" = "Harbour Times"\n', "is no table"),
        ("x = " + "[" * 5000, "could not be read"),
        ("x = " + "9" * 5000, "could not be read"),
        ('["one.txt"]\npublished = 0x' + "f" * 5000, "is no date"),
    ],
)
def test_a_wrong_sidecar_is_a_remark_and_costs_no_article(tmp_path: Path, toml: str, says: str) -> None:
    (tmp_path / "one.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(toml, encoding="utf-8")
    articles, skipped = taken(tmp_path)
    assert len(articles) == 1
    assert says in skipped[0].reason


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x7fELF\x00\x00\x01text", "is binary"),
        ("Gr\u00fc\u00dfe aus Oss".encode("latin-1"), "is not UTF-8 text (byte 0xfc at 2)"),
        (b"word " * (MAX_BYTES // 5 + 1), "is larger than"),
    ],
)
def test_a_text_file_that_is_no_article(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    (tmp_path / "fine.txt").write_text(BODY, encoding="utf-8")
    articles, skipped = taken(tmp_path)
    assert [a.text for a in articles] == [BODY]
    assert [s.path for s in skipped] == [str(path)]
    assert says in skipped[0].reason


def test_utf16_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(BODY.encode("utf-16"))
    assert taken(tmp_path)[0][0].text == BODY


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "broken.txt").symlink_to("nowhere.txt")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (tmp_path / "empty").mkdir()
    (tmp_path / "fine.txt").write_text(BODY, encoding="utf-8")
    articles, skipped = taken(
        tmp_path, tmp_path / "missing.txt", tmp_path / "picture.png", tmp_path / "empty", "a\0b", ""
    )
    assert len(articles) == 1
    reasons = {Path(s.path).name: s.reason for s in skipped}
    assert "symbolic links" in reasons["loop.txt"]
    assert reasons["broken.txt"] == reasons["missing.txt"] == "does not exist"
    assert "no format that quoth reads" in reasons["picture.png"]
    assert "holds no file" in reasons["empty"]
    assert len(skipped) == 7


def test_lines_become_articles(tmp_path: Path) -> None:
    rows = [
        {"id": "a1", "text": BODY, "outlet": "Harbour Times", "published": "2026-11-02", "author": "M. Aune"},
        {"id": 7, "text": BODY, "title": "Two\nlines"},
        {"text": BODY, "url": "https://coast-wire.example/7"},
        {"text": BODY},
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    articles, skipped = taken(path)
    assert not skipped
    assert [a.id for a in articles[:2]] == ["a1", "7"]
    assert (articles[0].outlet, articles[0].author) == ("Harbour Times", "M. Aune")
    assert articles[1].title == "Two lines"
    assert articles[1].text == BODY
    assert len({a.id for a in articles}) == 4


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "is not JSON"),
        (b"[1, 2]", "is not a JSON object"),
        (b'{"id": "x"}', 'has no "text"'),
        (b'{"id": "x", "text": "  "}', 'has an empty "text"'),
        (b'{"id": [1], "text": "words"}', 'has an "id"'),
        (b'{"id": "a\\nb", "text": "words"}', 'has an "id"'),
        (b'{"id": "x", "text": "half \\ud83d"}', "half of a character"),
        (b'{"id": "x", "text": "\xfc"}', "is not UTF-8"),
        (b'{"id": "x", "text": "' + b"a" * MAX_BYTES + b'"}', "is a line of more than"),
        (b"[" * 200_000, "is not JSON"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "words"}', "thousands of digits"),
        (b'{"id": true, "text": "words"}', 'has an "id" that is neither'),
        (b'{"url": "half \\ud83d", "text": "words"}', "half of a character"),
        (b"\xef\xbb\xbf\xfc", "is not UTF-8 text (byte 0xfc in column 1)"),
    ],
)
def test_one_odd_line_costs_itself(tmp_path: Path, line: bytes, says: str) -> None:
    fine = json.dumps({"id": "fine", "text": BODY}).encode()
    path = tmp_path / "articles.jsonl"
    path.write_bytes(line + b"\n" + fine)
    articles, skipped = taken(path)
    assert [a.id for a in articles] == ["fine"]
    assert says in skipped[0].reason


def test_an_unknown_date_is_left_out_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": BODY, "published": "soon"}), encoding="utf-8")
    articles, skipped = taken(path)
    assert articles[0].published is None
    assert skipped[0].added
    assert "without a date" in skipped[0].reason


@pytest.mark.parametrize("published", ["Mon, 1 Jan 99999999999999 00:00:00", "a\x9b2Jb", 20261102])
def test_a_date_that_is_none_is_quoted_in_the_remark(tmp_path: Path, published: object) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": BODY, "published": published}), encoding="utf-8")
    articles, skipped = taken(path)
    assert (len(articles), len(skipped)) == (1, 1)
    assert skipped[0].reason.isprintable()


def test_fields_hold_no_orders_to_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": BODY, "title": "Final\x9b2J\x1b[2J"}), encoding="utf-8")
    assert taken(path)[0][0].title == "Final2J[2J"


def test_rows_without_ids_keep_theirs_when_they_move(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    (tmp_path / "outlets.toml").write_text('["articles.jsonl"]\nurl = "https://coast-wire.example"\n', encoding="utf-8")
    rows = [json.dumps({"text": text}) for text in ("One.", "Two.", "Two.")]
    path.write_text("\n".join(rows), encoding="utf-8")
    before = [a.id for a in taken(path)[0]]
    path.write_text("\n".join([json.dumps({"text": "New."}), *rows]), encoding="utf-8")
    articles, _ = taken(path)
    assert len(set(before)) == 3
    assert [a.id for a in articles][1:] == before
    assert articles[0].url == "https://coast-wire.example"


@pytest.mark.parametrize("data", [b"\x7fELF\x00\n" * 50, '{"text": "words"}\n'.encode("utf-16")])
def test_lines_that_are_binary_are_refused_once(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(data)
    assert taken(path) == ([], [Skipped(str(path), "is binary, not JSON lines")])


def test_blank_lines_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"\n \n")
    assert taken(path) == ([], [Skipped(str(path), "is empty")])


def test_packed_lines(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps({"id": "a", "text": BODY}).encode() + b"\n" + b"x" * 200_000)
    (tmp_path / "good.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "b", "text": BODY}).encode()))
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[:-20])
    (tmp_path / "plain.jsonl.gz").write_bytes(b'{"id": "c"}')
    articles, skipped = taken(tmp_path)
    assert sorted(a.id for a in articles) == ["a", "b"]
    assert sorted(Path(s.path).name.split(":")[0] for s in skipped) == ["cut.jsonl.gz", "plain.jsonl.gz"]
    assert all("damaged .gz" in s.reason for s in skipped)
