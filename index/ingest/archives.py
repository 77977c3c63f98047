"""How do the files of a ZIP archive become articles? Each by the reader of its format, in memory: nothing is unpacked
to disk.

An archive is hostile until shown otherwise: what leads out of it, is a link or an archive itself, or is packed more
tightly than any text can be, is left out with a reason.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from msgspec.structs import replace

from index.ingest.formats import Format, left_aside, of_name
from index.ingest.hints import SIDECAR, Hint, parsed_sidecar, with_sidecar
from index.model import Article, Skipped

MAX_MEMBER = 25_000_000  # bytes unpacked
MAX_MEMBERS = 200_000  # of the central directory, which is read whole: 100 MB of memory
MAX_RATIO = 1_000  # times smaller than its content: the best of text is packed to a fiftieth
FREE = 100_000  # bytes that may be packed as tightly as they like: they harm nobody
CHUNK = 1 << 16
Tables = dict[str, dict[str, object]]


def read(stream: BinaryIO, hint: Hint) -> Iterator[Article | Skipped]:
    """The articles of all members whose formats are known, in the order of the archive."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        yield Skipped(hint.path, f"is a damaged .zip file: {error}")
        return
    with archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            yield Skipped(hint.path, f"holds more than {MAX_MEMBERS:,} files; unpack it, and add the folder")
            return
        yield from _members(archive, members, hint)


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], hint: Hint) -> Iterator[Article | Skipped]:
    found = 0
    tables: dict[str, Tables] = {}
    names: set[str] = set()
    for member in members:  # whose places in the archive say nothing
        if PurePosixPath(member.filename).name == SIDECAR:
            yield from _sidecar(archive, member, f"{hint.path}!{_shown(member.filename)}", tables)
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        shown = f"{hint.path}!{_shown(member.filename)}"
        if member.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
            continue
        kind = of_name(member.filename)
        if kind is None or left_aside(path.name):
            continue
        found += 1
        problem = _problem(member, kind) or ("is there twice" if member.filename in names else None)
        names.add(member.filename)
        data = problem or _unpacked(archive, member)
        if isinstance(data, str):
            yield Skipped(shown, data)
            continue
        about = replace(hint, path=shown, origin=f"{hint.origin}!{_shown(member.filename)}", id=None)
        table = tables.get(str(path.parent), {}).get(path.name, {})
        yield from kind.read(io.BytesIO(data), with_sidecar(about, table))
    if not found:
        yield Skipped(hint.path, "holds no file that quoth reads")


def _shown(name: str) -> str:
    """A member's name without what a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _problem(member: zipfile.ZipInfo, kind: Format) -> str | None:
    """Why a member is not read, as far as its entry tells."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return "leads out of its archive and was left out"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link and was left out"
    if kind.archive:
        return "is an archive within an archive; unpack the outer one"
    if member.flag_bits & 1:
        return "is locked with a password; unpack it first"
    if member.file_size > MAX_MEMBER:
        return f"is larger than {MAX_MEMBER // 1_000_000} MB"
    if member.file_size > FREE and member.file_size >= MAX_RATIO * max(1, member.compress_size):
        return f"is packed {MAX_RATIO:,}-fold, as no text can be, and was left out"
    return None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | str:
    """A member's bytes, counted as they come: what its entry says may be a lie. Else why there are none."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while part := stream.read(CHUNK):
                size += len(part)
                if size > min(MAX_MEMBER, max(FREE, MAX_RATIO * max(1, member.compress_size))):
                    return "is larger than its archive says, and was left out"
                parts.append(part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        return f"is damaged: {_shown(str(error))}"
    except (NotImplementedError, RuntimeError) as error:  # a method or an encryption that Python lacks
        return f"can't be unpacked: {_shown(str(error))}"
    return b"".join(parts)


def _sidecar(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, tables: dict[str, Tables]
) -> Iterator[Skipped]:
    """Take up what an `outlets.toml` says of the files beside it."""
    problem = _problem(member, Format("sidecar", (), (), ""))
    data = problem or _unpacked(archive, member)
    if isinstance(data, str):
        yield Skipped(shown, data)
        return
    tables[str(PurePosixPath(member.filename).parent)], problems = parsed_sidecar(data, shown)
    yield from problems
