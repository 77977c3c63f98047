"""Take a picture of every screen and dialog, in each theme and without colours, at two sizes: to be looked at.

python -m benchmarks.pictures [FOLDER] [--looks dark,light,...] [--only WORD]

The real program is driven by key presses on the sample and on libraries made from it. FOLDER gets an SVG for each
picture and, with a Chromium, contact sheets as PNG; without FOLDER a new temporary one does.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from textual.pilot import Pilot

from benchmarks.picture import answered, as_png, pixels, plain_fonts, svg_of
from index.library import Library
from tui import crash, themes
from tui.app import QuothApp
from tui.memory import Memory
from tui.places import sample_articles
from tui.screens.asking import Landing

SIZES = ((120, 36), (80, 24))
NO_COLOUR, ON_WHITE = "no-colour", "terminal-on-white"
LOOKS = (*themes.THEMES, ON_WHITE, NO_COLOUR)
WHITE = {"#292929": "#ffffff", "#c5c8c6": "#000000"}  # grounds and letters of a terminal, in the pictures
ACROSS, DOWN = 2, 2
ZOOM = {120: 0.55, 80: 0.66}  # of a picture on a sheet: its letters can still be read
SMALL = 0.7  # of that where only the colours are other than in a look that was seen: then three by three
CAPTION = 24  # pixels
RESTS = 0.25  # seconds: longer than any of the program's own delays before it asks
OFFER = "Lind offers to reopen the strait, but not to pay for it"
SEEDS = "the sample's folder"  # a key that types it
ODD = """{title}

漢字かな, and a title that goes on. Nobody is quoted here.
"""
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #777; font: 16px/{caption}px sans-serif; display: flex; flex-wrap: wrap }}
div {{ width: {width}px }} img {{ display: block }}
</style>{cells}
"""
LONG = "A title that goes on and on, as titles of agencies do when nobody stops them: 漢字かな, and more of it to come"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name and the keys that lead to it from the one before.

    `rest` is False where work goes on. `again`: the program is ended before, and started anew where it was. What keeps
    the colours in which it was opened is closed for another theme, and opened with the keys `anew`.
    """

    name: str
    keys: tuple[str, ...] = ()
    rest: bool = True
    again: bool = False
    anew: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tour:
    """Pictures of one start of the program, on a library and at the quotation that begins with some words."""

    library: str
    scenes: tuple[Scene, ...]
    title: str = OFFER
    words: str = "A buoy does not move itself"


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that was taken."""

    look: str
    name: str
    svg: str


def typed(text: str) -> tuple[str, ...]:
    """The keys of a text."""
    return tuple(text)


TOURS = (
    Tour(
        "sample",
        (
            Scene("text on a quotation"),
            Scene("list focused", ("h",)),
            Scene("right pane focused", ("l", "l", "j")),
            Scene("peek", ("space",)),
            Scene("right pane, end", ("G",)),
            Scene("only text", ("escape", "h", "z")),
            Scene("find in the article", ("z", "/", *typed("the"))),
            Scene("a hit", ("enter", "n")),
            Scene("a hit of folded words", ("/", "ctrl+u", *typed("DRUNKARDS' bus"))),
            Scene("find, nothing", ("ctrl+u", *typed("zeppelin"))),
        ),
    ),
    Tour(
        "sample",
        (
            Scene("selecting", ("v",)),
            Scene("selecting, words", ("w", "w", "e")),
            Scene("selecting, several paragraphs", ("}", "}")),
            Scene("words copied", ("y",)),
            Scene("words to a program", ("v", "]", "|")),
            Scene("words checked", ("escape", "v", "]", "c")),
        ),
    ),
    Tour("sample", (Scene("a transcript"),), title="Prime Minister Ada Lind: news conference", words=""),
    Tour("sample", (Scene("changed words"), Scene("its variants", ("l",))), "Ferries back before winter", "We did"),
    Tour("sample", (Scene("echo and paraphrase"), Scene("its printings", ("l",))), words="The first ferry can"),
    Tour("sample", (Scene("left out by some"), Scene("who", ("l", "G"))), "When is a bell stolen?", "A stolen bell"),
    Tour(
        "sample",
        (
            Scene("compare", ("d",)),
            Scene("compare, only changes", ("j", "v")),
            Scene("compare, one under another", ("v",)),
            Scene("timeline", ("q", "T")),
            Scene("timeline, further down", ("j", "j")),
            Scene("timeline, peek", ("space",)),
            Scene("timeline, another order", ("escape", "O")),
            Scene("timeline, find", ("/", *typed("buoy"))),
            Scene("timeline, nothing found", ("ctrl+u", *typed("zeppelin"))),
            Scene("timeline, found", ("ctrl+u", *typed("gull"), "enter")),
            Scene("matrix", ("q", "M")),
            Scene("matrix, in a cell", ("j", "j", "l", "l")),
            Scene("matrix, what several printed", ("v",)),
        ),
    ),
    Tour(
        "sample",
        (
            Scene("said", ("S",)),
            Scene("said, next event", ("}",)),
            Scene("said, peek", ("space",)),
            Scene("said, oldest first", ("escape", "O")),
            Scene("said, most printed first", ("O",)),
            Scene("said, find", ("/", *typed("buoy"))),
            Scene("said, found", ("enter", "n")),
            Scene("speaker to choose", ("S",)),
            Scene("speaker to choose, typed", typed("ha")),
            Scene("nobody to choose", typed("zzz")),
        ),
    ),
    Tour(
        "sample",
        (
            Scene("check, field", ("c",)),
            Scene("check, printed", (*typed("A buoy does not move itself"), "enter")),
            Scene("check, evidence", ("enter", "space")),
            Scene("check, changed", ("escape", "c", *typed("Buoys move themselves at night"), "enter")),
            Scene(
                "check, other speaker",
                ("escape", "c", *typed("Count the boats in the morning"), "tab", *typed("hale"), "enter"),
            ),
            Scene(
                "check, not found",
                ("escape", "c", "ctrl+u", *typed("Nobody moved a lighthouse"), "tab", "ctrl+u", "enter"),
            ),
        ),
    ),
    Tour(
        "sample",
        (
            Scene("search, empty", ("f",)),
            Scene("search, prefix", typed("buo")),
            Scene("search, results", ("enter",)),
            Scene("search, in context", ("v",)),
            Scene("search, context ordered", ("O", "j", "j")),
            Scene("search, why nothing", ("/", "ctrl+u", *typed("buoy zeppelin"))),
            Scene("search, mistake", ("ctrl+u", *typed('"a buoy does'))),
            Scene("search, completed", ("ctrl+u", *typed("speaker:Ad"))),
            Scene("search, states offered", ("ctrl+u", *typed("is:"))),
            Scene("search, no tag to offer", ("ctrl+u", *typed("tag:"))),
            Scene("search, in a state", ("ctrl+u", *typed("ferry is:starred"))),
            Scene("hits in the text", ("ctrl+u", *typed("ferry"), "enter", "enter")),
        ),
    ),
    Tour(
        "sample",
        (
            Scene("the welcome", (":", *typed("welcome"), "enter")),
            Scene("help", ("escape", "?")),
            Scene("help, end", ("G",)),
            Scene("commands", ("q", ":"), anew=(":",)),
            Scene("commands, typed", typed("theme"), anew=(":", *typed("theme"))),
            Scene("a notice", ("escape", "w")),
            Scene("a warning", ("|", *typed("wc -w"), "enter")),
            Scene("waiting for a mark", ("m",)),
            Scene("to a mark", ("a", "j", "}", "m", "b", "'")),
            Scene("to a mark that is not set", ("z",)),
            Scene("pipe", ("escape", "|", *typed("wc -w"))),
            Scene("adding to the sample", ("escape", "a")),
        ),
    ),
    Tour(
        "own",
        (
            Scene("own library"),
            Scene("speaker to correct", ("A",)),
            Scene("speaker to correct, typed", typed("hale")),
            Scene("speaker corrected", ("enter",)),
            Scene("judged the same", ("l", "=")),
            Scene("judged not the same", ("j", "-")),
            Scene("note on a quotation", ("h", "e", *typed("Ask the cabinet office for the tape."))),
            Scene("note kept", ("ctrl+s",)),
            Scene("note on the article", ("h", "e", *typed("Read again before Monday."), "ctrl+s")),
            Scene("tags", ("t", *typed("strait tolls to"))),
            Scene("tags kept, star", ("enter", "s")),
            Scene("undone", ("U",)),
            Scene("removed", ("D",)),
            Scene("add", ("a",)),
            Scene("add, no such folder", (*typed("/no/such/folder"), "enter")),
        ),
    ),
    Tour(
        "own",
        (
            Scene("lists", ("L",)),
            Scene("not a saved search", ("D",)),
            Scene("no starred articles", ("j", "j", "enter")),
            Scene("all again", ("escape",)),
            Scene("filter", ("F",)),
            Scene("filter, completed", typed("outlet:Ha")),
            Scene("filter, counted", ("tab",)),
            Scene("filter, why nothing", typed(" zeppelin")),
            Scene("filter, a phrase still open", ("ctrl+u", *typed('"a buoy'))),
            Scene("filter, states offered", ("ctrl+u", *typed("is:"))),
            Scene("naming", ("ctrl+u", *typed("ferry OR harbour"), "ctrl+s")),
            Scene("naming, without a name", ("enter",)),
            Scene("kept as a list", (*typed("Ferries and the harbour"), "enter")),
            Scene("a filter in use", ("F", "ctrl+u", *typed("speaker:lind ferry"), "enter")),
            Scene("read meanwhile", ("F", "ctrl+u", *typed("is:unread"), "enter", "u")),
            Scene("tagged", ("escape", "t", *typed("tolls"), "enter", "F", *typed("tag:"))),
            Scene("a tag's list", ("tab", "enter")),
            Scene("lists, all sorts", ("L",)),
            Scene("saved search removed", ("g", "j", "j", "j", "j", "D")),
        ),
    ),
    Tour(
        "own",
        (
            Scene("goes on in the text", ("}",), again=True),
            Scene("goes on in the timeline", ("T", "j", "O"), again=True),
            Scene("goes on in what was said", ("q", "S", "O"), again=True),
            Scene("goes on in a search", ("q", "f", *typed("buoy"), "enter", "v"), again=True),
            Scene("goes on in a check", ("q", "c", *typed("A buoy does not move itself"), "enter"), again=True),
            Scene("goes on in the comparison", ("escape", "d", "v"), again=True),
            Scene("goes on in the matrix", ("q", "M", "v"), again=True),
        ),
    ),
    Tour("own", (Scene("odd title"), Scene("odd title in the list", ("h",))), LONG, ""),
    Tour(
        "empty",
        (
            Scene("an empty library"),
            Scene("matrix of nothing", ("M",)),
            Scene("search in nothing", ("q", "f", *typed("buoy"))),
            Scene("check in nothing", ("escape", "c", *typed("A buoy does not move itself"), "enter")),
            Scene("adding", ("escape", "a", SEEDS, "enter"), rest=False),
            Scene("adding, its dialog", ("a",), rest=False),
            Scene("added", ("escape",)),
        ),
        title="",
        words="",
    ),
)


class Studio:
    """Where pictures are taken: the libraries, each copied anew for a tour that may change it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        odd = place / "odd.txt"
        odd.write_text(ODD.format(title=LONG), encoding="utf-8")
        seeds = str(sample_articles())
        for name, paths in (("sample", [seeds]), ("own", [seeds, str(odd)]), ("empty", [])):
            with Library.open(place / name, sample=name == "sample") as library:
                library.add(paths)

    def take(self, tour: Tour, looks: Sequence[str], size: tuple[int, int]) -> list[Taken]:
        """A tour's pictures."""
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            shutil.copytree(self.place / tour.library, folder, dirs_exist_ok=True)
            with Library.open(folder, sample=tour.library == "sample") as library:
                return asyncio.run(toured(library, tour, looks, size))


def landing(library: Library, tour: Tour) -> Landing | None:
    """Where a tour begins."""
    if not tour.title:
        return None
    article = next(row.id for row in library.articles() if (row.title or "").startswith(tour.title))
    quoted = library.quotations(article)
    return Landing(article, next((q.id for q in quoted if tour.words and q.text.startswith(tour.words)), None))


async def toured(library: Library, tour: Tour, looks: Sequence[str], size: tuple[int, int]) -> list[Taken]:
    """Drive the program through a tour, and at each picture through the looks: all but that without colours."""
    os.environ.pop("NO_COLOR", None)
    if NO_COLOUR in looks:
        os.environ["NO_COLOR"] = "1"
    taken = []
    with tempfile.TemporaryDirectory() as state:
        memory = Memory(Path(state), library.path)
        memory.keep_welcomed()  # it would lie over the first picture of every tour
        async with AsyncExitStack() as running:
            app = QuothApp(library, landing(library, tour), theme=theme_of(looks[0]), memory=memory)
            pilot = await running.enter_async_context(app.run_test(size=size, notifications=True))
            await answered(pilot)
            for scene in tour.scenes:
                await play(pilot, scene)
                if scene.again:
                    app.reader.remember()
                    memory.save(app.reader.session)
                    await running.aclose()
                    app = QuothApp(library, theme=theme_of(looks[0]), memory=memory)
                    pilot = await running.enter_async_context(app.run_test(size=size, notifications=True))
                    await pilot.pause(RESTS)
                    await answered(pilot)
                before = app.theme
                for look in looks:
                    if len(looks) > 1:
                        await change(pilot, theme_of(look), scene)
                    taken.append(Taken(look, scene.name, seen_on(look, svg_of(app))))
                await change(pilot, before, scene)
    return taken


async def change(pilot: Pilot[Any], theme: str, scene: Scene) -> None:
    """Take another theme."""
    if pilot.app.theme == theme:
        return
    if scene.anew:
        await pilot.press("escape")
    pilot.app.theme = theme
    await pilot.pause()
    if scene.anew:
        await play(pilot, replace(scene, keys=scene.anew))


def theme_of(look: str) -> str:
    """The theme in which a look is drawn."""
    return {ON_WHITE: themes.TERMINAL, NO_COLOUR: themes.DARK.name}.get(look, look)


async def play(pilot: Pilot[Any], scene: Scene) -> None:
    """Press the keys that lead to a picture, and wait for what they ask for."""
    for key in scene.keys:
        await pilot.press(*(typed(str(sample_articles())) if key == SEEDS else (key,)))
        if len(key) > 1 and scene.rest:
            await answered(pilot, 2)
    if scene.rest:
        await pilot.pause(RESTS)
        await answered(pilot, 3)


def crashed() -> str:
    """What a failure of the program leaves on the terminal."""
    console = Console(width=80, height=24, file=io.StringIO(), force_terminal=True, record=True)
    try:
        raise ValueError
    except ValueError as error:
        told = crash.told(error, Path("~/.local/state/quoth/reports/2026-11-02-080000-1.txt"))
    console.print(f"$ quoth\nquoth: {told}\n$ ", highlight=False, markup=False)
    return plain_fonts(console.export_svg(title="quoth"))


def seen_on(look: str, svg: str) -> str:
    """The picture as a terminal with a white ground shows it, where that is looked at."""
    return re.sub("|".join(WHITE), lambda found: WHITE[found[0]], svg) if look == ON_WHITE else svg


def taken(studio: Studio, looks: Sequence[str], size: tuple[int, int], only: str) -> Iterator[Taken]:
    """All pictures of some looks in a size, of the tours that have a name with `only` in it."""
    for tour in TOURS:
        if any(only in scene.name for scene in tour.scenes):
            yield from studio.take(tour, looks, size)
    if only in "a crash":
        yield from (Taken(look, "a crash", seen_on(look, crashed())) for look in looks)


def sheets(folder: Path, look: str, size: tuple[int, int], pictures: Sequence[tuple[str, Path]]) -> Iterator[Path]:
    """Contact sheets, some pictures to each, as PNG or, without a browser, as pages."""
    alike = look not in (LOOKS[0], NO_COLOUR)
    width, height = (round(side * ZOOM[size[0]] * (SMALL if alike else 1)) for side in pixels(size))
    across, down = (ACROSS + 1, DOWN + 1) if alike else (ACROSS, DOWN)
    each = across * down
    for number, at in enumerate(range(0, len(pictures), each), 1):
        cells = "".join(
            f'<div><b>{html.escape(name)}</b><img src="{file.relative_to(folder)}" width={width} height={height}></div>'
            for name, file in pictures[at : at + each]
        )
        page = folder / f"{look}-{size[0]}x{size[1]}-{number:02}.html"
        page.write_text(PAGE.format(cells=cells, caption=CAPTION, width=width), encoding="utf-8")
        png = page.with_suffix(".png")
        yield png if as_png(page, png, across * width, down * (height + CAPTION)) else page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])  # type: ignore[union-attr]
    parser.add_argument("folder", nargs="?", type=Path, help="where to put them; a temporary one else")
    parser.add_argument("--looks", default=",".join(LOOKS), help=f"some of {', '.join(LOOKS)}")
    parser.add_argument("--only", default="", help="only the tours that have a picture with this in its name")
    asked = parser.parse_args()
    folder = (asked.folder or Path(tempfile.mkdtemp(prefix="quoth-pictures-"))).resolve()
    with tempfile.TemporaryDirectory() as place:
        studio = Studio(Path(place))
        looks = asked.looks.split(",")
        for together in ([look for look in looks if look != NO_COLOUR], [look for look in looks if look == NO_COLOUR]):
            for size in SIZES if together else ():
                pictures: dict[str, list[tuple[str, Path]]] = {look: [] for look in together}
                for one in taken(studio, together, size, asked.only):
                    files = pictures[one.look]
                    inside = folder / f"{one.look}-{size[0]}x{size[1]}"
                    inside.mkdir(parents=True, exist_ok=True)
                    file = inside / f"{len(files) + 1:03}-{re.sub('[^a-z]+', '-', one.name)}.svg"
                    file.write_text(one.svg, encoding="utf-8")
                    files.append((one.name, file))
                for look in together:
                    for sheet in sheets(folder, look, size, pictures[look]):
                        print(sheet, flush=True)


if __name__ == "__main__":
    main()
