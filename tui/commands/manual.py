"""`quoth manual` and `quoth completion`: what a user's system wants to know of the commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from tui import config
from tui.cli import COMPLETION, quoth

SHELLS = ("bash", "zsh", "fish")


@quoth.command()
@click.option("--roff", is_flag=True, help="Print the page as man wants it, to keep it as quoth.1.")
def manual(roff: bool) -> None:
    """Show the manual: as a page of man where there is one, else as plain text."""
    from tui import output
    from tui.manual import as_roff, as_text

    config.take_keys()
    if roff:
        sys.stdout.write(as_roff())
    elif not (sys.stdin.isatty() and sys.stdout.isatty() and shown(as_roff())):
        output.put(as_text().rstrip("\n"))


def shown(page: str) -> bool:
    """Have man show a page; False where there is no man, or it can't."""
    program = shutil.which("man")
    if program is None or os.environ.get("TERM", "dumb") == "dumb":
        return False
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "quoth.1"
        file.write_text(page, encoding="ascii")
        return subprocess.run([program, str(file)], check=False).returncode == 0


@quoth.command(short_help="Print the completions for a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what a SHELL needs to complete commands, options, articles, outlets, speakers and themes.

    For bash, put this line into ~/.bashrc: eval "$(quoth completion bash)". For zsh, the same line with zsh
    into ~/.zshrc. For fish: quoth completion fish > ~/.config/fish/completions/quoth.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo((_bash() if shell == "bash" else kind(quoth, {}, "quoth", COMPLETION).source()).strip("\n"))


def _bash() -> str:
    """click's script, with names of several words written so that bash takes them for one."""
    from click.shell_completion import BashComplete, ShellComplete

    # BashComplete's own source() would start a bash to ask for its version, where there may be none
    source = ShellComplete.source(BashComplete(quoth, {}, "quoth", COMPLETION))
    bare = "COMPREPLY+=($value)"
    if bare not in source:
        raise AssertionError("click has another script for bash")
    in_words = '[[ "${COMP_WORDS[COMP_CWORD]}" == [\\"\\\']* ]] || printf -v value %q "$value"'
    return source.replace(bare, f'{in_words}\n            COMPREPLY+=("$value")')
