"""Did this library make the index that lies here, and is it whole?

Whoosh reads its table of contents and its postings with pickle: a foreign index runs code. So nothing is opened that
the manifest beside it does not name: the digest of each table of contents, and size, time and inode of each segment
file. The manifest is signed with the library's own token. A folder copied from elsewhere fails by its inodes, even with
its token. What is in a segment has a digest too, which is compared only where somebody asks for it or an error shows:
reading it all would cost each search a tenth of a second. Each table of contents is entered before it takes its name,
so a crash at any point leaves a known index.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.util.filelock import FileLock

from index.fulltext.schema import article_schema, form, quotation_schema

MANIFEST: Final = "manifest.json"
LOCK: Final = "writing.lock"
MOMENTS, MOMENT = 40, 0.05  # how often, and how many seconds apart, one looks whether it is free
PARTS: Final = {"articles": article_schema, "quotations": quotation_schema}
_CONTENTS: Final = re.compile(r"_MAIN_(\d+)\.toc\Z")
_SEGMENT: Final = re.compile(r"MAIN_[0-9a-z]+\.seg\Z")

FileMark = tuple[int, int, int]


class BusyError(Exception):
    """Another process (or writer) is changing this index; the message is a sentence for the user."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another quoth is writing to the search index in {folder}; try again when it is done.")


@dataclass
class Part:
    """What is known of one of the two Whoosh indexes: tables of contents (digest to `seq`), segment files, and what is
    in these (name to digest)."""

    contents: dict[str, int] = field(default_factory=dict)
    files: dict[str, FileMark] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


@dataclass
class Manifest:
    """The signed list of what this library wrote; `raw` is the file as read or last written."""

    folder: Path
    token: str
    parts: dict[str, Part] = field(default_factory=lambda: {name: Part() for name in PARTS})
    raw: bytes = b""

    def write(self) -> None:
        """Put it in place of the former one, in one step."""
        body: dict[str, object] = {
            "form": form(),
            "parts": {
                name: {"contents": part.contents, "files": part.files, "digests": part.digests}
                for name, part in self.parts.items()
            },
        }
        self.raw = json.dumps({**body, "sign": _sign(body, self.token)}).encode()
        fresh = self.folder / f"{MANIFEST}.new"
        fresh.write_bytes(self.raw)
        fresh.replace(self.folder / MANIFEST)

    def seal(self, name: str, contents: Path, future: str, seq: int) -> None:
        """Enter a table of contents that is about to take its `future` name, and the segments it may refer to."""
        part = self.parts[name]
        part.contents[_digest(contents, future)] = seq
        part.files.update(_segment_files(contents.parent))
        self.write()

    def settle(self, name: str) -> None:
        """Forget what a commit has left behind."""
        folder, part = self.folder / name, self.parts[name]
        latest = _latest(folder)
        digest = _digest(latest, latest.name) if latest else ""
        part.contents = {digest: part.contents[digest]} if digest in part.contents else {}
        before, part.files = part.files, _segment_files(folder)
        part.digests = {
            file: part.digests[file] if file in part.digests and before.get(file) == mark else _content(folder / file)
            for file, mark in part.files.items()
        }
        self.write()

    def damaged(self) -> list[Path]:
        """The segment files that do not hold what was written, though their size and time are the same: of those whose
        digests are known. Reads all of them."""
        found = []
        for name, part in self.parts.items():
            for file, digest in part.digests.items():
                path = self.folder / name / file
                try:
                    if _content(path) != digest:
                        found.append(path)
                except OSError:
                    found.append(path)
        return found

    def seq(self, name: str) -> int | None:
        """The `seq` that an index holds; None where it is not, or not as, this library wrote it.

        Also where another process's commit takes files away while they are looked at: one looks again.
        """
        try:
            return self._seq(name)
        except (FileNotFoundError, EmptyIndexError):
            return None

    def _seq(self, name: str) -> int | None:
        folder, part = self.folder / name, self.parts[name]
        latest = _latest(folder)
        seq = part.contents.get(_digest(latest, latest.name)) if latest else None
        if seq is None:
            return None
        there = _segment_files(folder)
        known = all(segment in there and there[segment] == part.files.get(segment) for segment in _segments(folder))
        return seq if known else None


class SealingStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's folder of files; a new table of contents is entered in the manifest before it takes its name."""

    def __init__(self, manifest: Manifest, name: str) -> None:
        super().__init__(str(manifest.folder / name))
        self._manifest, self._name = manifest, name
        self.seq = 0

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """As Whoosh's; the last step of a commit is such a renaming."""
        if newname.endswith(".toc"):
            self._manifest.seal(self._name, Path(self.folder) / oldname, newname, self.seq)
        super().rename_file(oldname, newname, safe)


def read_manifest(folder: Path, token: str) -> Manifest | None:
    """The manifest of a folder; None where it is missing, damaged, foreign or of another form."""
    raw = raw_manifest(folder)
    try:
        body = json.loads(raw)
        sign = body.pop("sign")
        if not hmac.compare_digest(str(sign), _sign(body, token)) or body["form"] != form():
            return None
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    parts = {
        name: Part(
            part["contents"],
            {file: (mark[0], mark[1], mark[2]) for file, mark in part["files"].items()},
            part.get("digests", {}),  # earlier versions wrote none
        )
        for name, part in body["parts"].items()
    }
    return Manifest(folder, token, parts, raw)


def raw_manifest(folder: Path) -> bytes:
    """The manifest's bytes; none where it can't be read."""
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return b""


def lock(folder: Path, *, patient: bool = False) -> FileLock:
    """The right to change the index in a folder, got; to be released. Raises BusyError.

    Who reads has it for moments, to throw away what is damaged; who writes for as long as it writes.
    """
    got = FileLock(str(folder / LOCK))
    for left in range(MOMENTS if patient else 1, 0, -1):
        if got.acquire(blocking=False):
            return got
        time.sleep(MOMENT if left > 1 else 0)
    raise BusyError(folder)


def private(folder: Path) -> None:
    """Make the folder, for its owner alone."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def make_anew(folder: Path, token: str) -> Manifest:
    """Throw away what lies in the folder and make two empty indexes. Only for the holder of `lock`."""
    (folder / MANIFEST).unlink(missing_ok=True)
    manifest = Manifest(folder, token)
    for name, schema in PARTS.items():
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        private(path)
        FileIndex.create(SealingStorage(manifest, name), schema())
        manifest.settle(name)
    return manifest


def _sign(body: dict[str, object], token: str) -> str:
    text = json.dumps(body, sort_keys=True).encode()
    return hmac.new(token.encode(), text, hashlib.sha256).hexdigest()


def _digest(path: Path, name: str) -> str:
    """Of the name too: it holds the generation, and Whoosh trusts that the content agrees."""
    return hashlib.sha256(name.encode() + b"\0" + path.read_bytes()).hexdigest()


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _latest(folder: Path) -> Path | None:
    """The table of contents that Whoosh would read: that of the highest generation."""
    try:
        with os.scandir(folder) as entries:
            found = [(int(match[1]), entry.name) for entry in entries if (match := _CONTENTS.match(entry.name))]
    except OSError:
        return None
    return folder / max(found)[1] if found else None


def _segment_files(folder: Path) -> dict[str, FileMark]:
    found: dict[str, FileMark] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if _SEGMENT.match(entry.name):
                stat = entry.stat(follow_symlinks=False)
                found[entry.name] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def _segments(folder: Path) -> list[str]:
    """The segment files that the table of contents refers to. Reads it with pickle: only after its digest was found."""
    contents = FileIndex(FileStorage(str(folder)))._read_toc()
    return [f"{segment.segment_id()}.seg" for segment in contents.segments]
