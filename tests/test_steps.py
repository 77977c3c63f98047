"""The table of what each step of adding costs names functions that are there."""

from __future__ import annotations

import pytest

from benchmarks.steps import STEPS, found


@pytest.mark.parametrize("place", STEPS)
def test_each_step_names_a_function(place: str) -> None:
    owner, name = found(place)
    assert callable(getattr(owner, name))
