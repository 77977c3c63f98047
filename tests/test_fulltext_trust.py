"""The Whoosh index is only opened where this library made it, and made anew where it is damaged."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from indexed import TOKEN, article, asked, said

from index.fulltext import BusyError, FullText
from index.model import Article

HARBOUR = Article(
    "harbour",
    "The strait of Oss stays closed. “We accept this as a basis,” Ada Lind said. “It is no basis,” said Tor Hale.",
    title="Envoy expects answer",
)
COAST = Article("coast", "“A basis, not the end,” Lind said in Zürich. The envoy’s plane left.", title="Lind: a basis")
SAID = {
    HARBOUR.id: [said(HARBOUR, "We accept this as a basis", "Ada Lind"), said(HARBOUR, "It is no basis", "Tor Hale")],
    COAST.id: [said(COAST, "A basis, not the end", "Ada Lind")],
}


def small(folder: Path, token: str = TOKEN) -> FullText:
    found = FullText.open(folder, token)
    with found.writer() as writer:
        writer.add(HARBOUR, SAID["harbour"])
        writer.commit(7)
    return found


def spoil(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(bytes(raw))


def contents(folder: Path) -> Path:
    return next((folder / "articles").glob("*.toc"))


def newest_manifest_with_another_form(folder: Path) -> None:
    body = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**body, "form": "another"}))


DAMAGE = {
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "an empty manifest": lambda folder: (folder / "manifest.json").write_bytes(b""),
    "a manifest that is no text": lambda folder: (folder / "manifest.json").write_bytes(b"\xff\x00[]"),
    "a manifest of another shape": lambda folder: (folder / "manifest.json").write_text("[1, 2]"),
    "another form": newest_manifest_with_another_form,
    "a table of contents spoilt": lambda folder: spoil(contents(folder)),
    "a table of contents put in": lambda folder: shutil.copy(contents(folder), folder / "articles" / "_MAIN_99.toc"),
    "a table of contents gone": lambda folder: contents(folder).unlink(),
    "a segment spoilt": lambda folder: spoil(next((folder / "quotations").glob("*.seg"))),
    "a segment gone": lambda folder: next((folder / "articles").glob("*.seg")).unlink(),
    "a folder gone": lambda folder: shutil.rmtree(folder / "quotations"),
    "everything gone": lambda folder: shutil.rmtree(folder),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_damaged_is_made_anew(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "fulltext"
    small(folder).close()
    assert FullText.open(folder, TOKEN).last_seq == 7
    DAMAGE[what](folder)
    again = FullText.open(folder, TOKEN)
    assert (again.last_seq, again.count()) == (0, (0, 0))
    small(folder)
    assert again.refresh()
    assert again.articles(asked("strait"))[0][0] == "harbour"


def test_a_folder_copied_from_elsewhere_is_not_opened(tmp_path: Path) -> None:
    small(tmp_path / "theirs").close()
    shutil.copytree(tmp_path / "theirs", tmp_path / "ours", copy_function=shutil.copy2)
    assert FullText.open(tmp_path / "ours", TOKEN).last_seq == 0
    assert FullText.open(tmp_path / "theirs", "another token").last_seq == 0


def test_a_folder_moved_stays(tmp_path: Path) -> None:
    small(tmp_path / "here").close()
    (tmp_path / "here").rename(tmp_path / "there")
    assert FullText.open(tmp_path / "there", TOKEN).last_seq == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_folder_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "fulltext"
    folder.mkdir(mode=0o755)
    small(folder)
    assert {path.stat().st_mode & 0o077 for path in (folder, folder / "articles", folder / "quotations")} == {0}


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    index = small(tmp_path / "fulltext")
    with index.writer(), pytest.raises(BusyError, match="Another quoth is writing"), index.writer():
        pass
    with index.writer() as writer:  # free again
        writer.remove("harbour")
        writer.commit(8)
    assert (index.last_seq, index.count()) == (8, (0, 0))


def test_what_was_not_committed_is_dropped(tmp_path: Path) -> None:
    index = small(tmp_path / "fulltext")

    def broken_off() -> None:
        with index.writer() as writer:
            writer.add(COAST, SAID["coast"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert (index.last_seq, index.count()) == (7, (1, 2))
    with index.writer() as writer:
        writer.add(COAST, SAID["coast"])
    assert index.count() == (1, 2)


def test_a_reader_keeps_its_state_until_it_refreshes(tmp_path: Path) -> None:
    ours, theirs = small(tmp_path / "fulltext"), FullText.open(tmp_path / "fulltext", TOKEN)
    assert theirs.count() == (1, 2)
    with ours.writer() as writer:
        writer.add(COAST, SAID["coast"])
        writer.commit(8)
    assert (theirs.last_seq, theirs.count()) == (7, (1, 2))
    assert theirs.refresh()
    assert not theirs.refresh()
    assert (theirs.last_seq, theirs.count()) == (8, (2, 3))
    ours.clear()
    assert (ours.last_seq, ours.count()) == (0, (0, 0))


KILLED = """
import os, sys
from pathlib import Path
from index.fulltext import FullText, trust
from index.model import Article, Quotation
settled = trust.Manifest.settle
kept = trust.Manifest.seal
index = FullText.open(Path(sys.argv[1]), sys.argv[2])
with index.writer() as writer:
    writer.add(Article("late", "a strait of late"), [])
    def settle(self, name):
        if sys.argv[3] == "after " + name:
            os._exit(9)
        settled(self, name)
    def seal(self, name, *rest):
        kept(self, name, *rest)
        if sys.argv[3] == "before " + name:
            os._exit(9)
    trust.Manifest.settle, trust.Manifest.seal = settle, seal
    if sys.argv[3] == "adding":
        os._exit(9)
    writer.commit(9)
"""


@pytest.mark.parametrize(
    ("moment", "seq", "articles"),
    [
        ("adding", 7, 1),
        ("before articles", 7, 1),
        ("after articles", 7, 2),  # the quotations are behind: all since 7 comes again
        ("before quotations", 7, 2),
        ("after quotations", 9, 2),
    ],
)
def test_a_crash_loses_only_what_was_not_committed(tmp_path: Path, moment: str, seq: int, articles: int) -> None:
    folder = tmp_path / "fulltext"
    small(folder).close()
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), TOKEN, moment], check=False, timeout=60)
    assert ended.returncode == 9
    index = FullText.open(folder, TOKEN)
    assert (index.last_seq, index.count()[0]) == (seq, articles)
    with index.writer() as writer:
        writer.add(article("late", "a strait of late"), [])
        writer.commit(9)
    assert (index.last_seq, index.count()) == (9, (2, 2))
