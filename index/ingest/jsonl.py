"""How do the lines of a .jsonl file become articles?

`{id, text, title?, outlet?, published?, url?, author?}`, one a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from index.ingest.hints import Hint, iso_date, one_line, origin_id
from index.ingest.plain import MAX_BYTES
from index.model import Article, Skipped

MAX_ID = 200  # characters; an id is typed and printed


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """An article or a reason for each line that is not blank; the reason's path ends in the line's number."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{hint.path}:{number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield Skipped(where, f"is a line of more than {MAX_BYTES // 1_000_000} MB, which no article is")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield from _article(line, where, number, hint)
    if not number:
        yield Skipped(hint.path, "is empty")


def _article(line: bytes, where: str, number: int, hint: Hint) -> Iterator[Article | Skipped]:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        yield Skipped(where, f"is not UTF-8 text (byte 0x{line[error.start]:02x} in column {error.start + 1})")
        return
    except (json.JSONDecodeError, RecursionError) as error:
        yield Skipped(where, f"is not JSON: {error}")
        return
    problem = _problem(row)
    if problem:
        yield Skipped(where, problem)
        return
    url = one_line(row.get("url")) or hint.url
    given = row.get("id")
    published = row.get("published")
    date = iso_date(published)
    yield Article(
        id=str(given) if given not in (None, "") else origin_id(url or f"{hint.origin}:{number}"),
        text=row["text"],
        path=hint.path,
        title=one_line(row.get("title")) or hint.title,
        outlet=one_line(row.get("outlet")) or hint.outlet,
        published=date or hint.published,
        url=url,
        author=one_line(row.get("author")) or hint.author,
        language=one_line(row.get("language")),
    )
    if published and not date:
        yield Skipped(where, f'was added without a date: published is "{published}"; write 2026-11-02', added=True)


def _problem(row: object) -> str | None:
    """What keeps this line from being an article, in a sentence."""
    if not isinstance(row, dict):
        return 'is not a JSON object; write {"id": ..., "text": ...}'
    text, given = row.get("text"), row.get("id")
    if not isinstance(text, str):
        return 'has no "text"'
    if not text.strip():
        return 'has an empty "text"'
    if given is not None and not isinstance(given, str | int):
        return f'has an "id" that is neither text nor a number: {given!r}'
    if given is not None and (
        len(str(given)) > MAX_ID or not str(given).isprintable() or str(given) != str(given).strip()
    ):
        return f'has an "id" that can\'t be used: at most {MAX_ID} printable characters, no space around them'
    return None
