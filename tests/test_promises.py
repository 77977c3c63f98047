"""Each promise names a test that is there, and that has tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/promises.md").read_text(encoding="utf-8")
NO_PROMISE = "It does not defend", "A disk that loses"  # what is said not to be promised
PROMISES = [
    " ".join(one.split())
    for part in PAGE.partition("## What was tried")[0].split("\n- ")[1:]
    if not (one := part.partition("\n#")[0]).startswith(NO_PROMISE)
]
TEST = re.compile(r"`(tests/[\w/]+(?:\.py|/))`")


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[:40])
def test_a_promise_names_its_tests(promise: str) -> None:
    named = TEST.findall(promise)
    assert named, promise
    for name in named:
        files = [ROOT / name] if name.endswith(".py") else sorted((ROOT / name).glob("test_*.py"))
        assert files
        for file in files:
            assert re.search(r"^(?:async )?def test_", file.read_text(encoding="utf-8"), re.MULTILINE), name


def test_there_are_promises() -> None:
    assert len(PROMISES) > 15
