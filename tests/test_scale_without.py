"""Where Spark or what reads its files is not installed, the commands that need them say so; no other command does."""

from __future__ import annotations

import builtins
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import on


def test_scale_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr("tui.commands.scale.find_spec", lambda name: None if name == "pyspark" else found(name))
    told = on(tmp_path)("scale", "--out", str(tmp_path / "out"), "x.jsonl", code=2).stderr
    assert "install quoth[spark]" in told
    assert "Java 17" in told


def test_where_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "duckdb":
            raise ModuleNotFoundError(name=name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    told = on(tmp_path / "library")("add", str(tmp_path), "--where", "true", code=2).stderr
    assert "--where needs duckdb: install quoth[slice]" in told


def test_no_other_command_imports_them() -> None:
    some = "tui.cli, tui.commands.adding, tui.commands.scale, index.slicing, index.library, index.adding"
    code = f"import sys, {some}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"pyspark", "pyarrow", "duckdb", "pandas"}
