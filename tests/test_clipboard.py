"""What a text is given to on its way to the clipboard, and what is said of it; tmux and its kin are tried for real."""

from __future__ import annotations

import base64
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.clipboard import MOST, Clipboard, Sent, through_screen

TEXT = "“Nobody pays twice,” — Ada Lind\nsecond line"


def put_program(folder: Path, name: str, does: str) -> None:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)


def sent(tmp_path: Path, text: str = TEXT, **environment: str) -> tuple[Sent, str]:
    codes: list[str] = []
    path = f"{tmp_path / 'bin'}:/bin:/usr/bin" if "TMUX" in environment else str(tmp_path / "bin")
    done = Clipboard({"PATH": path, **environment}, tmp_path / "state" / "clipboard.txt").copy(text, codes.append)
    return done, "".join(codes)


def test_a_terminal_alone_is_asked_and_a_file_kept(tmp_path: Path) -> None:
    done, codes = sent(tmp_path)
    assert codes == f"\x1b]52;c;{base64.b64encode(TEXT.encode()).decode()}\a"
    kept = tmp_path / "state" / "clipboard.txt"
    assert kept.read_text(encoding="utf-8") == TEXT
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert done.told("the link") == f"Copied the link, as far as the terminal allows it; it is also in {kept}."


@pytest.mark.parametrize(
    ("program", "environment"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("xclip", {"DISPLAY": ":0"}),
        ("xsel", {"DISPLAY": ":0"}),
        ("clip.exe", {"WSL_INTEROP": "/run/1"}),
    ],
)
def test_a_program_takes_it(tmp_path: Path, program: str, environment: dict[str, str]) -> None:
    put_program(tmp_path / "bin", program, f"/bin/cat > {tmp_path}/taken")
    done, codes = sent(tmp_path, **environment)
    taken = (tmp_path / "taken").read_bytes().decode("utf-16" if program == "clip.exe" else "utf-8")
    assert (taken, codes, done.told("it")) == (TEXT, "", "Copied it.")
    done, codes = sent(tmp_path, SSH_CONNECTION="here there", **environment)
    assert (done.sure, done.asked) == (True, True)  # the person sits elsewhere: their terminal is asked, too
    done, codes = sent(tmp_path)
    assert (done.taken, done.asked) == ("", True)  # without a display the program is not asked


@pytest.mark.parametrize("does", ["exit 1", "exec /bin/sleep 60"])
def test_a_program_that_fails_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    monkeypatch.setattr("tui.clipboard.PATIENCE", 0.2)
    put_program(tmp_path / "bin", "xclip", does)
    done, codes = sent(tmp_path, DISPLAY=":7")
    assert not done.sure
    assert codes.startswith("\x1b]52;c;")


def test_a_program_that_stays_to_serve_is_not_waited_for(tmp_path: Path) -> None:
    put_program(tmp_path / "bin", "xclip", "/bin/cat > /dev/null; /bin/sleep 5 &")
    assert sent(tmp_path, DISPLAY=":7")[0].sure


def test_what_is_too_long_for_terminals_is_in_the_file(tmp_path: Path) -> None:
    text = "é" * (MOST // 2)
    done, codes = sent(tmp_path, text)
    kept = tmp_path / "state" / "clipboard.txt"
    assert codes == ""
    assert kept.read_text(encoding="utf-8") == text
    told = f"Not copied: 74,994 bytes are more than a terminal's clipboard takes; it is in {kept}."
    assert done.told("it") == told
    assert sent(tmp_path, "a" * (MOST // 4 * 3 - 3))[0].asked


def test_where_no_file_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    assert "can't be kept in" in sent(tmp_path)[0].told("it")


def test_screen_gets_it_in_pieces() -> None:
    codes = through_screen("a" * 100)
    pieces = [piece.removeprefix("\x1bP") for piece in codes.split("\x1b\\") if piece]
    assert "".join(pieces) == f"\x1b]52;c;{'a' * 100}\a"
    assert max(map(len, pieces)) <= 90


@pytest.fixture
def in_tmux(tmp_path: Path) -> Iterator[list[str]]:
    """The command for a server of its own, which knows no terminal."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("tmux is not installed")
    command = [program, "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    subprocess.run([*command, "new-session", "-d", "-s", "one", "sleep 60"], check=True)
    yield command
    subprocess.run([*command, "kill-server"], check=True)


def test_tmux_holds_it_in_its_buffer(in_tmux: list[str], tmp_path: Path) -> None:
    environment = {"TMUX": f"{tmp_path}/socket,1,0", "TMUX_PANE": "%0"}
    long = TEXT * 2000
    for text in (TEXT, long):
        done, codes = sent(tmp_path, text, **environment)
        shown = subprocess.run([*in_tmux, "show-buffer"], check=True, capture_output=True)
        assert shown.stdout.decode() == text
        assert codes == ""
        assert done.taken == "tmux"
        assert "to tmux (prefix ] pastes it)" in done.told("it")
    assert done.asked is False  # of what is too long nobody knows whether the terminal took it
    subprocess.run([*in_tmux, "set-option", "-s", "set-clipboard", "off"], check=True)
    done, codes = sent(tmp_path, **environment)
    assert (done.asked, codes) == (False, "")
    subprocess.run([*in_tmux, "set-option", "-gw", "allow-passthrough", "on"], check=True)
    done, codes = sent(tmp_path, **environment)
    assert (done.asked, codes[:13], codes[-2:]) == (True, "\x1bPtmux;\x1b\x1b]52;", "\x1b\\")


def test_a_tmux_that_is_gone_leaves_the_terminal(tmp_path: Path) -> None:
    done, codes = sent(tmp_path, TMUX=f"{tmp_path}/nowhere,1,0")
    assert done.taken == ""
    assert codes.startswith("\x1b]52;c;")
