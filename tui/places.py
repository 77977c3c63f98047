"""Where does the user's library live, where the sample, and where what the program remembers?"""

from __future__ import annotations

import os
from pathlib import Path

SEEDS = "seeds"
CONFIG = "QUOTH_CONFIG"  # another file of settings; os.devnull is none
SERVED = "QUOTH_SERVED"  # "public" or "here", for the readers of `quoth serve`


def library_folder(asked: str | None) -> Path:
    """The library's folder: as asked for, else as the settings say, else in the user's data folder (XDG)."""
    if asked:
        return Path(asked)
    from tui import config

    settings = config.current()
    named = settings.value("library.folder") if settings else ""
    return Path(named).expanduser() if named else _data() / "library"


def sample_folder() -> Path:
    """The folder of the sample's own library; never the user's."""
    return _data() / "sample"


def sample_articles() -> Path:
    """The articles of the sample: inside the installed package, or in the project's own tree."""
    here = Path(__file__).resolve().parent
    inside = here / SEEDS
    return inside if inside.is_dir() else here.parent / SEEDS


def state_folder() -> Path:
    """What the reader remembers between two starts, and its reports of errors (XDG): none of it is the library's."""
    from platformdirs import user_state_path

    return user_state_path("quoth", appauthor=False)


def config_file() -> Path:
    """The file of settings: as QUOTH_CONFIG names it, else in the user's folder for such (XDG)."""
    named = os.environ.get(CONFIG)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("quoth", appauthor=False) / "config.toml"


def queries_file() -> Path:
    """The file of the queries asked before."""
    return state_folder() / "queries"


def _data() -> Path:
    from platformdirs import user_data_path  # 39 ms that --library spares

    return user_data_path("quoth", appauthor=False)


def is_public() -> bool:
    """Whether `quoth serve` shows the reader to other machines, which get no files and no programs of this one."""
    return os.environ.get(SERVED) == "public"
