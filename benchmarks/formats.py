"""The table of formats in docs/formats.md, made from the formats that are there and what is said of each."""

from __future__ import annotations

from index.ingest.described import ADDRESS, DESCRIBED
from index.ingest.formats import TABLE
from index.ingest.header import ALIASES

BEGIN, END = "<!-- made from the table of formats by `make docs` -->", "<!-- end of the table -->"
COLUMNS, COLUMNS_END = "<!-- made from the table of columns by `make docs` -->", "<!-- end of the columns -->"


def as_markdown(page: str) -> str:
    """The page with its tables made anew."""
    return _put(_put(page, BEGIN, END, _formats()), COLUMNS, COLUMNS_END, _columns())


def _put(page: str, begin: str, end: str, lines: list[str]) -> str:
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return "\n".join([before + begin, "", *lines, "", end + after])


def _formats() -> list[str]:
    rows = [(f"`{one.name}`", " ".join(f"`{end}`" for end in one.endings), DESCRIBED[one.name]) for one in TABLE]
    rows.append(("", "", DESCRIBED[ADDRESS]))
    return [
        "| what | `--as` | files end in | kept | lost | read by |",
        "|---|---|---|---|---|---|",
        *(
            f"| {d.what} | {name} | {ends} | {_cell(d.kept)} | {_cell(d.lost)} | {d.library} |"
            for name, ends, d in rows
        ),
    ]


def _columns() -> list[str]:
    return [
        "| field | names of its column |",
        "|---|---|",
        *(f"| `{field}` | {', '.join(names)} |" for field, names in ALIASES.items()),
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
