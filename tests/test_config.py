"""What does a file of settings do, and how is told what is wrong in it?"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from commands import on, rows
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from index import days
from tui import config, keys, places, themes
from tui.cli import quoth
from tui.config.making import as_markdown, keys_value, new_file
from tui.config.settings import SETTINGS, TABLES
from tui.contrast import contrast, in_full
from tui.keys.remapping import FIELD_KEYS, FIXED, NAMED, key_named, remapped, together
from tui.keys.table import FIELDS, TABLE, Where
from tui.memory import Memory

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
Said = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    config._current.clear()
    days.choose(None)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Writes the file of settings."""
    file = tmp_path / "config.toml"
    monkeypatch.setenv(places.CONFIG, str(file))
    monkeypatch.setattr(places, "state_folder", lambda: tmp_path / "state")
    for setting in SETTINGS:
        if setting.environment:
            monkeypatch.delenv(setting.environment, raising=False)

    def write(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        return file

    return write


def asked(*args: str, code: int = 0) -> Result:
    done = CliRunner().invoke(quoth, ["config", *args])
    assert done.exit_code == code, done.output
    return done


def problems(text: str, said: Said) -> list[str]:
    """What `validate` says of a file, without its name."""
    file = said(text)
    done = CliRunner().invoke(quoth, ["config", "validate"])
    found = [line.removeprefix(f"{file}:") for line in done.stdout.splitlines()]
    settings = config.current()
    assert settings is not None
    assert done.exit_code == bool(settings.grave), done.output
    return found


# --- what is wrong, where, and what may be meant


@pytest.mark.parametrize(
    ("text", "line", "key", "told"),
    [
        ('[look]\ntheme = "ligth"', 2, "look.theme", 'did you mean "light"?'),
        ("[look]\n\ntheme = 3", 3, "look.theme", "it must be a text in quotes, and is a number"),
        ('[look]\ntehme = "light"', 2, "look.tehme", 'did you mean "theme"?'),
        ('[lok]\ntheme = "light"', 1, "lok", 'did you mean "look"?'),
        ('theme = "light"', 1, "theme", 'did you mean "look.theme"?'),
        ("look = 3", 1, "look", "it must be a table: [look]"),
        ('look.theme = "lite"', 1, "look.theme", 'did you mean "light"?'),
        ('look = { theme = "darc" }', 1, "look.theme", 'did you mean "dark"?'),
        ('[dates]\nstyle = "isso"', 2, "dates.style", 'did you mean "iso"?'),
        ('[dates]\nstyle = "{day} {mont} {year}"', 2, "dates.style", "there is no field {mont}"),
        ('[dates]\nstyle = "{day} {mm}"', 2, "dates.style", "it must have a day, a month and a year"),
        ('[citing]\nstyle = "chikago"', 2, "citing.style", 'did you mean "chicago"?'),
        ('[citing.styles]\nmine = "{wrods}"', 2, "citing.styles.mine", "did you mean {words}?"),
        ('[citing.styles]\napa = "{words}"', 2, "citing.styles.apa", "quoth has a style of this name"),
        ('[citing.styles]\nmine = "words"', 2, "citing.styles.mine", "it must be a template"),
        ('[speech]\naloud = "yes"', 2, "speech.aloud", "it must be true or false, and is a text in quotes"),
        ('[library]\nfolder = "news"', 2, "library.folder", "begin it with / or ~/"),
        ('[library]\nfolder = "~other/news"', 2, "library.folder", "your own home only"),
        ('[themes.sea]\nbase = "drak"', 2, "themes.sea.base", 'did you mean "dark"?'),
        ('[themes.sea]\npge = "#000000"', 2, "themes.sea.pge", 'did you mean "page"?'),
        ('[themes.sea]\npage = "blue"', 2, "themes.sea.page", "it must be a colour"),
        ('[themes.dark]\npage = "#000000"', 1, "themes.dark", "quoth has a theme of this name"),
        ('[keys]\ncompar = "z"', 2, "keys.compar", 'did you mean "compare"?'),
        ('[keys]\ncompare = "c"', 2, "keys.compare", '"c" is the key of check in the text'),
        ('[keys]\ncompare = "<c-d>"', 2, "keys.compare", 'did you mean "ctrl+d"?'),
        ('[keys]\ncompare = "pagdown"', 2, "keys.compare", 'did you mean "pagedown"?'),
        ('[keys]\ncompare = "shift+d"', 2, "keys.compare", 'did you mean "D"?'),
        ('[keys]\ncompare = "ctrl+i"', 2, "keys.compare", "as tab"),
        ("[keys]\ncompare = 5", 2, "keys.compare", "it must be a key"),
        ('[keys]\nask = "a"', 2, "keys.ask", "is typed in the field"),
        ('[keys]\nkeep_note = "ctrl+k"', 2, "keys.keep_note", "what the field itself needs"),
        ('[keys]\nquit = "Q"', 2, "keys.quit", "quit works there, too"),
        ('[keys]\n"a b" = "Q"', 2, 'keys."a b"', "there is no such action"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_key(text: str, line: int, key: str, told: str, said: Said) -> None:
    (problem,) = problems(text, said)
    assert problem.startswith(f"{line}: {key}: ")
    assert told in problem


def test_all_of_it_is_told_at_once_in_the_files_order(said: Said) -> None:
    text = '[keys]\ncompare = "c"\nbogus = "x"\n[look]\ntheme = "ligth"\n[dates]\nstyle = 3\n'
    assert [one.split(":")[0] for one in problems(text, said)] == ["2", "3", "5", "7"]


@pytest.mark.parametrize(
    ("text", "lines", "left"),
    [
        ('[look]\ntheme = "light\n[dates]\nstyle = "iso"\n', [2], {"dates.style": "iso"}),
        ('[look\ntheme = "light"\n[dates]\nstyle = "iso"\n', [1], {"dates.style": "iso"}),
        ('[keys]\ncompare = [\n  "W",\n[look]\ntheme = "light"\n', [2], {"look.theme": "light"}),
        ('[look]\ntheme = "light"\ntheme = "dark"\n', [3], {"look.theme": "light"}),
        ('what is this\n[look]\ntheme = "light"\n', [1], {"look.theme": "light"}),
        ("[look]\ntheme = light\n[dates]\nstyle = 'iso\n", [2, 4], {}),
    ],
)
def test_a_line_that_is_no_toml_costs_no_other(text: str, lines: list[int], left: dict[str, str], said: Said) -> None:
    told = problems(text, said)
    assert [int(one.split(":")[0]) for one in told] == lines
    assert all("is not TOML" in one for one in told)
    settings = config.current()
    assert settings is not None
    assert settings.given == left


@given(st.text(alphabet="[]{}=\"'\n#.,\\ abtrue12\r\té", max_size=80))
def test_any_text_is_read(text: str) -> None:
    from tui.config import files

    values, kept, mistakes = files.parsed(text)
    assert mistakes or values == files.parsed(kept)[0]
    assert kept.count("\n") in (0, text.count("\n"))
    files.places(kept)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[look]\ntheme = '\xe4'\n", "it is not UTF-8: line 2"),
        (b"#" * 1_000_001, "has at most 1,000,000"),
        (None, "it is a folder"),
    ],
)
def test_a_file_that_cant_be_read(content: bytes | None, told: str, said: Said) -> None:
    file = said("")
    file.unlink()
    file.mkdir() if content is None else file.write_bytes(content)
    assert told in asked("validate", code=1).stdout


def test_a_pipe_is_no_file_and_nobody_waits_for_it(said: Said) -> None:
    file = said("")
    file.unlink()
    os.mkfifo(file)
    assert "no ordinary file" in asked("validate", code=1).stdout


def test_a_file_that_is_named_must_be_there(said: Said) -> None:
    file = said("")
    file.unlink()
    assert "it is not there" in asked("validate", code=1).stdout


def test_without_a_file_all_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(places.CONFIG, raising=False)
    monkeypatch.setattr(places, "config_file", lambda: tmp_path / "none.toml")
    assert "quoth config init" in asked("validate").stderr
    assert config.current() is None


def test_a_file_as_windows_writes_it(said: Said) -> None:
    file = said("")
    file.write_bytes(b'\xef\xbb\xbf[look]\r\ntheme = "light"\r\n[keys]\r\ncompar = "z"\r\n')
    assert asked("validate", code=1).stdout.startswith(f"{file}:4: keys.compar: ")


# --- keys


PRESSED = st.one_of(
    st.sampled_from(sorted({key for row in TABLE for key in row.keys} | NAMED | FIELD_KEYS | {"alt+d", "ctrl+t"})),
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]),
)
ASKED = st.dictionaries(
    st.sampled_from([row.action for row in TABLE]), st.lists(PRESSED, max_size=3), min_size=1, max_size=12
)


@given(ASKED)
def test_whatever_is_asked_no_key_does_two_things_and_every_action_is_reached_or_told(
    asked: dict[str, list[str]],
) -> None:
    table, wrong = remapped(asked)
    assert [row.action for row in table] == [row.action for row in TABLE]
    told = {one.action for one in wrong}
    for place in get_args(Where):
        owner: dict[str, str] = {}
        for row in table:
            for key in row.keys if together(place) & set(row.where) else ():
                assert {owner.setdefault(key, row.action), row.action} in ({row.action}, {"escape", "leave_note"})
    for row, usual in zip(table, TABLE, strict=True):
        refused = {one.action for one in wrong if one.grave}
        assert row.keys or row.action in told or row.action == "page_down_variants"
        assert row.action not in FIXED or FIXED[row.action] in row.keys
        if row.action in refused or (row.action not in asked and row.action != "page_down_variants"):
            assert row.keys == usual.keys
        elif row.action in asked:
            assert {key_named(key)[0] for key in asked[row.action]} <= set(row.keys)
        if set(row.where) & set(FIELDS) and row.keys != usual.keys:
            assert not [key for key in row.keys if len(key) == 1]
    assert "ctrl+q" in next(row.keys for row in table if row.action == "quit")


def test_two_actions_may_change_places() -> None:
    table, wrong = remapped({"compare": "c", "check": ["d", "alt+c"]})
    found = {row.action: row.keys for row in table}
    assert (found["compare"], found["check"], wrong) == (("c",), ("d", "alt+c"), [])


def test_a_key_may_be_given_where_the_other_never_works() -> None:
    assert remapped({"matrix_order": "v", "only_shared": "O"})[1] == []  # both in the matrix, changed over
    assert remapped({"stop_adding": "x"})[1] == []  # x exports, in the reader


def test_the_second_of_two_who_want_one_key_goes_without() -> None:
    table, (wrong,) = remapped({"compare": "W", "check": "W"})
    found = {row.action: row.keys for row in table}
    assert (found["compare"], found["check"]) == (("W",), ("c",))
    assert wrong.action == "check"
    assert "compare" in wrong.message


def test_an_action_may_have_no_key_and_that_is_told() -> None:
    table, (wrong,) = remapped({"compare": []})
    assert next(row.keys for row in table if row.action == "compare") == ()
    assert (wrong.action, wrong.grave) == ("compare", False)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Esc", "escape"),
        ("Ctrl+D", "ctrl+d"),
        ("PgDn", "pagedown"),
        (" ", "space"),
        ("D", "D"),
        ("é", "é"),
        ("+", "+"),
        ("F5", "f5"),
        ("meta+x", "alt+x"),
        ("shift+tab", "shift+tab"),
    ],
)
def test_names_of_keys(name: str, key: str) -> None:
    assert key_named(name) == (key, "")


@pytest.mark.parametrize(
    "name", ["", "ctrl+", "+d", "hyper+d", "ctrl+é", "f25", "dd", "ctrl+shift+d", "\n", "ctrl+ctrl"]
)
def test_what_is_no_key(name: str) -> None:
    assert key_named(name)[1]


def test_the_reader_reads_the_keys_before_its_screens(said: Said, tmp_path: Path) -> None:
    """In an interpreter of its own, for classes hold their bindings."""
    said('[keys]\ncompare = ["W", "alt+d"]\nundo = []\nadd = "ctrl+t"\nhelp = "f2"\npage_down = "ctrl+f"\n')
    code = (
        "from tui import config, keys\n"
        "config.begin(); config.take_keys()\n"
        "from tui.widgets.text import TextPane\n"
        "from tui.screens.heads import ask_to_add\n"
        "from tui.screens.welcome import lines\n"
        "from tui import manual\n"
        "print(sorted(TextPane._merged_bindings.key_to_bindings))\n"
        "compare = [row.keys for _, rows in keys.groups() for row in rows if row.action == 'compare']\n"
        "print(keys.footer('text', 500), compare)\n"
        "print([shown for name, shown, _ in keys.palette(['text']) if 'ompare' in name], keys.of('undo'))\n"
        "print(' '.join(text for line in lines(True) for text, _ in line.pieces))\n"
        "print('W, alt+d' in manual.as_text())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    bound, footer, palette, welcome, manual = done.stdout.splitlines()
    assert "'W'" in bound or "upper_w" in bound
    assert "'alt+d'" in bound
    assert "'d'" not in bound
    assert "('W', 'compare')" in footer
    assert "('W', 'alt+d')" in footer
    assert palette == "['W  alt+d'] : undo"
    assert "W   all printings of it side by side" in welcome
    assert "ctrl+t  adds files" in welcome
    assert "f2  shows every key" in welcome
    assert manual == "True"


def test_keys_that_are_bound_cant_be_changed_any_more() -> None:
    assert keys.bindings("text")
    table, _ = remapped({"compare": "W"})
    with pytest.raises(RuntimeError, match="bound already"):
        keys.take(table)
    assert keys.TABLE == TABLE


# --- the commands


def test_show_tells_where_each_setting_comes_from(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    file = said('[look]\ntheme = "light"\n[keys]\ncompare = "W"\n[citing.styles]\nnote = "{words}"\n')
    monkeypatch.setenv("QUOTH_LIBRARY", "/somewhere")
    found = {row["setting"]: (row["value"], row["from"]) for row in rows(asked("show", "--json"))}
    assert found["look.theme"] == ("light", f"{file}:2")
    assert found["keys.compare"] == (["W"], f"{file}:4")
    assert found["citing.styles.note"] == ("{words}", f"{file}:6")
    assert found["library.folder"] == ("/somewhere", "QUOTH_LIBRARY")
    assert found["dates.style"] == ("day-first", "default")
    monkeypatch.setenv("QUOTH_THEME", "contrast")
    assert 'look.theme = "contrast"  # QUOTH_THEME' in asked("show").stdout.splitlines()
    done = CliRunner().invoke(quoth, ["--theme", "dark", "config", "show"])
    assert 'look.theme = "dark"  # --theme' in done.stdout.splitlines()


def test_what_was_chosen_in_the_reader_holds_until_the_file_says_another(said: Said, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "state", tmp_path)
    memory.keep_theme("contrast", "light")
    assert (memory.theme("light"), memory.theme("dark"), memory.theme("")) == ("contrast", "dark", None)
    said('[look]\ntheme = "light"\n')
    assert 'look.theme = "contrast"  # chosen in the reader' in asked("show").stdout
    said('[look]\ntheme = "dark"\n')
    assert 'look.theme = "dark"' in asked("show").stdout


def test_validate_as_json(said: Said) -> None:
    file = said('[keys]\nundo = []\ncompar = "z"\n')
    found = rows(asked("validate", "--json", code=1))
    assert [(one["line"], one["key"], one["taken"]) for one in found] == [
        (2, "keys.undo", True),
        (3, "keys.compar", False),
    ]
    assert {one["file"] for one in found} == {str(file)}
    said("[keys]\nundo = []\n")
    assert len(rows(asked("validate", "--json"))) == 1


def test_keys_lists_all_of_them_as_they_are_now(said: Said) -> None:
    said('[keys]\ncompare = ["W", "alt+d"]\n')
    found = {row["action"]: row for row in rows(asked("keys", "--json"))}
    assert found.keys() == {row.action for row in TABLE}
    assert (found["compare"]["keys"], found["compare"]["changed"]) == (["W", "alt+d"], True)
    assert (found["check"]["keys"], found["check"]["changed"]) == (["c"], False)
    assert "W alt+d (changed)" in asked("keys").stdout
    assert "Keys: W" in asked("keys", "--aloud").stdout


def test_init_writes_a_file_that_changes_nothing_and_never_over_one(said: Said) -> None:
    file = said("")
    file.unlink()
    assert asked("init").stdout == f"{file}\n"
    assert asked("validate").stdout == f"{file}: all of it can be read\n"
    assert config.begin() is not None
    settings = config.current()
    assert settings is not None
    assert (settings.given, settings.keys, settings.problems) == ({}, None, ())
    file.write_text("# mine\n")
    done = CliRunner().invoke(quoth, ["config", "init"])
    assert done.exit_code == 2
    assert file.read_text() == "# mine\n"


def test_every_line_of_a_new_file_can_be_had(said: Said) -> None:
    lines = [
        line[2:] if line.startswith("# ") and (" = " in line or "[" in line[:3]) else line
        for line in new_file().splitlines()
    ]
    text = "\n".join(line for line in lines if not line.startswith("#"))
    (told,) = problems(text, said)
    assert told.endswith("all of it can be read")
    settings = config.begin()
    assert settings is not None
    assert settings.given.keys() == {setting.name for setting in SETTINGS}
    assert settings.keys == TABLE
    assert all(keys_value(row.keys) in text for row in TABLE)


def test_edit_opens_the_file_and_checks_it_afterwards(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    file = said("")
    file.unlink()
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", "raise SystemExit(1)"]))
    done = CliRunner().invoke(quoth, ["config", "edit"])
    assert done.exit_code == 2
    assert "Settings of quoth" in file.read_text()  # a new one
    adds = "import sys; open(sys.argv[1], 'a').write('bogus = 1')"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", adds]))
    assert "keys.bogus: there is no such action" in asked("edit", code=1).stdout
    monkeypatch.setenv("VISUAL", "/nowhere/an-editor")
    done = CliRunner().invoke(quoth, ["config", "edit"])
    assert (done.exit_code, "can't be started" in done.output) == (2, True)


def test_a_folder_is_given_to_no_editor(said: Said) -> None:
    file = said("")
    file.unlink()
    file.mkdir()
    done = CliRunner().invoke(quoth, ["config", "edit"])
    assert (done.exit_code, "is no file that could be edited" in done.output) == (2, True)


def test_path_says_where(said: Said) -> None:
    file = said("")
    assert asked("path").stdout == f"{file}\n"
    assert json.loads(asked("path", "--json").stdout) == {"path": str(file), "there": True}


# --- what they do


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("config") / "library"
    on(folder)("add", str(SEEDS / "coast-wire-strait.txt"))
    return folder


def test_dates_are_written_as_the_file_says_but_not_for_programs(said: Said, library: Path) -> None:
    run = on(library)
    before = run("list").stdout
    assert "2026-10-29" in before
    said('[dates]\nstyle = "{month} {day}, {yy}"\n')
    assert "Oct 29, 26" in run("list").stdout
    assert "Date: October 29, 26" in run("list", "--aloud").stdout
    assert rows(run("list", "--json"))[0]["published"].startswith("2026-10-29")
    said("")
    assert run("list").stdout == before


def test_a_wrong_file_is_told_beside_what_was_asked(said: Said, library: Path) -> None:
    said('[look]\ntheme = "ligth"\n[dates]\nstyle = "iso"\n')
    done = on(library)("list")
    assert "Coast Wire" in done.stdout
    assert 'settings not taken: config.toml:2: look.theme: there is no theme "ligth"' in done.stderr


def test_citations_in_the_style_of_the_file_and_in_one_of_its_own(said: Said, library: Path) -> None:
    run = on(library)
    spot = rows(run("quotes", "--json", "--limit", "1"))[0]["id"]
    said('[citing]\nstyle = "brief"\n[citing.styles]\nbrief = "{words} [{outlet}, {date}]"\n[dates]\nstyle = "iso"\n')
    brief = run("show", spot, "--cite").stdout
    assert brief.rstrip().endswith("[Coast Wire, 2026-10-29]")
    assert run("show", spot, "--cite", "brief").stdout == brief
    chicago = run("show", spot, "--cite", "chicago").stdout
    assert "October 29, 2026" in chicago  # a style of the books keeps its dates
    assert "2026, October 29" in run("show", spot, "--cite", "apa").stdout
    said("")
    assert "29 October 2026" in run("show", spot, "--cite").stdout


@pytest.mark.parametrize("text", ["{words} [/b]", "[  b  ]", "[bold]x[/]", "[/", "\\[b]"])
def test_the_palette_takes_no_bracket_of_a_template_or_a_key_for_markup(text: str) -> None:
    from tui.screens.palette import _as_it_is

    assert Content.from_markup(_as_it_is(text)).plain == text  # what the palette makes of it


def test_aloud_may_be_set_and_json_is_still_json(said: Said, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = on(library)
    said("[speech]\naloud = true\n")
    assert run("list").stdout.startswith("Article: ")
    assert rows(run("list", "--json"))
    monkeypatch.setenv("QUOTH_ALOUD", "0")
    assert not run("list").stdout.startswith("Article: ")


def test_the_library_of_the_file(said: Said, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said(f"[library]\nfolder = {json.dumps(str(library))}\n")
    done = CliRunner().invoke(quoth, ["list"])
    assert "Coast Wire" in done.stdout
    monkeypatch.setenv("QUOTH_LIBRARY", str(tmp_path / "another"))
    assert CliRunner().invoke(quoth, ["list"]).exit_code != 0


def test_a_theme_of_ones_own(said: Said) -> None:
    told = problems('[themes.sand]\nbase = "light"\npage = "#fff0d0"\ntext = "#887766"\n', said)
    settings = config.current()
    assert settings is not None
    sand = settings.themes["sand"]
    assert (sand.page, sand.text, sand.dim, sand.dark) == ("#fff0d0", "#887766", themes.LIGHT.dim, False)
    ratios = [contrast(in_full(sand.text), in_full(getattr(sand, one))) for one in (*themes.GROUNDS, "current")]
    assert any(f"text on current has a contrast of {min(ratios):.1f}" in one for one in told)
    assert not settings.grave
    assert themes.based_on(themes.DARK, "x", {"page": "#fff"}).dark is False


def test_the_first_frame_does_without_all_of_this_where_there_is_no_file() -> None:
    code = (
        "import sys, os; os.environ['QUOTH_CONFIG'] = os.devnull\n"
        "import tui.__main__, tui.commands.reading, tui.reading\n"
        "from tui import config; config.begin(); config.take_keys()\n"
        "import tui.app; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"tree_sitter", "tree_sitter_toml", "tomllib", "rapidfuzz", "tui.keys.remapping"}
    assert {name for name in loaded if name.startswith("tui.config.")} == {"tui.config.files"}


def test_settings_have_what_the_others_are_made_from() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.told.endswith(".") and setting.example for setting in SETTINGS)
    assert all(table.told.endswith(".") for table in TABLES)


# --- docs/configuration.md


DOC = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(toml|toml wrong|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tables_of_the_document_are_those_of_the_program() -> None:
    assert as_markdown(DOC) == DOC, "make docs"
    assert all(f"| `{one.name}` |" in DOC for one in (*SETTINGS, *TABLES))


def test_every_example_of_the_document_can_be_taken(said: Said) -> None:
    shown = [text for kind, text in BLOCK.findall(DOC) if kind == "toml"]
    assert len(shown) >= 5
    for text in shown:
        assert not [one for one in problems(text, said) if "can be read" not in one and "has no key" not in one], text


def test_what_the_document_says_of_a_wrong_file_is_told(said: Said) -> None:
    (wrong,) = (text for kind, text in BLOCK.findall(DOC) if kind == "toml wrong")
    (written,) = (text for kind, text in BLOCK.findall(DOC) if kind == "console")
    assert [f"config.toml:{one}" for one in problems(wrong, said)] == written.splitlines()


def test_no_sign_needs_a_font_of_its_own() -> None:
    """Nerd Fonts put their signs where Unicode has none."""
    for file in [*(ROOT / "tui").rglob("*.py"), *(ROOT / "tui").rglob("*.tcss"), *(ROOT / "tui").rglob("*.html")]:
        text = file.read_text(encoding="utf-8")
        assert not [sign for sign in text if unicodedata.category(sign) == "Co"], file
