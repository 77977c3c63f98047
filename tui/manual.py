"""What does the manual say? Made from the commands and the table of keys, as a page for `man`, as Markdown, as text.

What is in neither table stands here: files, variables of the environment, exit codes, the language of queries.
"""

from __future__ import annotations

import inspect
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Final

import click
from msgspec import Struct

from tui import keys
from tui.cli import quoth

NAME: Final = "read news in a terminal: who said what, and where else the same words were printed"
WIDTH: Final = 78  # of a line of the manual as text
ENVIRONMENT: Final = (
    ("QUOTH_LIBRARY", "The library's folder, as --library gives it."),
    ("QUOTH_THEME", "The reader's colours for this start, as --theme gives them."),
    ("QUOTH_ALOUD", "Where it is 1, commands print what can be read aloud, as --aloud asks for."),
    ("QUOTH_CONFIG", "Another file of settings than config.toml; /dev/null for none."),
    ("QUOTH_LOG", "How much of what happened is kept: debug, info (as it comes), warning, error, or off."),
    ("NO_COLOR", "Where it is set, the reader uses no colours."),
)
FILES: Final = (
    ("~/.local/share/quoth/library", "The library. library.sqlite3 in it is all that can't be made again."),
    ("~/.local/share/quoth/sample", "The sample's own library, never mixed with yours."),
    (
        "~/.config/quoth/config.toml",
        "The settings, where there are any; quoth config init writes it, all explained.",
    ),
    ("~/.local/state/quoth", "Where you read on, your marks, your last 200 queries, reports of errors, the log."),
    ("outlets.toml", "In a folder of plain files: their outlets, dates and addresses, a table for each file."),
)
QUERIES: Final = (
    ('words, "a phrase"', "All of these words; these words one after the other."),
    ("AND, OR, NOT", "Both, either, without."),
    ("speaker:lind, outlet:coast, title:toll", "A quotation's speaker, who published it, words of the title."),
    ("quote:toll", "Only within quotations; beside speaker: it is one quotation that has both."),
    ("published:[2026-10 TO 2026-11-15]", "Published in these days; either end may be left out."),
    ("ferr*, presidnet~", "Words that begin so; words with a slip in them."),
    ("tag:toll, is:unread, is:read, is:starred, is:noted", "What you made of an article."),
)
EXIT_CODES: Final = (
    ("0", "Done, also where nothing had to be changed."),
    ("1", "Nothing was found; of what checks and rescues: something is wrong, or lost."),
    ("2", "It was called in a wrong way, or nothing could be read."),
    ("130", "It was interrupted."),
)


class Command(Struct, frozen=True):
    """A command for people: how it is called, what it does, and what each of its options does."""

    name: str
    usage: str
    told: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


class Section(Struct, frozen=True):
    """A part of the manual: paragraphs, then terms with what they mean, then smaller parts."""

    title: str
    told: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    parts: tuple[Section, ...] = ()


def commands() -> list[Command]:
    """The program itself and all its commands that are not hidden, those of a group after it."""
    root = click.Context(quoth, info_name="quoth", **quoth.context_settings)
    return list(_commands(quoth, root))


def _commands(command: click.Command, ctx: click.Context) -> Iterator[Command]:
    path = ctx.command_path
    usage = " ".join([path, *command.collect_usage_pieces(ctx)])
    told = inspect.cleandoc(command.help or command.short_help or "").partition("\f")[0]
    paragraphs = tuple(" ".join(part.replace("\b", "").split()) for part in told.split("\n\n") if part.strip())
    shown = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    options = [param.get_help_record(ctx) for param in shown if ctx.parent is None or param.name != "help"]
    yield Command(path, usage, paragraphs, tuple(record for record in options if record))
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            sub = command.get_command(ctx, name)
            if sub is not None and not sub.hidden:
                yield from _commands(sub, click.Context(sub, info_name=name, parent=ctx))


def sections() -> list[Section]:
    """The whole manual, in its order."""
    program, *others = commands()
    shown, found = keys.of("help"), keys.of("command_palette")
    called = tuple(Section(one.name, (one.usage, *one.told), one.options) for one in others)
    places = tuple(
        Section(name, (), tuple((", ".join(key.keys), f"{key.long[:1].upper()}{key.long[1:]}.") for key in rows))
        for name, rows in keys.groups()
    )
    return [
        Section("Synopsis", (program.usage,)),
        Section("Description", program.told),
        Section("Options", (), program.options),
        Section("Commands", ("Everything a screen of the reader shows, a command prints.",), (), called),
        Section(
            "Keys",
            (f"In the reader {shown} shows these keys, and {found} finds every command.",),
            (),
            places,
        ),
        Section("Queries", (), QUERIES),
        Section("Environment", (), ENVIRONMENT),
        Section("Files", ("These are the places on Linux; elsewhere they are what the system provides.",), FILES),
        Section("Exit status", (), EXIT_CODES),
    ]


# --- a page for man


def as_roff() -> str:
    """The page quoth(1), with the macros of man(7); every character that is not ASCII is named."""
    lines = ['.TH QUOTH 1 "" quoth "User commands"', ".SH NAME", *_roff_lines(f"quoth - {NAME}")]
    for section in sections():
        lines += [f'.SH "{roff(section.title.upper())}"', *_roff_body(section)]
    return "\n".join(lines) + "\n"


def _roff_body(section: Section) -> Iterator[str]:
    for at, paragraph in enumerate(section.told):
        if at:
            yield ".PP"
        yield from _roff_lines(paragraph)
    for term, told in section.terms:
        yield from (".TP", rf"\fB{roff(term)}\fR", *_roff_lines(told))
    for part in section.parts:
        yield f'.SS "{roff(part.title)}"'
        yield from _roff_body(part)


def _roff_lines(text: str) -> list[str]:
    """A paragraph in lines as short as roff wants them."""
    wrapped = textwrap.wrap(roff(text), WIDTH, break_on_hyphens=False, break_long_words=False)
    return [rf"\&{line}" if line.startswith(".") else line for line in wrapped] or [r"\&"]


def roff(text: str) -> str:
    """Text that roff prints as it is: what it would take for an order, or print as another sign, is named."""
    named = {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
    text = "".join(named.get(sign) or (sign if sign.isascii() else _named(sign)) for sign in " ".join(text.split()))
    return rf"\&{text}" if text.startswith(".") else text


def _named(sign: str) -> str:
    """A character by its number, a letter with accents by those of its parts, as groff wants it."""
    parts = unicodedata.normalize("NFD", sign)
    return rf"\[u{'_'.join(f'{ord(part):04X}' for part in parts)}]"


# --- for reading elsewhere


def as_markdown() -> str:
    """The same as Markdown: commands and keys for reference."""
    lines = [
        "# Reference",
        "",
        "Made from the tables of commands and keys by `make docs`; changes here would be lost. "
        "`quoth manual` shows the same in a terminal.",
    ]
    for section in sections():
        lines += _markdown(section, 2)
    return "\n".join(lines) + "\n"


def _markdown(section: Section, depth: int) -> Iterator[str]:
    yield from ("", f"{'#' * depth} {section.title}")
    for at, paragraph in enumerate(section.told):
        called = not at and paragraph.startswith("quoth")
        yield from ("", f"    {paragraph}" if called else _cell(paragraph).replace("\\|", "|"))
    if section.terms:
        yield from ("", "| | |", "|---|---|")
    yield from (f"| {_code(term)} | {_cell(told)} |" for term, told in section.terms)
    for part in section.parts:
        yield from _markdown(part, depth + 1)


def _cell(text: str) -> str:
    """Words that Markdown leaves as they are, also in a table's cell."""
    return "".join(f"\\{sign}" if sign in "\\|*_<>[]`#" else sign for sign in text)


def _code(text: str) -> str:
    """Something typed, for a table's cell."""
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text.replace('|', chr(92) + '|')}{pad}{fence}"


def as_text() -> str:
    """The same as plain text, for terminals without `man` and for screen readers."""
    lines = [f"quoth: {NAME}"]
    for section in sections():
        lines += _text(section)
    return "\n".join(lines) + "\n"


def _text(section: Section, above: str = "") -> Iterator[str]:
    title = f"{above}{section.title}"
    yield from ("", title)
    for paragraph in section.told:
        yield from textwrap.wrap(paragraph, WIDTH, break_on_hyphens=False)
    for term, told in section.terms:
        yield from textwrap.wrap(f"{term}: {told}", WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    for part in section.parts:
        yield from _text(part)
