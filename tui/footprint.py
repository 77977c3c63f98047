"""What becomes of memory while somebody reads for hours?

What is there after the start stays, and is not looked through for garbage. What the threads gave back the C library
keeps, for each of them what it once needed at most: it is asked to give that to the system, or the reader grows for an
hour (by 60 MB) though it holds no more than at first.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SETTLED = 3.0  # seconds; what there is then stays to the end: looking at it for garbage held keys up for 50 ms and more
EVERY = 30.0  # seconds; it takes 2 ms of another thread


@contextmanager
def kept_small() -> Iterator[None]:
    """Inside, memory that nothing uses is given back."""
    ended = threading.Event()
    threading.Thread(target=_look_after, args=(ended,), name="memory", daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _look_after(ended: threading.Event) -> None:
    if ended.wait(SETTLED):
        return
    gc.freeze()
    give_back = giving_back()
    while give_back is not None and not ended.wait(EVERY):
        give_back()


def giving_back() -> Callable[[], object] | None:
    """What gives unused memory back; None where the C library has no such function: only that of GNU keeps so much."""
    import ctypes  # 10 ms, which no first frame waits for

    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # TypeError: Windows has no library of the program's own
        return None
    return lambda: trim(0)
