"""How do the figures of `growth` get into docs/performance.md? As a table between two marks; the rest is left as it is.

usage: python -m benchmarks.performance FIGURES.jsonl...
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.sized import Figure, read
from benchmarks.plot import COLOURS, PANELS

DOCUMENT = Path("docs/performance.md")
_BETWEEN = re.compile(r"(<!-- growth -->\n).*?(<!-- end of growth -->)", re.DOTALL)
MORE = {  # what the plot has no room for
    "a word, with passages, p50": ("a word, with passages, p50 ms", 1000.0),
    "words, with passages, p95": ("two or three words, with passages, p95 ms", 1000.0),
    "a typing error, with passages, p95": ("a typing error, with passages, p95 ms", 1000.0),
    "as you type, with passages, p50": ("as you type, with passages, p50 ms", 1000.0),
    "as you type, p95": ("as you type, ids alone, p95 ms", 1000.0),
}


def number(value: float) -> str:
    """With as many places as tell something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def table(figures: Sequence[Figure]) -> str:
    """A row for each measure and whose it is, a column for each size."""
    sizes = sorted({one.articles for one in figures})
    lines = [
        f"| | | {' | '.join(f'{size:,} articles' for size in sizes)} |",
        f"|---|---|{'--:|' * len(sizes)}",
    ]
    for what, (title, times) in (PANELS | MORE).items():
        of = {(one.who, one.articles): one.value * times for one in figures if one.what == what}
        for who in [name for name in COLOURS if any(name == other for other, _ in of)]:
            cells = [number(of[who, size]) if (who, size) in of else "–" for size in sizes]
            shown = f"**{who}**" if who == "quoth" else who
            lines.append(f"| {title} | {shown} | {' | '.join(cells)} |")
            title = ""
    return "\n".join(lines) + "\n"


def written(figures: Sequence[Figure], document: Path = DOCUMENT) -> None:
    """Put the table in its place. Raises ValueError where the document has none."""
    text = document.read_text(encoding="utf-8")
    new, found = _BETWEEN.subn(lambda match: match[1] + table(figures) + match[2], text)
    if not found:
        raise ValueError(f"{document} has no place for the table")
    document.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    written([one for path in sys.argv[1:] for one in read(Path(path))])
