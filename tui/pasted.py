"""What of a pasted text does a field take? Whole files get pasted by mistake, and broken lines on purpose. Pure.

A terminal that does not say what was pasted gives it as keys. Where these would be commands, so many at once are none.
"""

from __future__ import annotations

import re
from collections import deque

MOST_IN_LINE = 2_000  # characters of a field of one line: a long paragraph
MOST_IN_NOTE = 20_000  # of a field of several lines, which is slow to type in with more
AT_ONCE, WITHIN = 24, 0.1  # different keys, seconds: nobody types so, and a key held down is one
QUIET = 0.3  # seconds without a key after which a paste is over
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # a terminal would obey some of them
_LINE_END = re.compile(r"[ \t]*[\n\r\v\f\x85\u2028\u2029]\s*")


class Burst:
    """Which keys come as those of a pasted text do? The first ones can't be told from others."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=AT_ONCE)
        self._before = ""
        self._until = 0.0

    def has(self, key: str, time: float) -> bool:
        """Whether a key, pressed at a time, belongs to one; all later ones do until none is pressed for a moment."""
        if time < self._until:
            self._until = time + QUIET
            return True
        if key != self._before:
            self._times.append(time)
        self._before = key
        if len(self._times) < AT_ONCE or time - self._times[0] > WITHIN:
            return False
        self._times.clear()
        self._until = time + QUIET
        return True


def taken(pasted: str, room: int, *, in_lines: bool) -> tuple[str, str | None]:
    """What goes into a field that has room for so many characters, and a sentence where that is not all.

    A field of one line takes the lines one after another as one: who pastes a sentence from a terminal or a mail has it
    broken. It is cut first, so that the work is bounded whatever is pasted.
    """
    whole = len(pasted.rstrip())
    text = _CONTROL.sub("", pasted[: max(0, room)])
    if not in_lines:
        text = _LINE_END.sub(" ", text.strip("\r\n")).replace("\t", " ")
    if room >= whole:
        return text, None
    if room <= 0:
        return "", "Nothing was pasted: the field is full."
    return text, f"Only the first {room:,} of {whole:,} characters were pasted: the field takes no more."
