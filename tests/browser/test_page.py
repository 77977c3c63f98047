"""An exported page in a browser: all is there, nothing leaves the machine, no complaint, nothing serious for axe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from browser import CHROMIUM
from playwright.async_api import Browser, async_playwright

from index.library import Library
from index.query import QueryProblem
from tui.export import FORMATS, gathering
from tui.export.report import About, Report

SEEDS = Path(__file__).parents[2] / "seeds"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
GRAVE = ("serious", "critical")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; .ci/run installs it")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        await running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of the sample: the report of all of it, what was found there, and what one person said."""
    folder = tmp_path_factory.mktemp("page")
    with Library.open(folder / "library") as library:
        library.add([str(SEEDS)])
        found = library.search("buoy")
        said = library.said_by("Ada Lind")
        assert said is not None
        assert not isinstance(found, QueryProblem)
        speaker, passages = About("speaker", "Ada Lind"), About("passages", "buoy")
        sayings = [saying for event in said.events for saying in event.sayings]
        made = {
            "report": gathering.of_scope(library, About("everything"), quiet),
            "speaker": gathering.of_speaker(library, speaker, sayings, quiet),
            "passages": gathering.of_passages(library, passages, list(found)),
        }
    written = {}
    for name, report in made.items():
        assert isinstance(report, Report)
        written[name] = folder / f"{name}.html"
        written[name].write_text(FORMATS["html"](report, lambda _done, _all: None), encoding="utf-8")
    return written


def quiet(_step: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def page_file(files: dict[str, Path]) -> Path:
    return files["report"]


WORDS = {
    "report": ("Ada Lind", "Coast Wire", "“forty” → “fourteen”", "In short: what was altered"),
    "speaker": ("What Ada Lind said", "Coast Wire changes how binding it is: “can” → “will”."),
    "passages": ("Passages found by the query buoy.", "… our own sea", "The Harbour Times"),
}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", WORDS)
async def test_the_page_is_whole_quiet_and_accessible(
    browser: Browser, files: dict[str, Path], name: str, size: Any, colours: Any
) -> None:
    page_file = files[name]
    context = await browser.new_context(viewport=size, color_scheme=colours)
    page = await context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(page_file.as_uri())
    text = await page.inner_text("body")
    for words in WORDS[name]:
        assert words in text
    assert (await page.locator("th[scope=col]").count() > 5) == (name != "passages")
    assert asked == [page_file.as_uri()]
    assert said == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = (await Axe().run(page)).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    await context.close()


async def test_without_scripts_the_page_is_the_same(browser: Browser, page_file: Path) -> None:
    texts = []
    for runs in (True, False):
        context = await browser.new_context(java_script_enabled=runs)
        page = await context.new_page()
        await page.goto(page_file.as_uri())
        texts.append(await page.inner_text("body"))
        await context.close()
    assert texts[0] == texts[1]


async def test_on_paper_addresses_are_printed(browser: Browser, page_file: Path) -> None:
    page = await browser.new_page()
    await page.goto(page_file.as_uri())
    await page.emulate_media(media="print")
    assert "https://coastwire.example/norrey-strait-ferries" in await page.inner_text("body")
    assert (await page.pdf()).startswith(b"%PDF")
    await page.close()


async def test_paper_is_white_and_keeps_the_marks(browser: Browser, page_file: Path) -> None:
    context = await browser.new_context(color_scheme="dark")
    page = await context.new_page()
    await page.goto(page_file.as_uri())
    await page.emulate_media(media="print", color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(paper) == "rgb(255, 255, 255)"
    for mark in ("ins", "del", ".badge", "td.altered"):
        style = f"getComputedStyle(document.querySelector('{mark}'))"
        assert await page.evaluate(f"{style}.backgroundColor") not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
        assert await page.evaluate(f"{style}.printColorAdjust") == "exact"
    for kept in (".printings > li", "blockquote", "tr"):
        assert await page.evaluate(f"getComputedStyle(document.querySelector('{kept}')).breakInside") == "avoid"
    await context.close()
