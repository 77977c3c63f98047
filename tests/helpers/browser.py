"""The browser that tests open pages in: Debian's, which `.ci/run` installs."""

from __future__ import annotations

import shutil

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
