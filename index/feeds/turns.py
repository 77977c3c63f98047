"""How are many hosts asked at once, and each of them for one thing at a time?

A host wants a pause between two requests: threads that waited for it would keep other hosts waiting.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")

AT_ONCE = 8  # threads: most of their time they wait, and the rest is Python's, of which one runs at a time
LOOK_SECONDS = 0.1  # how often one who waits looks whether to stop


class Turns(Generic[J]):
    """Jobs by the host that each asks."""

    def __init__(self, jobs: Iterable[tuple[str, J]]) -> None:
        self._queues: dict[str, deque[J]] = {}
        for host, job in jobs:
            self._queues.setdefault(host, deque()).append(job)

    def leave(self, host: str) -> list[J]:
        """Ask this host no more; the jobs that are left."""
        return list(self._queues.pop(host, ()))

    def done(self, work: Callable[[J], R], stop: Callable[[], bool]) -> Iterator[tuple[str, J, R] | None]:
        """Each job as its work is done, in threads; None now and then while nothing is. None begins after `stop`."""
        running: dict[Future[R], tuple[str, J]] = {}
        busy: set[str] = set()
        pool = ThreadPoolExecutor(AT_ONCE, "quoth-feeds")
        try:
            while True:
                for host in [] if stop() else [host for host in self._queues if host not in busy]:
                    if len(running) >= AT_ONCE:
                        break
                    job = self._next(host)
                    running[pool.submit(work, job)] = host, job
                    busy.add(host)
                if not running:
                    return
                ready, _ = wait(running, LOOK_SECONDS, FIRST_COMPLETED)
                if not ready:
                    yield None
                for one in ready:
                    host, job = running.pop(one)
                    busy.discard(host)
                    yield host, job, one.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _next(self, host: str) -> J:
        """The host's next job; the host goes to the end of the row."""
        queue = self._queues.pop(host)
        job = queue.popleft()
        if queue:
            self._queues[host] = queue
        return job
