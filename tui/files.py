"""How is a file written, so that one that is there is replaced only by a whole one?"""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, data: bytes, *, mode: int | None = None, durable: bool = False) -> None:
    """Write beside the file, then in its place. Raises OSError.

    A link stays a link: what it leads to is replaced. A device or a pipe is written to as it is. Without a `mode` the
    file keeps its own, or gets that of any new one. What is `durable` outlives a power failure right after.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    import tempfile  # the first frame does without it

    real = Path(os.path.realpath(path))
    if mode is None:
        mode = real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:40]}.")
    try:
        with open(descriptor, "wb") as beside:  # noqa: PTH123 (a descriptor)
            beside.write(data)
            beside.flush()
            if durable:
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
