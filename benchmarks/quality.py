"""How good is quoth? The figures for quotations, indirect speech, links and events, then some through the commands.

usage: python -m benchmarks.quality
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import (
    baselines_links,
    events_eval,
    fit_paraphrase,
    indirect_eval,
    labelled,
    links_eval,
    pages_eval,
    quotes_eval,
)

QUOTH = [sys.executable, "-m", "tui"]
LINKS = Path("eval") / "links" / "basil"
QUOTES = (("ggt_quoted", "ggt"), ("polnear_dev_quoted", "polnear_dev"))


def printed(library: Path, *command: str) -> list[dict[str, Any]]:
    """What a command prints, a row a line."""
    done = subprocess.run(
        [*QUOTH, "--library", library, *command, "--json"], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def added(articles: Path, folder: Path) -> Path:
    """A new library of these articles, made by `quoth add`."""
    library = folder / articles.stem
    subprocess.run([*QUOTH, "--library", library, "add", articles], capture_output=True, check=True)
    return library


def through_the_commands(folder: Path) -> None:
    """`quoth add`, `quotes --json` and `links --json --min-score 0`, scored; of links the fit has seen the events."""
    shared = labelled.shared()
    scorer = labelled.scorer("score_quotes")
    for name, full in QUOTES:
        path = shared / "eval" / "quotes" / f"{name}.jsonl"
        rows = folder / f"{name}.rows"
        rows.write_text("\n".join(map(json.dumps, printed(added(path, folder), "quotes"))), encoding="utf-8")
        ignored = scorer.load(shared / "eval" / "quotes" / f"{full}.jsonl")
        result, _ = scorer.score(scorer.load(path), scorer.load(rows), ignore=ignored)
        print(f"{name}, printed by the commands: {json.dumps(result)}")
    library = added(shared / f"{LINKS}_articles.jsonl", folder)
    quotes, links = printed(library, "quotes"), printed(library, "links", "--min-score", "0")
    result, _ = labelled.scorer("score_links").score(str(shared / LINKS), quotes, links)
    print(f"basil, printed by the commands (events seen by the fit): {json.dumps(result)}")


def main() -> int:
    """Print all figures; nothing where the labelled sets are absent."""
    if not (labelled.shared() / "eval").is_dir():
        print(f"{labelled.shared()} has no labelled sets: nothing to measure with (SHARED=... names its folder)")
        return 0
    quotes_eval.main()
    pages_eval.main()
    indirect_eval.main()
    links_eval.main([])
    fit_paraphrase.figures()
    events_eval.main([])
    baselines_links.main()
    with tempfile.TemporaryDirectory() as folder:
        through_the_commands(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
