"""The examples in docs/ are what the program prints, on the sample."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import on
from driving import WIDE, press, seen, settle

from index.library import Library
from tui.app import QuothApp
from tui.cli import quoth

ROOT = Path(__file__).parents[1]
DOCS = ("tutorial.md", "howto.md", "screen-readers.md")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def examples(text: str) -> list[tuple[str, list[str]]]:
    """The command lines of a document, each with the lines under it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ quoth "):
                found.append((line.removeprefix("$ quoth "), []))
            else:
                found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "lib"
    on(folder)("add", str(ROOT / "seeds"))
    return folder


@pytest.mark.parametrize("name", DOCS)
def test_every_example_prints_what_is_written_there(name: str, library: Path) -> None:
    shown = examples((ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert len(shown) >= 5
    for line, written in shown:
        done = CliRunner().invoke(quoth, ["--library", str(library), *shlex.split(line)])
        printed = done.output.rstrip("\n").splitlines()
        if written[-1] == "...":
            written = written[:-1]
            assert len(printed) > len(written), line
            printed = printed[: len(written)]
        assert printed == written, f"{line}: write anew what it prints"


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


STEP = re.compile(r"^- Press (.*?)(?=^- |^\n|\Z)", re.MULTILINE | re.DOTALL)


def steps(text: str) -> list[tuple[list[str], list[str]]]:
    """The keys that a document has pressed, each with the words that are said to stand on the screen then."""
    found = []
    for step in STEP.findall(text):
        pressed, _, told = step.partition(": ")
        words = re.findall(r"\*\*(.+?)\*\*", told, re.DOTALL)
        found.append((re.findall(r"`([^`]+)`", pressed), [" ".join(one.split()) for one in words]))
    return found


async def test_every_step_of_the_tutorial_shows_what_it_says(tmp_path: Path) -> None:
    done = steps((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert len(done) > 10
    with Library.open(tmp_path / "library", sample=True) as library:
        library.add([str(ROOT / "seeds")])
        async with QuothApp(library).run_test(size=WIDE) as pilot:
            await settle(pilot)
            for pressed, told in done:
                await press(pilot, *pressed)
                await settle(pilot)
                shown = seen(pilot)
                assert told
                for words in told:
                    assert words in shown, f"{pressed}: {words}\n{shown}"
