"""How often may one host be asked? One request at a time, and a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PAUSE = 1.0  # seconds; what most sites that give a Crawl-delay ask for
LONGEST = 10.0  # seconds of a Crawl-delay that are kept: some sites give a day, which means no
LOOK_SECONDS = 0.05


@dataclass(slots=True)
class _Host:
    """When a host may be asked next, and whose turn it is."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    next: float = 0.0
    pause: float = 0.0


class Manners:
    """The hosts asked so far."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def at_least(self, host: str, seconds: float | None) -> None:
        """Keep this pause for the host, where it is longer than the usual one."""
        if seconds:
            self._host(host).pause = min(seconds, LONGEST)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())

    @contextmanager
    def turn(self, name: str, stop: Callable[[], bool]) -> Iterator[bool]:
        """Inside it is this request's turn to ask the host; False where `stop` came before."""
        host = self._host(name)
        while not host.turn.acquire(timeout=LOOK_SECONDS):
            if stop():
                yield False
                return
        try:
            while (wait := host.next - time.monotonic()) > 0:
                if stop():
                    break
                time.sleep(min(wait, LOOK_SECONDS))
            yield not stop()
            host.next = time.monotonic() + max(self._pause, host.pause)
        finally:
            host.turn.release()
