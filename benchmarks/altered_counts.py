"""How often is a link called altered, and why? Counts over the labelled links and the invented rewordings.

The alarms are printed with the words that they rest on, to be read one by one: `--words` prints them (to the screen
only), else ids and kinds are printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from benchmarks import labelled
from benchmarks.translations import OVERLAPPING, SAME
from index.matching import diff
from index.matching.altered import alterations
from index.model import Alteration

Text = tuple[str, str, str]


def labelled_links() -> list[Text]:
    """(ids, words of a, words of b) of every pair of rows that is labelled as the same words, each once."""
    pairs = labelled.pairs(labelled.shared() / "eval/links/basil", lambda pair: pair.same)
    found = {(p.a.whole.id, p.b.whole.id): (p.a.whole.text, p.b.whole.text) for p in pairs}
    return [(f"{a} {b}", *words) for (a, b), words in found.items()]


def counted(title: str, texts: Iterable[Text], words: bool) -> None:
    """Print how many are altered, by kind, and each of them."""
    kinds: Counter[str] = Counter()
    pairs = differing = alarms = 0
    told: list[tuple[str, tuple[Alteration, ...], str, str]] = []
    for ids, a, b in texts:
        pairs += 1
        differing += diff.units(a).keys != diff.units(b).keys
        found = alterations(a, b)
        if found:
            alarms += 1
            kinds.update({one.what for one in found})
            told.append((ids, found, a, b))
    print(f"{title}: {pairs} pairs, {differing} with a difference, {alarms} altered {dict(kinds)}")
    for ids, found, a, b in told:
        print(" ", ids, ", ".join(one.what for one in found))
        if words:
            print("     ", "; ".join(f"{one.what} “{one.a}” → “{one.b}”" for one in found))
            print("      a:", a)
            print("      b:", b)


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--words", action="store_true", help="also print the words of each alarm")
    options = parser.parse_args()
    prefix = labelled.shared() / "eval/links/basil"
    if prefix.parent.is_dir():
        counted("labelled links", labelled_links(), options.words)
    else:
        print(f"altered: no labelled set at {prefix.parent}")
    numbered = [
        (f"{name} {i}", a, b)
        for name, some in (("SAME", SAME), ("OVERLAPPING", OVERLAPPING))
        for i, (a, b) in enumerate(some)
    ]
    counted("invented rewordings", numbered, options.words)


if __name__ == "__main__":
    main()
