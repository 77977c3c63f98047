"""A pass through the program in a real terminal."""

from __future__ import annotations

from collections.abc import Callable

from tmux import QUOTH, Terminal

FIRST = "When is a bell stolen?"  # the sample's newest article
ELSEWHERE = "SAME WORDS ELSEWHERE"


def test_a_pass_through_the_screens(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(120, 36)
    terminal.run("cd; stty -g > before; echo; echo ready")  # typed before it prompts, that stands before the answer
    terminal.wait("\nready")
    before = terminal.state()

    terminal.run(f"{QUOTH}; echo left with $?; stty -g > after; cmp before after && echo as before")
    terminal.wait("sample: invented articles", FIRST, ELSEWHERE, "printed by")
    assert terminal.state() != before
    terminal.press("Enter")  # into the text
    terminal.wait("] next ")
    terminal.press("]")
    terminal.wait("Otto Fenn, mayor", "in other words")
    terminal.press("[")
    terminal.wait("printed by 2 of 8 outlets")
    terminal.press("d")
    terminal.wait("compare", "Radio Brack", without=(ELSEWHERE,))
    terminal.press("Escape")
    terminal.wait(ELSEWHERE)
    terminal.press("M")
    terminal.wait("matrix", without=(ELSEWHERE,))
    terminal.press("Escape")
    terminal.wait(ELSEWHERE)

    terminal.resize(80, 24)
    terminal.until(lambda screen: max(map(len, screen.splitlines())) <= 80 and ELSEWHERE not in screen, "two panes")
    terminal.press("/", *"bronze", "Enter")  # at once, as who types fast
    terminal.wait("hit 1/1")
    terminal.press("T")
    terminal.wait("timeline", without=("hit 1/1",))
    terminal.press("Escape")
    terminal.wait("hit 1/1")
    terminal.resize(120, 36)
    terminal.wait(ELSEWHERE, "hit 1/1")
    terminal.press("S")
    terminal.wait("Edda Quill", without=(ELSEWHERE,))
    terminal.press("Escape")
    terminal.wait(ELSEWHERE)
    terminal.press("?")
    terminal.wait("In the reader", without=(ELSEWHERE,))
    terminal.press("q")
    terminal.wait(ELSEWHERE)

    terminal.press("q")
    shown = terminal.wait("left with 0", "as before", without=(ELSEWHERE,))
    assert "ready" in shown  # the screen that was there before
    assert terminal.state() == before
