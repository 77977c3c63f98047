"""How much of an article comes through a file of another format? Counts the sample's quotations, before and after.

usage: python -m benchmarks.documents_eval [MAKER...] [--lost] [--keep FOLDER]

Each maker makes a real file of an article by the format's own tool, and the file is read as `quoth add` reads it. What
counts is the quotations in marks (and the turns of a transcript) that come through whole, with whitespace folded, and
those that the file has and the plain text has not. A format joins in with a function in `MAKERS`: it takes the article
and a folder, and gives the file; where its tool is missing it raises `MissingError`.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from index.extracting import quotations_of
from index.ingest import read, sources
from index.model import Article, Skipped

SEEDS = Path(__file__).parents[1] / "seeds"
SECONDS = 60  # for a tool to make one file; chromium needs two
AIM = 0.98  # of the quotations of the plain text must come through whole


class MissingError(Exception):
    """The tool that makes this format is not on this machine."""


Maker = Callable[[Article, Path], Path]


class Through(Struct, frozen=True):
    """What came of an article's file: quotations of the plain text, those lost of them, those it should not have."""

    article: str
    quotations: int
    lost: tuple[str, ...]
    added: tuple[str, ...]
    seconds: float


def sample() -> Iterator[Article]:
    """The sample's articles."""
    for source in sources([str(SEEDS)]):
        if not isinstance(source, Skipped) and source.path.endswith((".txt", ".jsonl")):
            yield from (item for item in read(source) if isinstance(item, Article))


def in_marks(article: Article) -> Counter[str]:
    """The words of its quotations but those told indirectly, with whitespace folded."""
    texts = (q.text for q in quotations_of(article) if q.kind != "indirect")
    return Counter(unicodedata.normalize("NFC", " ".join(text.split())) for text in texts)


def articles_of(path: Path) -> list[Article | Skipped]:
    """What `quoth add` makes of a file."""
    found: list[Article | Skipped] = []
    for source in sources([str(path)]):
        found += [source] if isinstance(source, Skipped) else read(source)
    return found


def through(article: Article, make: Maker, folder: Path) -> Through:
    """Make a file of an article, read it, and compare."""
    path = make(article, folder)
    begun = time.perf_counter()
    found = [one for one in articles_of(path) if isinstance(one, Article)]
    seconds = time.perf_counter() - begun
    before = in_marks(article)
    after: Counter[str] = sum((in_marks(one) for one in found), Counter())
    return Through(
        article.id,
        before.total(),
        tuple((before - after).elements()),
        tuple((after - before).elements()),
        seconds,
    )


def ran(command: Sequence[str | Path], stdin: str | None = None) -> bytes:
    """What a tool writes. Raises MissingError where there is no such tool."""
    if not shutil.which(str(command[0])):
        raise MissingError(f"{command[0]} is not installed")
    given = None if stdin is None else stdin.encode()
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=SECONDS).stdout


def paragraphs(article: Article) -> list[str]:
    """Its paragraphs without the title."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", article.text) if part.strip()]
    return parts[1:] if parts[:1] == [article.title] else parts


def headline(article: Article) -> str:
    return article.title or article.id


# --- web pages on paper ----------------------------------------------------------------------------------------------

PLAIN = "body { font: 11pt/1.4 serif }"
COLUMNS = (
    "@page { size: 130mm 110mm; margin: 14mm 12mm } body { margin: 0; font: 9.5pt/1.3 serif }"
    " .body { columns: 2; column-gap: 5mm; text-align: justify; hyphens: manual }"
    " p { margin: 0; text-indent: 1em } h1 { font-size: 15pt }"
)


def page(article: Article, style: str, *, soft: bool = False) -> str:
    """The article as a web page; with `soft`, words may break where typographic plug-ins put soft hyphens."""
    parts = [f"<p>{html.escape(softened(part) if soft else part, quote=False)}</p>" for part in paragraphs(article)]
    title = html.escape(headline(article))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
        f'</head><body><h1>{title}</h1><div class="body">{"".join(parts)}</div></body></html>'
    )


def softened(text: str) -> str:
    """A soft hyphen between two consonants with vowels on both sides."""
    return re.sub(r"(?<=[a-z][aeiou][b-df-hj-np-tv-z])(?=[b-df-hj-np-tv-z][aeiou][a-z])", "\u00ad", text)


def printed(article: Article, folder: Path, text: str, *options: str) -> Path:
    """The page as Chromium prints it to a file."""
    source, target = folder / f"{article.id}.html", folder / f"{article.id}.pdf"
    source.write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        ran([*command, *options, f"--print-to-pdf={target}", source.as_uri()])
    return target


def chromium(article: Article, folder: Path) -> Path:
    return printed(article, folder, page(article, PLAIN), "--no-pdf-header-footer")


def chromium_headed(article: Article, folder: Path) -> Path:
    return printed(article, folder, page(article, PLAIN + " @page { size: 140mm 120mm }"))


def chromium_columns(article: Article, folder: Path) -> Path:
    return printed(article, folder, page(article, COLUMNS, soft=True), "--no-pdf-header-footer")


# --- typesetters -----------------------------------------------------------------------------------------------------


def troff(text: str) -> str:
    """Text as groff reads it: straight marks stay straight, a line that begins with a point is none of its requests."""
    text = text.replace("\\", "\\e").replace("'", "\\[aq]").replace('"', "\\[dq]")
    return f"\\&{text}"


def groff(article: Article, folder: Path) -> Path:
    """Two columns, with running heads and feet, justified and hyphenated (the ms macros)."""
    head = troff(article.outlet or "The Invented Post")
    lines = [
        ".pl 11c", ".nr PO 1.2c", ".nr LL 12.4c", ".nr PS 9", ".nr VS 11", ".nr HM 1.8c", ".nr FM 1.8c",
        ".nr MINGW 0.6c", ".nr GROWPS 0", ".hy 1",
        f".ds LH {head}", ".ds CH", ".ds RH 30 October 2026", ".ds CF - \\\\n[%] -", ".P1",
        ".TL", troff(headline(article)), ".2C",
    ]  # fmt: skip
    for part in paragraphs(article):
        lines += [".PP", troff(part)]
    target = folder / f"{article.id}.pdf"
    command = ["groff", "-K", "utf8", "-ms", "-Tpdf", "-P-p11c,14.8c"]
    target.write_bytes(ran(command, "\n".join(lines) + "\n"))
    return target


def ghostscript(article: Article, folder: Path) -> Path:
    """The same by way of PostScript."""
    made = groff(article, folder)
    target = folder / f"{article.id}-gs.pdf"
    ran(["ps2pdf", made, target])
    return target


TYPST = """#set document(title: {title}, author: {author})
#set page(width: 140mm, height: 110mm, margin: 15mm, columns: 2, {header} numbering: "1 / 1")
#set text(size: 9pt, lang: "en", hyphenate: true)
#set par(justify: true, {indent})
#place(top, scope: "parent", float: true, text(size: 15pt, weight: "bold", {title}))
{body}
"""


def typeset(article: Article, folder: Path, header: str, indent: str) -> Path:
    """Two columns by Typst, whose compiler is a Python package."""
    try:
        import typst as compiler
    except ImportError as error:
        raise MissingError("the Python package typst is not installed") from error
    source, target = folder / f"{article.id}.typ", folder / f"{article.id}.pdf"
    body = "\n\n".join(f"#{json.dumps(part, ensure_ascii=False)}" for part in paragraphs(article))
    values = {"title": json.dumps(headline(article), ensure_ascii=False), "author": json.dumps(article.author or "")}
    source.write_text(TYPST.format(**values, header=header, indent=indent, body=body), encoding="utf-8")
    compiler.compile(str(source), output=str(target))
    return target


def typst(article: Article, folder: Path) -> Path:
    header = f"header: [{article.outlet or 'The Invented Post'} #h(1fr) {headline(article)[:30]}],"
    return typeset(article, folder, header, "first-line-indent: 1.2em, spacing: 0.65em")


def typst_spaced(article: Article, folder: Path) -> Path:
    return typeset(article, folder, "", "spacing: 1.2em")


MAKERS: dict[str, Maker] = {
    "pdf: Chromium": chromium,
    "pdf: Chromium, heads and feet": chromium_headed,
    "pdf: Chromium, two columns": chromium_columns,
    "pdf: groff, two columns": groff,
    "pdf: groff, Ghostscript": ghostscript,
    "pdf: Typst, two columns, indents": typst,
    "pdf: Typst, two columns, spaced": typst_spaced,
}


def measured(name: str, articles: Iterable[Article], folder: Path) -> list[Through]:
    """What comes through of each article."""
    place = folder / re.sub(r"\W+", "-", name)
    place.mkdir(parents=True, exist_ok=True)
    return [through(article, MAKERS[name], place) for article in articles]


def report(name: str, rows: Sequence[Through], *, lost: bool) -> None:
    total, gone = sum(row.quotations for row in rows), sum(len(row.lost) for row in rows)
    more, seconds = sum(len(row.added) for row in rows), sum(row.seconds for row in rows) / len(rows)
    share = (total - gone) / total
    verdict = "" if share >= AIM else f"  below {AIM:.0%}"
    print(
        f"{name:36} {total - gone:5} of {total:4} {share:7.1%} {more:6} {1000 * seconds:8.0f} ms{verdict}", flush=True
    )
    if lost:
        for row in rows:
            for sign, words in (*(("-", one) for one in row.lost), *(("+", one) for one in row.added)):
                print(f"    {sign} {row.article}: {words}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("maker", nargs="*", help="only those whose names hold this")
    parser.add_argument("--lost", action="store_true", help="print what was lost (-) and what was added (+)")
    parser.add_argument("--keep", type=Path, help="leave the files in this folder")
    args = parser.parse_args(arguments)
    articles = list(sample())
    print(f"{'file':36} {'whole':>13} {'share':>7} {'added':>6} {'each':>11}")
    with tempfile.TemporaryDirectory() as temporary:
        for name in MAKERS:
            if args.maker and not any(part.lower() in name.lower() for part in args.maker):
                continue
            try:
                report(name, measured(name, articles, args.keep or Path(temporary)), lost=args.lost)
            except MissingError as missing:
                print(f"{name:36} not measured: {missing}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
