"""One place for SQLite, one for Whoosh, one for the screen: who may import what."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import getmodule
from pathlib import Path

import pytest

from tui.cli import quoth
from tui.commands import MODULE_OF

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "whoosh": ("index/fulltext/",),
    "sqlite3": ("index/store/",),
    "textual": ("tui/",),
    "rich": ("tui/",),
    "click": ("tui/",),
    "aiohttp": ("tui/serving/",),
    "pypdfium2": ("index/ingest/pdf/",),
    "pyspark": ("index/scale/", "tui/commands/scale.py"),
    "pyarrow": ("index/scale/", "index/slicing.py"),
    "duckdb": ("index/slicing.py",),
    "fastwarc": ("index/ingest/warc/", "index/web/unpacking.py"),
}
HEAVY = ("textual", "rich", "whoosh", "numpy", "aiohttp", "pypdfium2", "fastwarc", "pyspark", "pyarrow", "duckdb")


def imports(tree: ast.AST) -> Iterator[str]:
    """The packages that a tree imports, by their first name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_is_imported_in_its_place_only(package: str) -> None:
    where = {
        path.relative_to(ROOT).as_posix()
        for path in modules("index", "tui")
        if package in imports(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert where, f"nothing imports {package} any more: take it off this list"
    assert [path for path in where if not path.startswith(ALLOWED[package])] == []


def test_the_check_sees_an_import() -> None:
    assert list(imports(ast.parse("def f():\n    from whoosh.fields import ID\nimport sqlite3.dbapi2"))) == [
        "sqlite3",
        "whoosh",
    ]


def test_the_commands_import_what_is_heavy_only_where_they_use_it() -> None:
    for path in [ROOT / "tui" / "cli.py", ROOT / "tui" / "__main__.py", *modules("tui/commands")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
        assert not set(imports(top)) & set(HEAVY), path


def test_every_command_is_found_by_its_name() -> None:
    for path in modules("tui/commands"):
        import_module(f"tui.commands.{path.stem}")
    registered = {name: getmodule(command.callback) for name, command in quoth.commands.items()}
    assert {name: module and module.__name__ for name, module in registered.items()} == {
        name: f"tui.commands.{module}" for name, module in MODULE_OF.items()
    }


def test_the_first_frame_does_without_search_and_scores() -> None:
    code = "import sys, tui.__main__, tui.commands.reading, tui.app, tui.reading; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"index.query", "index.fulltext", "index.matching", "rapidfuzz", "whoosh"}
