"""What is to be seen of a library from outside, without opening or changing anything of it? For `quoth doctor`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from index import seals
from index.derived import LOCK, PARTS, rules_version
from index.store import FILE, looking
from index.store.looking import Facts

FULLTEXT_LOCK = "fulltext/writing.lock"
SYNC_LOCK = "syncing.lock"
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs", "vboxsf")
MOUNTS, LOCKS = Path("/proc/mounts"), Path("/proc/locks")


def sqlite() -> Facts:
    """Which SQLite it is."""
    return looking.sqlite()


def library(folder: Path) -> Facts:
    """The state of the library in a folder, which need not be there or be whole."""
    file = folder / FILE
    if not file.is_file():
        return {"there": False}
    found: Facts = {"there": True, "bytes": file.stat().st_size, **looking.facts(file)}
    found["rules_of_this_version"] = rules_version()
    found["beside"] = {part: _beside(folder / part) for part in PARTS}
    locks = (LOCK, SYNC_LOCK, FULLTEXT_LOCK)
    found["locks"] = {name: _holders(folder / name) for name in locks if (folder / name).exists()}
    return found


def _beside(folder: Path) -> Facts:
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    told: Facts = {"files": len(files), "bytes": sum(path.stat().st_size for path in files)}
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        if "parts" in manifest:
            told["form"] = manifest["form"]
            told["change"] = min(max(part["contents"].values()) for part in manifest["parts"].values())
        else:
            told |= {"change": manifest["last_seq"], "checksums": seals.state(folder)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        told["problem"] = "its manifest is not there, or damaged: it is made again at the next search"
    return told


def _holders(path: Path) -> list[int] | None:
    """The processes that hold a file's lock: all of them live, for a lock goes with its owner. None: not known."""
    try:
        inode = path.stat().st_ino
        rows = [line.split() for line in LOCKS.read_text(encoding="ascii").splitlines()]
        return [int(row[4]) for row in rows if len(row) > 5 and row[1] != "->" and row[5].endswith(f":{inode}")]
    except (OSError, ValueError):
        return None


def file_system(folder: Path) -> str | None:
    """The type of the file system that a folder is on, or would be; None where that is not easily known."""
    try:
        mounts = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return None
    real = os.path.realpath(folder)
    over = [(point, kind) for point, kind in mounts if real == point or real.startswith(point.rstrip("/") + "/")]
    return max(over, key=lambda mount: len(mount[0]))[1] if over else None


def is_far(kind: str | None) -> bool:
    """Whether it is a file system of a network, on which locks and SQLite's log can't be relied on."""
    return kind in NETWORK
