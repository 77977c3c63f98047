"""A terminal for each test; where tmux is not there, the tests say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tmux


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Callable[..., tmux.Terminal]]:
    if tmux.TMUX is None:
        pytest.skip("tmux is not installed: nothing to try a real terminal with")
    opened: list[tmux.Terminal] = []

    def start(columns: int = 120, rows: int = 36, **environment: str) -> tmux.Terminal:
        home = tmp_path / str(len(opened))
        home.mkdir()
        opened.append(tmux.Terminal(home, columns, rows, **environment))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()
