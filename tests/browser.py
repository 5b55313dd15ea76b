"""The machine's Chromium for the browser tests, and how it is started.

It is found; else, as root, installed with a Chinese font; else the tests fail with one
sentence that names the packages. A browser that draws boxes for Chinese would pass
tests that a reader would not.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

# The same engine without windows first: a page costs it a third of the processor time.
PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts")
CHINESE_FONTS = re.compile(r"cjk|sourcehan|wqy|notosanssc|pingfang|uming|ukai", re.I)
# The first four for containers and root; the others keep Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
]


class NoBrowser(Exception):
    """There is no browser to be had; the message names the Debian packages."""


def chromium() -> str:
    """The path of the machine's Chromium; installs it when that is allowed."""
    wanted = _missing() or not shutil.which(PROGRAMS[0])
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
    if missing := _missing():
        raise NoBrowser(
            "The browser tests need Chromium and a Chinese font"
            f" (Debian: apt-get install {' '.join(missing)})."
        )
    return next(path for path in map(shutil.which, PROGRAMS) if path)


def _missing() -> list[str]:
    browser, font = PACKAGES
    return [
        package
        for package, is_there in (
            (browser, any(map(shutil.which, PROGRAMS))),
            (font, _has_chinese_font()),
        )
        if not is_there
    ]


def _has_chinese_font() -> bool:
    return any(
        CHINESE_FONTS.search(file.name)
        for folder in FONT_FOLDERS
        for file in Path(folder).expanduser().rglob("*.[ot]t[cf]")
    )


def _install() -> None:
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES],
    ):
        subprocess.run(command, env=quietly, capture_output=True, check=False)
