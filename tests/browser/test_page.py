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
from tui.export import FORMATS
from tui.export.report import About, report_of

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
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    with Library.open(folder / "library") as library:
        library.add([str(SEEDS)])
        rows = library.utterances()
        assert isinstance(rows, list)
        file = folder / "report.html"
        file.write_text(
            FORMATS["html"](report_of(About("everything"), "2026-11-02T08:00:00+00:00", rows)), encoding="utf-8"
        )
    return file


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_page_is_whole_quiet_and_accessible(
    browser: Browser, page_file: Path, size: Any, colours: Any
) -> None:
    context = await browser.new_context(viewport=size, color_scheme=colours)
    page = await context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(page_file.as_uri())
    text = await page.inner_text("body")
    for words in ("Ada Lind", "Coast Wire", "“forty” → “fourteen”"):
        assert words in text
    assert await page.locator("th[scope=col]").count() > 5
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
