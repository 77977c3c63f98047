"""Which files did the user name, and which reader takes each?"""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from msgspec import Struct
from msgspec.structs import asdict

from index.addresses import is_address
from index.ingest import piped
from index.ingest.formats import WHERE_LISTED, Format, left_aside, of_name, unpacked
from index.ingest.hints import SIDECAR, Given, Hint, broken_characters, read_sidecar, with_sidecar
from index.ingest.sniffing import HEAD, guessed
from index.model import Article, Skipped

if TYPE_CHECKING:
    from index.web import Web


class Source(Struct, frozen=True):
    """A file to read: `path` as it is shown (as it was named, or its folder was), `file` as it is opened."""

    path: str
    file: Path
    hint: Hint
    format: Format


class Address(Struct, frozen=True):
    """An address to read, as it was typed; `format` where that was said by hand."""

    path: str
    hint: Hint
    format: Format | None = None


class Piped(Struct, frozen=True):
    """Standard input; `format` where that was said by hand."""

    path: str
    hint: Hint
    stream: BinaryIO
    format: Format | None = None


def sources(
    named: Iterable[str],
    outlet: str | None = None,
    published: str | None = None,
    transcript: bool | None = None,
    columns: tuple[tuple[str, str], ...] = (),
    form: Format | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Source | Address | Piped | Skipped]:
    """The files behind the names, folders walked in the order of their names; links to folders are not followed.

    With a `form`, all are of that format, whatever their names say. `-` is `stdin`, where that may be read.
    """
    given = Given(outlet, published, transcript, columns)
    for name in map(os.fspath, named):
        if name == piped.NAME:
            yield _piped(stdin, given, form)
            continue
        path = Path(name)
        if not name:  # which would be the folder we are in
            yield Skipped(name, "is no name of a file or folder")
            continue
        if "://" in name:
            yield _address(name, given, form)
            continue
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield Skipped(as_text(name), _reason(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(name, given, form)
        else:
            yield from _files(path.parent, str(path.parent), [(path.name, name)], given, form, named=True)


def _piped(stdin: BinaryIO | None, given: Given, form: Format | None) -> Piped | Skipped:
    if stdin is None:
        return Skipped(piped.NAME, 'is standard input, which "quoth add -" alone reads')
    return Piped(piped.NAME, Hint(piped.NAME, piped.NAME, **asdict(given)), stdin, form)


def _address(name: str, given: Given, form: Format | None) -> Address | Skipped:
    shown = as_text(name)
    if not is_address(name):
        return Skipped(shown, "is no address of the web; quoth reads http and https")
    return Address(shown, Hint(shown, shown, **asdict(given)), form)


def _folder(name: str, given: Given, form: Format | None) -> Iterator[Source | Skipped]:
    problems: list[OSError] = []
    found = 0
    for where, folders, files in os.walk(name, onerror=problems.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        wanted = [(f, str(Path(where, f))) for f in sorted(files) if _is_wanted(f, form)]
        found += len(wanted)
        yield from _files(Path(where), where, wanted, given, form, named=False)
    yield from (Skipped(as_text(str(error.filename)), _reason(error)) for error in problems)
    if not found and not problems:
        yield Skipped(as_text(name), f"holds no file that quoth reads; {WHERE_LISTED}")


def _is_wanted(name: str, form: Format | None) -> bool:
    """Whether a file of a walked folder may be an article."""
    if name.startswith(".") or name == SIDECAR or left_aside(name):
        return False
    return form is not None or of_name(name) is not None


def _files(
    folder: Path,
    shown_folder: str,
    files: list[tuple[str, str]],
    given: Given,
    form: Format | None,
    *,
    named: bool,
) -> Iterator[Source | Skipped]:
    tables, problems = read_sidecar(folder, as_text(str(Path(shown_folder, SIDECAR)))) if files else ({}, ())
    yield from problems
    for name, named_as in files:
        path, shown = folder / name, as_text(named_as)
        try:
            info = path.stat()
        except OSError as error:
            yield Skipped(shown, _reason(error))
            continue
        if not stat.S_ISREG(info.st_mode):
            if named or not stat.S_ISDIR(info.st_mode):
                yield Skipped(shown, "is not a regular file")
            continue
        try:
            kind = form or of_name(name) or _of_content(path)
        except OSError as error:
            yield Skipped(shown, _reason(error))
            continue
        if kind is None:
            yield Skipped(shown, f"is of no format that quoth reads; {WHERE_LISTED}")
            continue
        hint = Hint(shown, as_text(os.path.realpath(path)), **asdict(given))
        yield Source(shown, path.absolute(), with_sidecar(hint, tables.get(name, {})), kind)


def as_text(name: str) -> str:
    """A file's name as text that can be stored and shown: bytes of it that are no UTF-8 as `\\xfc`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _of_content(path: Path) -> Format | None:
    with path.open("rb") as file:
        return guessed(file.read(HEAD))


def read(
    source: Source | Address | Piped, web: Web | None = None, stop: Callable[[], bool] = lambda: False
) -> Iterator[Article | Skipped]:
    """The articles of one file or address; an error while reading is a `Skipped`, and what came before it stays."""
    if isinstance(source, Address):
        from index.ingest import addressed

        assert web is not None
        yield from addressed.read(source.path, source.hint, web, stop, source.format)
        return
    try:
        for item in _of_file(source) if isinstance(source, Source) else _of_pipe(source, stop):
            if isinstance(item, Article) and broken_characters(item):
                yield Skipped(source.path, f"article {item.id!a} holds half of a character (a lone surrogate)")
            else:
                yield item
    except OSError as error:
        yield Skipped(source.path, _reason(error))
    except (EOFError, zlib.error) as error:
        yield Skipped(source.path, f"is a damaged .gz file: {error}")


def _of_pipe(source: Piped, stop: Callable[[], bool]) -> Iterator[Article | Skipped]:
    return piped.read(source.stream, source.hint, source.format, stop)


def _of_file(source: Source) -> Iterator[Article | Skipped]:
    with source.file.open("rb") as raw:
        if source.path.lower().endswith(".jsonl.gz"):
            yield from source.format.read(cast(BinaryIO, gzip.GzipFile(fileobj=raw)), source.hint)
        else:
            yield from source.format.read(unpacked(raw, raw.peek(2), source.format), source.hint)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read (no permission)"
    if isinstance(error, gzip.BadGzipFile):
        return f"is a damaged .gz file: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"can't be read: {error.strerror}"
    return f"can't be read: {error}"
