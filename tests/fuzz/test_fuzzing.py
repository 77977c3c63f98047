"""Hostile input, a fixed number of each kind, and all that was ever found; `make fuzz` goes on for hours."""

from __future__ import annotations

from pathlib import Path

import fuzzing
import pytest
from hypothesis import HealthCheck, given, settings

EXAMPLES = 60
FOUND = sorted(Path(__file__).parent.glob("found/*/*.json"))


@pytest.mark.parametrize("name", fuzzing.targets())
def test_whatever_comes_in(name: str) -> None:
    target = fuzzing.targets()[name]

    @settings(max_examples=max(5, EXAMPLES // target.costly), suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def check(given: object) -> None:
        fuzzing.tried(name, given)

    check()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once(path: Path) -> None:
    fuzzing.tried(path.parent.name.replace("_", " "), fuzzing.kept(path))


@pytest.mark.parametrize("given", [b"\x00\xff", "a\ud800", ("a", 3), ("“", "”")])
def test_what_is_found_is_kept_as_it_was(given: object, tmp_path: Path) -> None:
    assert fuzzing.kept(fuzzing.keep(tmp_path, "read .txt", given)) == given


def test_what_does_not_hold_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "SLOW", -1.0)
    with pytest.raises(AssertionError, match="out of proportion"):
        fuzzing.tried("scan", "“So,” said Ada Lind.")
