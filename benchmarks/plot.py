"""How do figures grow with the library? Small plots beside each other in one SVG, both axes logarithmic.

usage: python -m benchmarks.plot FIGURES.jsonl OUT.svg
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from benchmarks.peers.sized import Figure, read

PANELS = {  # what is shown: its title, and what a value is multiplied by to be in the title's unit
    "add, CPU seconds": ("adding, CPU seconds", 1.0),
    "add, peak memory, MB": ("adding, peak memory, MB", 1.0),
    "on disk, MB": ("on disk, MB", 1.0),
    "open, look for a word": ("open, look for a word (process), ms", 1000.0),
    "first frame": ("first frame, ms", 1000.0),
    "a word, with passages, p95": ("a word, with passages, p95 ms", 1000.0),
    "a phrase, with passages, p95": ("a phrase, with passages, p95 ms", 1000.0),
    "as you type, with passages, p95": ("as you type, with passages, p95 ms", 1000.0),
    "a letter typed in the reader, p95": ("a letter typed in the reader, p95 ms", 1000.0),
    "xref --text, p95": ("xref --text, p95 ms", 1000.0),
    "check, p95": ("check, p95 ms", 1000.0),
    "xref, of what others printed, p95": ("xref of a quotation, p95 ms", 1000.0),
    "linking from nothing": ("linking from nothing, CPU seconds", 1.0),
}
COLOURS = {  # apart also for who does not see all colours (Okabe and Ito)
    "quoth": "#000000",
    "Whoosh alone": "#d55e00",
    "SQLite FTS5": "#0072b2",
    "tantivy": "#009e73",
    "ripgrep": "#cc79a7",
    "RapidFuzz": "#e69f00",
    "datasketch": "#56b4e9",
    "empty Textual app": "#888888",
}
COLUMNS = 3
WIDTH, HEIGHT = 300, 220  # of a plot, in which the axes stand
LEFT, RIGHT, TOP, BOTTOM = 48, 14, 30, 30
LEGEND = 54
FLOOR = 1e-2  # milliseconds and the like: what is less is drawn so


def decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def power(exponent: int) -> str:
    return f"{10**exponent:,}" if exponent >= 0 else f"{10.0**exponent:g}"


def panel(title: str, lines: Mapping[str, Sequence[tuple[int, float]]], at: tuple[int, int]) -> str:
    """One plot: a line for each, with its points."""
    x0, y0 = at[0] + LEFT, at[1] + TOP
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    counts = [count for line in lines.values() for count, _ in line]
    left, right = math.log10(min(counts)), math.log10(max(counts))
    low, top = decades([value for line in lines.values() for _, value in line])

    def place(count: float, value: float) -> tuple[float, float]:
        along = (math.log10(count) - left) / ((right - left) or 1.0)
        up = (math.log10(value) - low) / (top - low)
        return x0 + along * wide, y0 + high - up * high

    parts = [f'<text x="{x0}" y="{at[1] + 18}" class="title">{escape(title)}</text>']
    for exponent in range(low, top + 1):
        _, y = place(min(counts), 10.0**exponent)
        parts.append(f'<path d="M{x0} {y:.1f}h{wide}" class="grid"/>')
        parts.append(f'<text x="{x0 - 5}" y="{y + 4:.1f}" class="right">{power(exponent)}</text>')
    for exponent in range(math.ceil(left), math.floor(right) + 1):
        x, _ = place(10**exponent, 10.0**low)
        parts.append(f'<path d="M{x:.1f} {y0}v{high}" class="grid"/>')
        parts.append(f'<text x="{x:.1f}" y="{y0 + high + 15}" class="middle">{power(exponent)}</text>')
    for name, line in lines.items():
        points = [place(*point) for point in sorted(line)]
        colour = COLOURS[name]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        thick = 2 if name == "quoth" else 1.4
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="{thick}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return "\n".join(parts)


def drawn(figures: Sequence[Figure]) -> str:
    """The whole picture. What was not measured has no plot."""
    shown: dict[str, dict[str, list[tuple[int, float]]]] = {}
    for one in figures:
        if one.what in PANELS and one.who in COLOURS:
            value = max(FLOOR, one.value * PANELS[one.what][1])
            shown.setdefault(one.what, {}).setdefault(one.who, []).append((one.articles, value))
    names = [what for what in PANELS if what in shown]
    rows = math.ceil(len(names) / COLUMNS)
    width, height = COLUMNS * WIDTH, rows * HEIGHT + LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        "<title>How figures grow with the number of articles</title>",
        "<style>svg{font:11px sans-serif}.grid{stroke:#ddd;stroke-width:1}.title{font-weight:bold;font-size:12px}"
        ".right{text-anchor:end}.middle{text-anchor:middle}text{fill:#222}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, what in enumerate(names):
        at = number % COLUMNS * WIDTH, LEGEND + number // COLUMNS * HEIGHT
        parts.append(panel(PANELS[what][0], shown[what], at))
    x = LEFT
    for name, colour in COLOURS.items():
        if any(name in lines for lines in shown.values()):
            parts.append(f'<path d="M{x} 16h18" stroke="{colour}" stroke-width="3"/>')
            parts.append(f'<text x="{x + 23}" y="20">{escape(name)}</text>')
            x += 40 + 6 * len(name)
    parts.append(f'<text x="{LEFT}" y="40">by the number of articles; both axes are logarithmic</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(drawn(read(Path(sys.argv[1]))), encoding="utf-8")
