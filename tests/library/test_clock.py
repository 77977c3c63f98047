"""A clock that was set back, or stands years ahead, loses nothing and stops nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import breaking
import pytest
from invented import found, put, row

from index.library import Library
from index.store import clock


@pytest.mark.parametrize("years", [-30, -1, 60])
def test_what_is_written_under_another_time_is_there(
    tmp_path: Path, years: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking.filled(tmp_path)
    breaking.followed(tmp_path)
    with Library.open(tmp_path / "library") as library:
        library.sync(web=breaking.Wire())  # type: ignore[arg-type]
        before = len(library.articles())

    class Other(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime(2026 + years, 2, 3, 4, 5, 6, tzinfo=tz)

    monkeypatch.setattr(clock.dt, "datetime", Other)
    assert str(2026 + years) in clock.now()
    with Library.open(tmp_path / "library") as library:
        assert len(library.articles()) == before
        library.add([put(tmp_path / "later", row("later", "“The gull came back,” said Edda Quill of Oss.\n"))])
        assert found(library, "gull") == ["later"]
        breaking.own(tmp_path, lambda _: None)
        wire = breaking.Wire()
        wire.room.changed[1] = 2
        done = library.sync([one.url for one in library.feeds() if "room" in one.url], web=wire)  # type: ignore[arg-type]
        assert done.failed == ()
        assert len(done.articles.changed) == 1
        assert [one.last for one in library.versions(done.articles.changed[0])] == [False, True]
        assert library.prove().wrong == ()
    monkeypatch.undo()
    with Library.open(tmp_path / "library") as library:
        assert [n.text for n in library.notes_of("a")] == ["call the keeper"]
        assert library.sync(web=breaking.Wire()).asked >= 2  # type: ignore[arg-type]
        assert library.prove().wrong == ()
