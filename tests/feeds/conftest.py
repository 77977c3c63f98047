"""Outlets with feeds, and the server that has them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from newsroom import Newsroom
from servers import Server, serving


@pytest.fixture
def room() -> Newsroom:
    return Newsroom(4)


@pytest.fixture
def server(room: Newsroom) -> Iterator[Server]:
    with serving(room) as running:
        room.base = running.address
        yield running
