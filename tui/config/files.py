"""What does a file of settings say, as far as it is TOML, and on which line is each of its keys?

The standard library reads the values. It stops at the first mistake and tells no lines of keys: so a line that is no
TOML is left out and told, and tree-sitter says where a key stands. It is imported only where something is to be told.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tree_sitter import Node

MOST_BYTES: Final = 1_000_000  # a thousand times what anybody writes here; more is another kind of file
MOST_MISTAKES: Final = 50  # lines that are no TOML; a file with more is none
_AT: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HEADER: Final = re.compile(r"\[")  # at the beginning of its line; in an array there are blanks before it
_STATEMENT: Final = re.compile(
    r"""\[|\s*(?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*[\w"'-]+)*\s*=|\s*[^\s\]#,"'\[{}\d+-][^"']*$"""
)


def read(file: Path) -> str | OSError | ValueError | None:
    """Its text; None where it is not there, an error with a sentence where it can't be read as text."""
    if str(file) == os.devnull:
        return None
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe that nobody writes to would hang
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return error if isinstance(error, OSError) else ValueError("its name can't be one")
    kind = os.fstat(handle)
    if not stat.S_ISREG(kind.st_mode):
        os.close(handle)
        return ValueError("it is a folder" if stat.S_ISDIR(kind.st_mode) else "it is no ordinary file")
    with os.fdopen(handle, "rb") as opened:
        try:
            content = opened.read(MOST_BYTES + 1)
        except OSError as error:
            return error
    if len(content) > MOST_BYTES:
        return ValueError(f"it has {kind.st_size:,} bytes; a file of settings has at most {MOST_BYTES:,}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return ValueError(f"it is not UTF-8: line {line} has a byte that can't be read; save it as UTF-8")
    return text.replace("\r\n", "\n")


def parsed(text: str) -> tuple[dict[str, Any], str, list[tuple[int, str]]]:
    """The tables and values, the text without the lines that are no TOML, and what is wrong with those lines."""
    values, mistake = _loaded(text)
    if mistake is None:
        return values, text, []
    lines = text.split("\n")
    mistakes: dict[int, str] = {}
    for start, end in _statements(
        lines
    ):  # each alone, or an array that is not closed would be told of all that follows
        _, mistake = _loaded("\n".join(lines[start:end]))
        if mistake is not None:
            _leave_out(lines, start, mistakes, mistake[1])
    while len(mistakes) <= MOST_MISTAKES:
        values, mistake = _loaded("\n".join(lines))
        if mistake is None:
            return values, "\n".join(lines), sorted(mistakes.items())
        _leave_out(lines, mistake[0], mistakes, mistake[1])
    return {}, "", sorted(mistakes.items())[:MOST_MISTAKES]


def _loaded(text: str) -> tuple[dict[str, Any], tuple[int, str] | None]:
    """What it says, or its first mistake: the line, counted from 0, and what it is."""
    import tomllib

    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, (0, "is nested too deeply")
    except tomllib.TOMLDecodeError as error:
        told = _AT.search(str(error))
        sentence = _AT.sub("", str(error))
        lines = text.split("\n")
        last = int(told[1]) if told and told[1] else len(lines)
        filled = [at for at, line in enumerate(lines[:last]) if line.strip()]
        return {}, (filled[-1] if filled else 0, f"is not TOML: {sentence[:1].lower()}{sentence[1:]}")


def _statements(lines: list[str]) -> list[tuple[int, int]]:
    """From which line to which each table's header and each key with its value goes, as far as lines tell."""
    starts = [at for at, line in enumerate(lines) if _STATEMENT.match(line)]
    return list(pairwise([*starts, len(lines)]))


def _leave_out(lines: list[str], at: int, mistakes: dict[int, str], why: str) -> None:
    """Empty the lines of what begins there, and after a table's header all of the table: nobody knows whose it is."""
    mistakes.setdefault(at + 1, why)
    ends = _HEADER if _HEADER.match(lines[at]) else _STATEMENT
    end = next((below for below in range(at + 1, len(lines)) if ends.match(lines[below])), len(lines))
    lines[at:end] = [""] * (end - at)


def places(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key and table, counted from 1; of what stands twice, the first."""
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    found: dict[tuple[str, ...], int] = {}
    for path, line in _keys(parser.parse(text.encode()).root_node, ()):
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], line)
    return found


def _keys(node: Node, within: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    for child in node.named_children:
        if child.type in ("table", "table_array_element", "pair"):
            name = next((one for one in child.named_children if one.type.endswith("key")), None)
            path = (*within, *(_names(name) if name is not None else ()))
            yield path, child.start_point.row + 1
            yield from _keys(child, path)
        elif child.type in ("inline_table", "array", "ERROR"):
            yield from _keys(child, within)


def _names(key: Node) -> Iterator[str]:
    """The parts of a dotted key; of any other itself."""
    if key.type == "dotted_key":
        for part in key.named_children:
            yield from _names(part)
    else:
        text = (key.text or b"").decode()
        yield text[1:-1] if key.type == "quoted_key" else text
