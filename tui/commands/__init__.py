"""The commands, each registered with `tui.cli.quoth` by importing its module."""

from tui.commands import adding, library, printing, reading, speakers, utterances

__all__ = ["adding", "library", "printing", "reading", "speakers", "utterances"]
