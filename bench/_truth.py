"""What the data sets say is on their photographs: faces and number plates."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Tree

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Box = tuple[int, int, int, int]
Quad = npt.NDArray[np.int32]
Picture = npt.NDArray[np.uint8]


def labelled_faces(root: Path) -> Iterator[tuple[Picture, list[Box]]]:
    """Each photograph with its faces: left, top, width, height."""
    for image in _images(root / "training.xml"):
        boxes = [
            (
                int(box.attrib["left"]),
                int(box.attrib["top"]),
                int(box.attrib["width"]),
                int(box.attrib["height"]),
            )
            for box in image.iter("box")
        ]
        yield _pixels(root / image.attrib["file"]), boxes


def labelled_plates(root: Path) -> Iterator[tuple[Picture, list[Quad]]]:
    """Each photograph with the corners of its plates, which may be turned."""
    files = {path.stem: path for path in root.iterdir() if path.suffix != ".xml"}
    for image in _images(root / "GroundTruth_others.xml"):
        # The file says Latin-1 and is UTF-8.
        name = (image.findtext("imageName") or "").encode("latin-1").decode()
        if name not in files:
            continue
        quads = []
        for one in image.iter("taggedRectangle"):
            at = {k: float(v) for k, v in one.attrib.items() if k != "locateType"}
            corners = cv2.boxPoints(
                ((at["x"], at["y"]), (at["width"], at["height"]), at["rotation"])
            )
            quads.append(corners.astype(np.int32))
        yield _pixels(files[name]), quads


def upright(quad: Quad) -> Box:
    """The smallest upright box around the corners."""
    x, y, width, height = (int(value) for value in cv2.boundingRect(quad))
    return x, y, width, height


def _images(path: Path) -> Iterator[Tree.Element]:
    # Whoever runs the bench names the folder; no stranger's file is read here.
    return Tree.parse(path).iter("image")  # noqa: S314


def _pixels(path: Path) -> Picture:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))
