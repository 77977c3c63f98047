"""The commands. A module is imported when a command of its is wanted: a plain command costs what it needs itself."""

from typing import Final

MODULE_OF: Final = {  # a command's name, and the module that registers it with `tui.cli.quoth`
    "_read": "reading",
    "add": "adding",
    "check": "checking",
    "compare": "comparing",
    "completion": "manual",
    "config": "configuring",
    "edit": "editing",
    "export": "exporting",
    "index": "library",
    "links": "links",
    "list": "printing",
    "manual": "manual",
    "marks": "own",
    "matrix": "comparing",
    "note": "own",
    "outlets": "outlets",
    "quotes": "printing",
    "remove": "adding",
    "said": "said",
    "saved": "saved",
    "search": "printing",
    "serve": "serving",
    "show": "reading",
    "speakers": "speakers",
    "tag": "own",
    "timeline": "timeline",
    "utterances": "utterances",
    "xref": "printing",
}
