"""Every screen keeps its columns in every script, and no article gives the terminal an order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from driving import NARROW, WIDE, press, settle
from rich.cells import cell_len

from index.library import Library
from tui.app import QuothApp
from tui.screens.asking import Landing

WORDS = "We will open the quay before the first snow, whatever the company says about its boats"
ARTICLES = (
    (
        "latin",
        "Quay opens 👩‍👩‍👧🇳🇴🇺🇦 before snow 👍🏽❤️, says Zu\u0308rich",
        "Harbour Times 🇳🇴",
        f"It was quiet 👩‍👩‍👧.\n\n“{WORDS},” said Mayor Otto Fenn 👍🏽.\n\n"
        "He had \u202eevil\u202c order, \u2066and\u2069 a\u200fmark, co\u00adop." + "\n\n" + "👩‍👩‍👧" * 60,
    ),
    (
        "wide",
        "漢字の題名はとても長いので切れるはずです、そうでしょう。漢字の題名はとても長いので切れるはずです",
        "海港新聞デイリー",
        f"“{WORDS.replace('says about', 'may say of')},” Mayor Otto Fenn said.\n\n"
        "市長は「初雪の前に埠頭を開く。会社が何を言おうと関係ない」と述べた。"
        "記者会見は月曜日に開かれ、多くの人が集まった。\n\n"
        "부두는 첫눈 전에 열린다고 시장이 말했다. 각국의 기자들이 모였다.",
    ),
    (
        "right",
        "ראש העיר: הרציף ייפתח לפני השלג 1️⃣ Quay",
        "חדשות הנמל",
        f'“{WORDS},” said Otto Fenn.\n\nראש העיר אמר: "נפתח את הרציף" ביום שני (2 November). שָׁלוֹם.\n\n'
        "قال العمدة: «سنفتح الرصيف قبل أول ثلج». وكان مُحَمَّد حاضراً في 12:30.",
    ),
    (
        "signs",
        "महापौर: घाट बर्फ से पहले खुलेगा",
        "घाट समाचार",
        f"“{WORDS}!” said Otto Fenn.\n\nक्\u200dष ज्\u200dज्ञ हिन्दी में।\n\nนายกเทศมนตรีกล่าวว่า “เราจะเปิดท่าเรือ” ที่เมือง",
    ),
    (
        "orders",
        "T\x1b[31mitle\x07 \u202eegral\u202c\u2028line",
        "Out\x1blet\u202e",
        f"“{WORDS},” said \x1b[5mFenn \x9b31m.",
    ),
)
ORDERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SCREENS = (
    ("the reader", []),
    ("a selection", ["v", "w", "j"]),
    ("a find", ["escape", "/", *"quay", "enter"]),
    ("a comparison", ["escape", "d"]),
    ("the timeline", ["escape", "T"]),
    ("the matrix", ["escape", "M"]),
    ("what was said", ["escape", "S"]),
    ("a search", ["escape", "f", *"quay", "enter"]),
    ("words in context", ["v"]),
    ("a peek", ["escape", "escape", "l", "space"]),
    ("the list", ["l", "G"]),
)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scripts")
    rows = [
        {"id": ident, "title": title, "outlet": outlet, "text": text, "published": f"2026-11-0{day}"}
        for day, (ident, title, outlet, text) in enumerate(ARTICLES, 1)
    ]
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Library.open(folder / "library") as library:
        library.add([str(folder / "rows.jsonl")])
    return folder / "library"


@pytest.mark.parametrize(
    ("article", "size"), [*((one[0], WIDE) for one in ARTICLES), ("latin", NARROW), ("wide", NARROW)]
)
async def test_columns_stand_and_no_order_gets_through(scripts: Path, article: str, size: tuple[int, int]) -> None:
    bad = []
    with Library.open(scripts) as library:
        app: Any = QuothApp(library, Landing(article))
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            for name, keys in SCREENS:
                await press(pilot, *keys)
                rows = ["".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()]
                assert len(rows) == size[1]
                bad += [(name, row) for row in rows if cell_len(row) != size[0] or ORDERS.search(row)]
    assert bad == []
