"""Write what is made from tables: the manual, docs/reference.md, tables in other pages of docs/, the export's schema.

python -m benchmarks.docs [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import formats
from tui.config import making
from tui.export.form import schema
from tui.manual import as_markdown, as_roff


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    docs = Path(__file__).parents[1] / "docs"
    settings = making.as_markdown((docs / "configuration.md").read_text(encoding="utf-8"))
    made = {
        "quoth.1": as_roff(),
        "reference.md": as_markdown(),
        "configuration.md": settings,
        "export.schema.json": schema(),
        "formats.md": formats.as_markdown((docs / "formats.md").read_text(encoding="utf-8")),
    }
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)


if __name__ == "__main__":
    main()
