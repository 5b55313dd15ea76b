"""How far people who read the same dispute, not knowing of each other, agree.

Krippendorff's alpha: 1 is full agreement, 0 what guessing by the same shares gives.
K. Krippendorff, Content Analysis, 4th edition, 2018, chapter 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from jury.domain.fairness.intervals import Estimate, Floats

DRAWS = 1000


class Scale(StrEnum):
    """What it means to differ: any difference counts alike, or by how far it goes."""

    NOMINAL = "nominal"
    INTERVAL = "interval"


def agreement(
    readings: Sequence[Sequence[int]],
    *,
    chance: np.random.Generator,
    scale: Scale = Scale.NOMINAL,
) -> Estimate | None:
    """Return alpha with its interval, from what was said of each dispute.

    Disputes that fewer than two have read say nothing of agreement and are left out;
    None where none is left. Where everybody says the same of everything alpha is 1.
    The interval is that of drawing disputes again.
    """
    pairs = [row for row in readings if len(row) > 1]
    if not pairs:
        return None
    labels = sorted({label for row in pairs for label in row})
    seen = _coincidences(pairs, labels)
    apart = _apart(labels, scale)
    again = chance.integers(len(pairs), size=(DRAWS, len(pairs)))
    drawn = [_alpha(seen[rows].sum(axis=0), apart) for rows in again]
    low, high = np.quantile(drawn, [0.025, 0.975])
    value = _alpha(seen.sum(axis=0), apart)
    return Estimate(value, float(low), float(high), len(pairs))


def _coincidences(rows: Sequence[Sequence[int]], labels: Sequence[int]) -> Floats:
    """How often which pair of labels met, a dispute: (dispute, label, label)."""
    found = np.zeros((len(rows), len(labels), len(labels)))
    place = {label: at for at, label in enumerate(labels)}
    for at, row in enumerate(rows):
        counts = np.bincount([place[label] for label in row], minlength=len(labels))
        found[at] = (np.outer(counts, counts) - np.diag(counts)) / (len(row) - 1)
    return found


def _apart(labels: Sequence[int], scale: Scale) -> Floats:
    steps = np.subtract.outer(labels, labels).astype(float)
    return np.asarray(
        steps**2 if scale is Scale.INTERVAL else (steps != 0).astype(float)
    )


def _alpha(met: Floats, apart: Floats) -> float:
    each = met.sum(axis=1)
    expected = (np.outer(each, each) - np.diag(each)) * apart
    if not expected.sum():
        return 1.0
    return float(1 - (each.sum() - 1) * (met * apart).sum() / expected.sum())
