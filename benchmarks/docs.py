"""Write what is made from the tables of commands and keys, docs/quoth.1 and docs/reference.md, and the export's schema.

python -m benchmarks.docs [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from tui.export.form import schema
from tui.manual import as_markdown, as_roff


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, text in (("quoth.1", as_roff()), ("reference.md", as_markdown()), ("export.schema.json", schema())):
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)


if __name__ == "__main__":
    main()
