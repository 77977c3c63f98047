"""The commands, each registered with `tui.cli.quoth` by importing its module."""

from tui.commands import (
    adding,
    checking,
    comparing,
    library,
    links,
    own,
    printing,
    reading,
    said,
    saved,
    speakers,
    timeline,
    utterances,
)

__all__ = [
    "adding",
    "checking",
    "comparing",
    "library",
    "links",
    "own",
    "printing",
    "reading",
    "said",
    "saved",
    "speakers",
    "timeline",
    "utterances",
]
