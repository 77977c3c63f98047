"""How long does the matrix take from a key to the lines it paints anew? CPU time, on invented utterances.

One row each for tables of different lengths and widths, side by side in one run; p50 and p95 of every key. What a
terminal takes to draw is not in it.

usage: python -m benchmarks.matrix_keys [--presses N]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from pathlib import Path
from typing import Any

from index.model import ArticleRow, Printing, Quotation, Relation, UtteranceRow
from tui.app import QuothApp
from tui.screens.matrix import MatrixScreen, Scope

SIZE = (120, 36)
KEYS = ("j", "k", "l", "h", "space", "b", "G", "g", "$", "0")
TABLES = ((100, 8), (10_000, 8), (10_000, 400))  # utterances, outlets
WAYS: tuple[Relation, ...] = ("identical", "truncated", "reworded", "paraphrased")


class Shelf:
    """A library that has utterances and nothing else."""

    sample = False
    path = Path("none")

    def __init__(self, rows: list[UtteranceRow]) -> None:
        self.rows = rows

    def utterances(self, *_: object, **__: object) -> list[UtteranceRow]:
        return self.rows

    def __getattr__(self, name: str) -> Any:
        return {"totals": lambda: Totals, "articles": lambda *_, **__: [], "version": lambda: 1}[name]


class Totals:
    articles = quotations = shared = outlets = 0


def printing(outlet: int, i: int, way: int) -> Printing:
    words = f"Utterance {i} of the harbour, about boats and gulls and a toll that nobody on either shore pays"
    name = f"Outlet {outlet:03d}"
    row = ArticleRow(
        f"{outlet}-{i % 500}", None, name, name, None, "2026-11-02", None, None, 9, 1, 0, 0, False, False, ""
    )
    quote = Quotation(row.id, i, i + len(words), words, "direct", "Ada Lind", confidence=0.9)
    return Printing(quote, row, 0.9, WAYS[way], altered=i % 7 == way, text=words)


def utterances(count: int, outlets: int) -> list[UtteranceRow]:
    rows = []
    for i in range(count):
        some = tuple(printing((i * 7 + way * 3) % outlets, i, way) for way in range(4))
        rows.append(
            UtteranceRow(
                some[0].quote.id, "Ada Lind", some, some[0], 4, 4, left_out=(f"Outlet {(i * 5) % outlets:03d}",)
            )
        )
    return rows


async def measure(count: int, outlets: int, presses: int) -> tuple[float, dict[str, list[float]]]:
    """CPU seconds from opening the matrix to its first lines, and those of each press of each key."""
    app = QuothApp(Shelf(utterances(count, outlets)))  # type: ignore[arg-type]
    taken: dict[str, list[float]] = {key: [] for key in KEYS}
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        started = time.process_time()
        await app.push_screen(MatrixScreen(app.shelf, Scope("all")))
        await app.workers.wait_for_complete()
        await pilot.pause()
        opened = time.process_time() - started
        for _ in range(presses):
            for key in KEYS:
                before = time.process_time()
                await pilot.press(key)
                taken[key].append(time.process_time() - before)
    return opened, taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=20)
    presses = parser.parse_args().presses
    print(f"{'utterances x outlets':24} {'opened':>10}  " + "".join(f"{key:>14}" for key in KEYS))
    for count, outlets in TABLES:
        opened, taken = asyncio.run(measure(count, outlets, presses))
        cells = []
        for key in KEYS:
            ordered = sorted(taken[key])
            cells.append(f"{statistics.median(ordered) * 1000:.1f} / {ordered[int(0.95 * len(ordered))] * 1000:.1f}")
        print(f"{f'{count:,} x {outlets}':24} {opened * 1000:7.0f} ms  " + "".join(f"{cell:>14}" for cell in cells))
    print("milliseconds of CPU, p50 / p95")


if __name__ == "__main__":
    main()
