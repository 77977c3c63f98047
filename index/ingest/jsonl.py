"""How do the lines of a .jsonl file become articles?

`{id, text, title?, outlet?, published?, url?, author?, transcript?}`, one a line.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from index.addresses import canonical
from index.ingest.hints import MAX_ID, Hint, brief, iso_date, one_line, origin_id, usable_id
from index.ingest.plain import MAX_BYTES
from index.model import Article, Skipped

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """An article or a reason for each line that is not blank; the reason's path ends in the line's number."""
    number, empty = 0, True
    texts: Counter[bytes] = Counter()
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{hint.path}:{number}"
        if number == 1 and (b"\0" in line or line.startswith(UTF_16)):
            yield Skipped(hint.path, "is binary, not JSON lines")
            return
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield Skipped(where, f"is a line of more than {MAX_BYTES // 1_000_000} MB, which no article is")
        elif is_blank(line):
            continue
        else:
            yield from of_line(line, where, texts, hint)
        empty = False
    if empty:
        yield Skipped(hint.path, "is empty")


def is_blank(line: bytes) -> bool:
    """Whether a line holds nothing."""
    return not line.strip(BOM + b" \t\r\n")


def of_line(line: bytes, where: str, texts: Counter[bytes], hint: Hint) -> Iterator[Article | Skipped]:
    """The article of one line or the reason why it is none; `texts` counts those before it that have no id."""
    row = _row(line.removeprefix(BOM))
    if isinstance(row, str):
        yield Skipped(where, row)
        return
    url = one_line(row.get("url"))
    given = row.get("id")
    published = row.get("published")
    date = iso_date(published)
    transcript = row.get("transcript")
    yield Article(
        id=str(given)
        if given not in (None, "")
        else origin_id(canonical(url) if url else row_origin(row["text"], texts, hint)),
        text=row["text"],
        path=hint.path,
        title=one_line(row.get("title")) or hint.title,
        outlet=one_line(row.get("outlet")) or hint.outlet,
        published=date or hint.published,
        url=url or hint.url,
        author=one_line(row.get("author")) or hint.author,
        language=one_line(row.get("language")),
        transcript=transcript if isinstance(transcript, bool) else hint.transcript,
        named=given not in (None, ""),
    )
    if published and not date:
        reason = f"was added without a date: published is {brief(published)}; write 2026-11-02"
        yield Skipped(where, reason, added=True)
    if transcript is not None and not isinstance(transcript, bool):
        reason = f"was added as if unmarked: transcript is {brief(transcript)}; write true or false"
        yield Skipped(where, reason, added=True)


def row_origin(text: str, texts: Counter[bytes], hint: Hint) -> str:
    """What tells a row without id and address from the others: its text, so that rows may move within the file."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    texts[digest] += 1
    return f"{hint.origin}:{digest.hex()}:{texts[digest]}"


def _row(line: bytes) -> dict[str, Any] | str:
    """The line's object where it can be an article, else why not."""
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return f"is not UTF-8 text (byte 0x{line[error.start]:02x} in column {error.start + 1})"
    except (json.JSONDecodeError, RecursionError) as error:
        return f"is not JSON: {error}"
    except ValueError:
        return "holds a number of thousands of digits"
    return _problem(row) or row


def _problem(row: object) -> str | None:
    """What keeps this line from being an article, in a sentence."""
    if not isinstance(row, dict):
        return 'is not a JSON object; write {"id": ..., "text": ...}'
    text, given = row.get("text"), row.get("id")
    if not isinstance(text, str):
        return 'has no "text"'
    if not text.strip():
        return 'has an empty "text"'
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int)):
        return f'has an "id" that is neither text nor a number: {brief(given)}'
    if given is not None and str(given) and not usable_id(str(given)):
        return f'has an "id" that can\'t be used: at most {MAX_ID} printable characters, no space around them'
    return None
