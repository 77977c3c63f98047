"""`quoth export`: its formats, its files, its exit codes."""

from __future__ import annotations

import json
import signal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from commands import Run, on
from invented import CUT, LIND, OTHER, put, row
from schemas import problems

from index.adding import Progress


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = on(tmp_path / "lib")
    articles = [
        row("one", LIND.replace("can accept", "must accept"), outlet="Harbour Times", published="2026-11-02T08:00Z"),
        row("two", CUT, outlet="Coast Wire", published="2026-11-02"),
        row("four", LIND, outlet="Daily Gull", published="2026-11-04", url="https://gull.example/4"),
        row("three", OTHER),
    ]
    run("add", put(tmp_path / "in", *articles))
    return run


def test_json_has_what_is_known_and_null_for_what_is_not(run: Run) -> None:
    made = json.loads(run("export", "--format", "json").stdout)
    assert made["about"] == {"what": "everything", "words": None, "title": None, "only": ""}
    assert [one["id"] for one in made["articles"]] == ["one", "two", "four"]
    (said,) = made["utterances"]
    printed = {one["article"]: one for one in said["printings"]}
    assert list(printed) == ["two", "one", "four"]
    assert printed["four"]["alterations"] == [["modal", "must", "can"]]
    assert printed["four"]["url"] == "https://gull.example/4"
    assert printed["four"]["diff"][1] == ["replace", "must", "can"]
    assert made["articles"][1]["url"] is None
    assert said["matrix"] == {"Harbour Times": "identical", "Coast Wire": "truncated", "Daily Gull": "reworded"}


def test_what_is_asked_for(run: Run) -> None:
    for args, about in (
        (["quote:accept"], {"what": "query", "words": "quote:accept", "title": None}),
        (["--article", "three"], {"what": "article", "words": "three"}),
        (["--event", "one"], {"what": "event", "words": "one"}),
    ):
        made = json.loads(run("export", *args, "--format", "json").stdout)
        assert about.items() <= made["about"].items()
        assert made["utterances"]
    run("export", "one", "--article", "three", "--format", "json", code=2)
    assert 'no article "nine"' in run("export", "--event", "nine", "--format", "json", code=2).output
    assert "nobody's words" in run("export", "zzzz", "--format", "json", code=1).output


def test_the_ending_says_the_format(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "made.JSON"
    assert "1 utterance written" in run("export", "-o", str(file)).output
    assert json.loads(file.read_text(encoding="utf-8"))["quoth"] == 1
    assert "tells no format" in run("export", "-o", str(tmp_path / "made.doc"), code=2).output
    assert 'no format "doc"' in run("export", "--format", "doc", code=2).output
    assert "give --format" in run("export", code=2).output


def test_a_file_is_replaced_only_by_a_whole_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "made.json"
    file.write_text("before", encoding="utf-8")
    file.chmod(0o640)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("tui.files.os.fsync", full)
        assert "was not written: No space left" in run("export", "-o", str(file), code=2).output
    assert file.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "lib", "made.json"]
    run("export", "-o", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))
    assert file.stat().st_mode & 0o777 == 0o640
    assert "is a folder" in run("export", "-o", str(tmp_path), "--format", "json", code=2).output
    assert "No such file" in run("export", "-o", str(tmp_path / "no" / "made.json"), code=2).output


def test_what_a_terminal_takes_for_orders_is_escaped(run: Run, tmp_path: Path) -> None:
    put_again = row("five", LIND, outlet="Gull \u202e\x9b31m", published="2026-11-05", url='javascript:"\n')
    run("add", put(tmp_path / "more", put_again))
    text = run("export", "--format", "json").stdout
    assert not {"\u202e", "\x9b", "\x1b"} & set(text)
    five = next(one for one in json.loads(text)["articles"] if one["id"] == "five")
    assert five["outlet"].startswith("Gull")


def test_a_page_takes_what_strangers_wrote_for_words(run: Run, tmp_path: Path) -> None:
    outlet = '=1+1 <script>alert("1")</script>\u202e\x1b[31m'
    hostile = [
        row(
            "five",
            LIND,
            outlet=outlet,
            title="</title><b onclick=x>'",
            published="2026-11-05",
            url="javascript:alert(1)",
        ),
        row("six", LIND, outlet="Oss \u05d0\u05d1", published="2026-11-06", url='https://oss.example/"><img src=x>'),
        row("seven", LIND, outlet="Quay", published="2026-11-07", url="https://quay.example/?a=1&b=2"),
    ]
    run("add", put(tmp_path / "more", *hostile))
    page = run("export", "--format", "html").stdout
    assert not {"\u202e", "\x9b", "\x1b"} & set(page)
    links: list[str | None] = []
    tags = set()

    class Reading(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            assert not any(name.startswith("on") for name, _ in attrs)
            links.extend(value for name, value in attrs if name in ("href", "src"))

    Reading().feed(page)
    assert not tags & {"script", "img", "b", "link", "iframe"}
    assert {str(one) for one in links if not str(one).startswith("#")} == {
        "https://gull.example/4",
        "https://quay.example/?a=1&b=2",
    }
    assert "=1+1 &lt;script&gt;" in page
    assert "javascript:alert(1)" in page  # told, and no link


def test_a_page_tells_changes_in_words_and_signs(run: Run) -> None:
    page = run("export", "--format", "html").stdout
    assert '<del><span class="sign">[−</span>must<span class="sign">]</span></del>' in page
    assert '<ins><span class="sign">[+</span>can<span class="sign">]</span></ins>' in page
    assert "In 1 utterance a printing changes the meaning" in page
    assert "It changes how binding it is: “must” → “can”." in page
    assert "default-src 'none'" in page


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads((Path(__file__).parents[1] / "docs" / "export.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("args", [[], ["quote:accept"], ["--article", "three"], ["--event", "one"]])
def test_json_is_as_its_schema_says(run: Run, schema: Any, args: list[str]) -> None:
    made = json.loads(run("export", *args, "--format", "json").stdout)
    assert made["utterances"]
    assert problems(made, schema) == []


def test_the_schema_sees_what_is_wrong(run: Run, schema: Any) -> None:
    made = json.loads(run("export", "--format", "json").stdout)
    printing = made["utterances"][0]["printings"][0]
    for name, value in (("score", 2), ("relation", "same"), ("place", [1]), ("kept", None), ("altered", 1), ("new", 1)):
        wrong = {**printing, name: value}
        said = {**made["utterances"][0], "printings": [wrong]}
        assert problems({**made, "utterances": [said]}, schema), name
    del made["made"]
    assert problems(made, schema) == ["$: 'made' is a required property"]


def test_the_schema_is_printed(run: Run, schema: Any) -> None:
    assert json.loads(run("export", "--schema").stdout) == schema


def test_a_byte_order_mark_is_put_before_a_csv_only_if_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "made.csv"
    run("export", "-o", str(file))
    plain = file.read_bytes()
    assert plain.startswith(b"utterance,")
    run("export", "--bom", "-o", str(file))
    assert file.read_bytes() == b"\xef\xbb\xbf" + plain
    assert "--bom is for the format csv" in run("export", "--bom", "--format", "json", code=2).output


def test_of_a_speaker_and_of_a_quotation(run: Run, schema: Any) -> None:
    said = json.loads(run("export", "--speaker", "Lind", "--format", "json").stdout)
    assert said["about"]["what"] == "speaker"
    assert {one["speaker"] for one in said["utterances"]} == {said["about"]["words"]}
    quote = said["utterances"][0]["printings"][0]["quote"]
    one = json.loads(run("export", "--quotation", quote, "--format", "json").stdout)
    assert one["about"] == {"what": "quotation", "words": quote, "title": said["about"]["words"], "only": ""}
    assert one["utterances"] == said["utterances"][:1]
    assert problems(said, schema) == problems(one, schema) == []
    assert 'nobody is quoted as "Nobody"' in run("export", "--speaker", "Nobody", "--format", "json", code=2).output
    assert 'no quotation "one#1-2"' in run("export", "--quotation", "one#1-2", "--format", "json", code=2).output
    assert "give one of" in run("export", "x", "--speaker", "Lind", "--format", "json", code=2).output


def test_a_terminal_is_told_how_far_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Progress] = []
    monkeypatch.setattr("tui.progress.Reporter.__call__", lambda _, progress: shown.append(progress))
    run("export", "--event", "one", "--format", "html")
    assert Progress("gathering what was said", 1, 1) in shown
    assert list(dict.fromkeys(progress.step for progress in shown)) == [
        "gathering what was said",
        "comparing",
        "writing",
    ]


@pytest.mark.parametrize("step", ["gathering what was said", "comparing", "writing"])
def test_ctrl_c_ends_it_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupt(_: object, progress: Progress) -> None:
        if progress.step == step:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("tui.progress.Reporter.__call__", interrupt)
    file = tmp_path / "made.html"
    assert "stopping" in run("export", "-o", str(file), code=130).output
    assert not file.exists()
