"""Memory while somebody reads: what nothing uses goes back to the system."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tui import footprint

MANY = 40_000


def held() -> int:
    """Kilobytes of this process that no file lies behind."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("RssAnon")).split()[1])


@pytest.mark.skipif(footprint.giving_back() is None, reason="another C library than GNU's")
def test_what_a_thread_needed_is_given_back() -> None:
    give_back = footprint.giving_back()
    assert give_back is not None
    parts: list[bytes] = []

    def need() -> None:
        parts.extend(bytes(1_000) for _ in range(MANY))

    thread = threading.Thread(target=need)
    thread.start()
    thread.join()
    last = parts[-1]  # at the end of the memory, so that it can't simply be cut off there
    parts.clear()
    before = held()
    give_back()
    assert before - held() > MANY * 1_000 / 1_024 / 2
    assert last


def test_it_is_done_again_and_again_until_the_reader_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    done, called = threading.Event(), []
    monkeypatch.setattr(footprint, "SETTLED", 0.0)
    monkeypatch.setattr(footprint, "EVERY", 0.001)
    monkeypatch.setattr(footprint.gc, "freeze", lambda: called.append("freeze"))

    def give_back() -> None:
        called.append("given")
        if called.count("given") == 3:
            done.set()

    monkeypatch.setattr(footprint, "giving_back", lambda: give_back)
    with footprint.kept_small():
        assert done.wait(10)
    assert called[0] == "freeze"
