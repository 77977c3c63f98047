"""What holds for all tests, so that they are neither slow nor at the mercy of a busy machine."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from typing import Any

import driving
import pytest
from hypothesis import HealthCheck, settings
from textual.css.stylesheet import Stylesheet
from textual.notifications import Notification

from tui import logs, places

# seconds tell what else the machine does; the same examples each time, for a change must not fail by what others left
settings.register_profile("quoth", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quoth")


def pytest_configure() -> None:
    """What a shell starts in its background ignores ctrl+c, and what nohup starts, the end of its terminal: so would
    all programs that tests start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_collection_finish() -> None:
    """What was imported stays; to look through it again and again for what could go took a seventh of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def nobody_has_settings() -> Iterator[None]:
    """What a developer has set is not what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(places.CONFIG, os.devnull)
        patch.setenv(logs.ASKED, "off")
        yield


@pytest.fixture(autouse=True, scope="session")
def keys_are_followed_at_once() -> Iterator[None]:
    """A pilot waits until a key has done what it does, and not until the processor rests."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app", "pilot"):
            patch.setattr(f"textual.{module}.wait_for_idle", driving.idle)
        yield


@pytest.fixture(autouse=True, scope="session")
def notices_stay() -> Iterator[None]:
    """What was told is still there where a busy machine comes to read it after the notice's two seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Notification, "time_left", property(lambda notice: notice.timeout + 3600))
        yield


@pytest.fixture(autouse=True, scope="session")
def styles_are_parsed_once() -> Iterator[None]:
    """The rules of the same text with the same variables are the same for each program that a test starts."""
    parse = Stylesheet._parse_rules
    parsed: dict[tuple[Any, ...], Any] = {}

    def parse_once(sheet: Stylesheet, css: str, read_from: Any, *more: Any, **named: Any) -> Any:
        key = css, read_from, more, *named.items(), *sheet._variables.items()
        if key not in parsed:
            parsed[key] = parse(sheet, css, read_from, *more, **named)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield
