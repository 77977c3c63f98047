"""The commands, each registered with `tui.cli.quoth` by importing its module."""

from tui.commands import adding, checking, library, printing, reading, speakers

__all__ = ["adding", "checking", "library", "printing", "reading", "speakers"]
