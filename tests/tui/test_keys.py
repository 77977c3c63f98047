from __future__ import annotations

import pytest

from tui import keys


@pytest.mark.parametrize(
    "place",
    [
        *keys.PANES,
        "results",
        "compare",
        "matrix",
        "timeline",
        "help",
        "speaker",
        "said",
        "speakers",
        "tags",
        "lists",
        "filter",
        "selecting",
    ],
)
def test_no_key_does_two_things_in_one_place(place: keys.Where) -> None:
    places = {place, "everywhere"} | ({"reader"} if place in keys.PANES else set())
    bound = [key for row in keys.TABLE if places & set(row.where) for key in row.keys]
    twice = {key for key in bound if bound.count(key) > 1}
    assert not twice


def test_every_action_has_an_id_of_its_own() -> None:
    names = [row.action for row in keys.TABLE]
    assert len(names) == len(set(names))
    assert all(binding.id for place in keys.NAMES for binding in keys.bindings(place))


@pytest.mark.parametrize(
    ("place", "width", "first"),
    [
        ("list", 80, "enter"),
        ("text", 80, "]"),
        ("elsewhere", 80, "enter"),
        ("results", 80, "enter"),
        ("selecting", 80, "y"),
        ("text", 5, None),
    ],
)
def test_footer_fits_and_begins_with_what_matters(place: keys.Where, width: int, first: str | None) -> None:
    items = keys.footer(place, width)
    assert (items[0][0] if items else None) == first
    assert len("  ".join(map(" ".join, items))) <= width


def test_the_manuals_table_has_every_action_once() -> None:
    table = keys.as_markdown()
    for row in keys.TABLE:
        if row.action != "page_down_variants":
            assert table.count(f"| {row.long} |") >= 1
    assert "`]`" in table
    assert "`ctrl+o` `alt+left`" in table


def test_the_palette_finds_an_action_by_its_word_in_the_footer() -> None:
    names = [name for name, _, _ in keys.palette(["reader", "list", "text", "everywhere"])]
    for begun in ("Undo: Take back", "Pipe: Give", "Same words: Search for", "Timeline: Who", "Back through"):
        assert len([name for name in names if name.startswith(begun)]) == 1


def test_the_palette_names_no_movement() -> None:
    names = [name for name, _, _ in keys.palette(["reader", "everywhere"])]
    assert "Next quotation" in names
    assert "Down by a page" not in names


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("list", "MSc"),
        ("text", "dMTSc"),
        ("elsewhere", "dMTSc"),
        ("matrix", "dTScq"),
        ("timeline", "dScq"),
        ("said", "dTcOq"),
        ("compare", "TScq"),
    ],
)
def test_on_eighty_columns_the_footer_names_what_answers_a_reader(place: keys.Where, wanted: str) -> None:
    shown = keys.footer(place, 79)
    assert set(wanted) <= {key for key, _ in shown}
    assert len("  ".join(map(" ".join, shown))) <= 79
    in_order = [key for key, _ in keys.footer(place, 500)]
    assert [key for key, _ in shown] == [key for key in in_order if key in dict(shown)]


@pytest.mark.parametrize("place", sorted(set(keys.NAMES) - {"everywhere", "reader", "empty"}))
@pytest.mark.parametrize("width", [39, 79, 119])
def test_how_a_place_is_left_stands_in_its_footer(place: keys.Where, width: int) -> None:
    left_by_esc = (*keys.FIELDS, "selecting", "lists", "under way")
    assert ("esc" if place in left_by_esc else "q") in [key for key, _ in keys.footer(place, width)]


def test_at_the_top_the_key_that_leads_back_is_told_to_quit() -> None:
    assert ("q", "back") in keys.footer("text", 79)
    assert ("q", "quit") in keys.footer("text", 79, at_top=True)


def test_a_key_without_use_is_left_out_of_the_footer() -> None:
    assert ("D", "remove") in keys.footer("lists", 79)
    assert "D" not in [key for key, _ in keys.footer("lists", 79, {"remove_search"})]


def test_names_are_shorter_only_where_not_all_fit() -> None:
    assert ("]", "next quote") in keys.footer("text", 500)
    assert ("]", "next") in keys.footer("text", 79)
