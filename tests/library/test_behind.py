"""A library whose index is far behind its articles: adding was broken off, or the folder was copied."""

from __future__ import annotations

import shutil
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import on

from index import derived
from index.library import Library

TEXT = "Toll splits Oss\n\n“Nobody will pay it {} times,” Ada Lind said in Oss.\n"
COUNT = 4


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of a library; what Whoosh wrote is not trusted in another place."""
    (tmp_path / "articles").mkdir()
    for number in range(COUNT):
        (tmp_path / f"articles/{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    with Library.open(tmp_path / "first") as library:
        library.add([str(tmp_path / "articles")])
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    return tmp_path / "copy"


def found(library: Library) -> int:
    return len(list(library.search("nobody")))  # type: ignore[arg-type]


def test_a_question_catches_it_up(copied: Path) -> None:
    with Library.open(copied) as library:
        assert found(library) == COUNT


def test_who_wants_it_elsewhere_is_told(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived, "AT_ONCE", COUNT - 1)
    calls: list[int] = []
    with Library.open(copied) as library, Library.open(copied) as other:
        library.leave_behind(lambda: calls.append(1))
        assert found(library) == 0
        assert calls
        assert library.notes("nobody") == ("4 articles are still being put into the index, and not found yet",)
        assert library.why_nothing("nobody") == ()
        with other._derived.writing_lock(wait=True):
            calls.clear()
            assert found(library) == 0
            assert not calls, "somebody is at it"
            assert library.catch_up() is None
        assert other.catch_up() is True
        assert found(library) == COUNT


def test_little_is_caught_up_in_any_case(copied: Path) -> None:
    calls: list[int] = []
    with Library.open(copied) as library:
        library.leave_behind(lambda: calls.append(1))
        assert found(library) == COUNT
        assert not calls


def test_what_is_stopped_goes_on_next_time(copied: Path) -> None:
    with Library.open(copied) as library:
        library.leave_behind(lambda: None)
        asked = iter([False, True])
        assert library.catch_up(stop=lambda: next(asked, True)) is False
        assert library.catch_up() is True
        assert found(library) == COUNT


def test_a_command_that_waits_for_it_can_be_stopped(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui import cli

    before = cli.catching_up

    @contextmanager
    def impatient():  # type: ignore[no-untyped-def]
        with before() as (told, stop):

            def at_once(done: int, total: int) -> None:
                told(done, total)
                signal.raise_signal(signal.SIGINT)

            yield at_once, stop

    run = on(copied)
    monkeypatch.setattr(cli, "catching_up", impatient)
    assert run("search", "nobody", code=130).stdout == ""
    monkeypatch.setattr(cli, "catching_up", before)
    assert len(run("search", "nobody", "--json").stdout.splitlines()) == COUNT
