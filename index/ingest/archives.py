"""How do the files of a ZIP archive become articles? Each by the reader of its format, in memory: nothing is unpacked
to disk.

An archive is hostile until shown otherwise: what leads out of it, is a link or an archive itself, lies over another
file or is packed more tightly than any text can be, is left out with a reason.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from msgspec.structs import replace

from index.ingest.formats import Format, left_aside, of_name
from index.ingest.hints import SIDECAR, Hint, parsed_sidecar, with_sidecar
from index.limits import FOREIGN
from index.model import Article, Skipped

MAX_MEMBERS = 100_000
MAX_DIRECTORY = 200 * MAX_MEMBERS  # bytes of the list of members, which Python reads whole: at worst 200 MB of memory
MAX_SIDECAR = 1_000_000  # bytes of an outlets.toml: of 10,000 files
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # Python unpacks the others without a limit: 4 GB of 2 KB
HEADER = 30  # bytes before a member's name
MAX_RATIO = 1_000  # times smaller than its content: the best of text is packed to a fiftieth
FREE = 100_000  # bytes that may be packed as tightly as they like: they harm nobody
NAMED = 100  # files that are named with what is wrong with them; further ones are only counted
CHUNK = 1 << 16
TOO_MANY = f"holds more than {MAX_MEMBERS:,} files; unpack it, and add the folder"
BROKEN = (NotImplementedError, OSError, ValueError, OverflowError, struct.error)  # what Python raises of some entries
Tables = dict[str, dict[str, object]]


class _TooManyError(Exception):
    """The list of members is larger than any that is read."""


class _Bounded(io.RawIOBase):
    """A stream of which Python reads no list of members that is too large."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise _TooManyError
        return self._stream.read(size)


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of all members whose formats are known, in the order of the archive."""
    try:
        archive = zipfile.ZipFile(cast(BinaryIO, _Bounded(stream)))
    except _TooManyError:
        yield Skipped(hint.path, TOO_MANY)
        return
    except (zipfile.BadZipFile, *BROKEN) as error:
        yield Skipped(hint.path, f"is a damaged .zip file: {_shown(str(error))}")
        return
    with archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            yield Skipped(hint.path, TOO_MANY)
            return
        yield from _members(archive, members, hint)


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], hint: Hint) -> Iterator[Article | Skipped]:
    found = refused = 0
    tables: dict[str, Tables] = {}
    names: set[str] = set()
    covered = _covered(members)
    for member in members:  # whose places in the archive say nothing
        if PurePosixPath(member.filename).name == SIDECAR:
            yield from _sidecar(archive, member, f"{hint.path}!{_shown(member.filename)}", tables, covered)
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        shown = f"{hint.path}!{_shown(member.filename)}"
        if member.filename.endswith("/") or any(
            part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts
        ):
            continue
        kind = of_name(member.filename)
        if kind is None or left_aside(path.name):
            continue
        found += 1
        twice = "is there twice" if member.filename in names else None
        problem = _problem(member, kind, covered) or twice
        names.add(member.filename)
        data = problem or _unpacked(archive, member)
        if isinstance(data, str):
            refused += 1
            if refused <= NAMED:
                yield Skipped(shown, data)
            continue
        about = replace(hint, path=shown, origin=f"{hint.origin}!{_shown(member.filename)}", id=None)
        table = tables.get(str(path.parent), {}).get(path.name, {})
        yield from kind.read(io.BytesIO(data), with_sidecar(about, table))
    if refused > NAMED:
        yield Skipped(hint.path, f"holds {refused - NAMED:,} more files that can't be read")
    if not found:
        yield Skipped(hint.path, "holds no file that quoth reads")


def _shown(name: str) -> str:
    """A member's name without what a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _covered(members: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Where the members stand that lie over each other: so a bomb is given many names."""
    found: set[int] = set()
    before, reach = -1, 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < reach:
            found |= {before, member.header_offset}
        here = member.header_offset + HEADER + member.compress_size
        if here > reach:
            before, reach = member.header_offset, here
    return found


def _problem(member: zipfile.ZipInfo, kind: Format | None, covered: set[int]) -> str | None:
    """Why a member is not read, as far as its entry tells."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    mode = member.external_attr >> 16
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return "leads out of its archive and was left out"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return f"is {'a link' if stat.S_ISLNK(mode) else 'no regular file'} and was left out"
    if kind is not None and (kind.archive or path.name.lower().endswith(".gz")):
        return "is an archive within an archive; unpack the outer one"
    if member.flag_bits & 1:
        return "is locked with a password; unpack it first"
    if member.compress_type not in METHODS:
        return "is packed in an uncommon way; unpack it first"
    if member.header_offset in covered:
        return "lies over another file of its archive and was left out"
    return _too_large(member, MAX_SIDECAR if kind is None else FOREIGN)


def _too_large(member: zipfile.ZipInfo, most: int) -> str | None:
    if member.file_size > FREE and member.file_size >= MAX_RATIO * max(1, member.compress_size):
        return f"is packed {MAX_RATIO:,}-fold, as no text can be, and was left out"
    if member.file_size > most:
        return f"is larger than {most // 1_000_000} MB; unpack the archive, and add the folder"
    return None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | str:
    """A member's bytes, counted as they come: what its entry says may be a lie. Else why there are none."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while part := stream.read(CHUNK):
                size += len(part)
                if size > min(FOREIGN, max(FREE, MAX_RATIO * max(1, member.compress_size))):
                    return "is larger than its archive says, and was left out"
                parts.append(part)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, *BROKEN) as error:
        return f"is damaged: {_shown(str(error)) or 'its end is missing'}"
    return b"".join(parts)


def _sidecar(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, tables: dict[str, Tables], covered: set[int]
) -> Iterator[Skipped]:
    """Take up what an `outlets.toml` says of the files beside it."""
    problem = _problem(member, None, covered)
    data = problem or _unpacked(archive, member)
    if isinstance(data, str):
        yield Skipped(shown, data)
        return
    tables[str(PurePosixPath(member.filename).parent)], problems = parsed_sidecar(data, shown)
    yield from problems
