"""How often is looked for garbage while much is made that stays?"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# what is stored and compared makes hardly any cycles, but many things that stay: looking through them again and again
# took a sixth of the time of linking in a library of a million
THRESHOLDS = (50_000, 10, 20)


@contextmanager
def seldom() -> Iterator[None]:
    """Python looks for garbage seldom inside."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
