"""How is an export written, so that a file that is there is replaced only by a whole one?"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file of UTF-8, lines as they are; beside it first, then in its place. Raises OSError.

    A link stays a link: what it leads to is replaced. A device or a pipe is written to as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as there:
            there.write(text)
        return
    real = Path(os.path.realpath(path))
    mode = real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:40]}.")
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as beside:  # noqa: PTH123 (a descriptor)
            beside.write(text)
            beside.flush()
            os.fsync(beside.fileno())
        Path(name).chmod(mode)
        Path(name).replace(real)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
