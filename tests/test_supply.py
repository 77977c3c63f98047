"""Whatever quoth is made of is pinned, and it is said what it is for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = tuple(f"requirements{of}.lock" for of in ("", "-dev", "-eval", "-bench", "-spark"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed() -> set[str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {plain(re.split(r"[<>=\[; ]", one)[0]) for one in table["project"]["dependencies"]}


def test_it_is_said_of_each_package_what_it_is_for() -> None:
    rows = [line.split("|")[1:-1] for line in (ROOT / "docs/supply.md").read_text(encoding="utf-8").splitlines()]
    table = [cells for cells in rows if len(cells) == 3 and not cells[0].startswith("-")][1:]
    told = {plain(name.strip()) for cells in table for name in cells[0].split(",")}
    assert told == needed()
    assert all(cell.strip() for cells in table for cell in cells)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_digests(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    packages = [at for at, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert len(packages) > 20
    for at in packages:
        assert re.match(r"[A-Za-z0-9_.-]+==[^ ]+ ", lines[at]), lines[at]
        assert "--hash=sha256:" in lines[at + 1], lines[at]
    if lock == LOCKS[0]:
        assert needed() <= {plain(lines[at].split("==")[0]) for at in packages}
