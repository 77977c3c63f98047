"""Does the installed command work, with an empty home and nothing of the project's tree? usage: smoke.py QUOTH"""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUOTH = sys.argv[1]
SECONDS = 60


def run(*args, code=0, home):
    done = subprocess.run(
        [QUOTH, *args], capture_output=True, text=True, timeout=SECONDS, env=os.environ | environment(home), cwd=home
    )
    assert done.returncode == code, f"quoth {' '.join(args)}: exit {done.returncode}, not {code}\n{done.stderr}"
    return done.stdout


def environment(home):
    return {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "TERM": "xterm-256color",
        "LINES": "36",
        "COLUMNS": "120",
    }


def screen(home, *presses):
    """Open the reader in a pseudo-terminal, press keys whenever it is quiet, and return what it wrote and its exit
    code."""
    pid, terminal = pty.fork()
    if not pid:
        try:
            os.chdir(home)
            os.execve(QUOTH, [QUOTH], os.environ | environment(home))
        finally:  # only reached where that failed; this copy of the test must not go on
            os._exit(127)
    written, end, left = b"", time.monotonic() + SECONDS, list(presses)
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                written += os.read(terminal, 65536)
            except OSError:  # the other side is gone
                break
        elif b"Any key closes" in written and left:
            os.write(terminal, left.pop(0))
    else:
        os.kill(pid, signal.SIGKILL)
    return written, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


with tempfile.TemporaryDirectory() as folder:
    home = Path(folder)
    assert run("--version", home=home).startswith("quoth ")
    written, code = screen(home, b"\x1b", b"q")  # the first closes the welcome
    assert code == 0, f"the reader left with {code}: {written[-2000:]!r}"
    assert b"These articles are a sample" in written, "the reader does not say that it shows the sample"
    text = "Ada Lind spoke in Oss. \u201cThe ferries will sail on Thursday morning,\u201d she said.\n"
    for name, outlet in (("one", "Harbour Times"), ("two", "Coast Wire")):
        (home / f"{name}.txt").write_text(text, encoding="utf-8")
        run("--library", "lib", "add", f"{name}.txt", "--outlet", outlet, home=home)
    quotes = [json.loads(line) for line in run("--library", "lib", "quotes", "--json", home=home).splitlines()]
    assert [q["speaker"] for q in quotes] == ["Ada Lind"] * 2, quotes
    links = [json.loads(line) for line in run("--library", "lib", "links", "--json", home=home).splitlines()]
    assert [link["relation"] for link in links] == ["identical"], links
    assert run("--library", "lib", "search", "ferries", "--json", home=home).count("\n") == 2
    run("--library", "lib", "search", "zeppelin", code=1, home=home)
    run("--library", "nowhere", "list", code=2, home=home)
print("smoke test: the installed quoth works")
