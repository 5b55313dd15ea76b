"""How far readers agree: Krippendorff's alpha."""

import numpy as np
import pytest

from jury.domain.fairness.agreement import Scale, agreement

# The worked example of Krippendorff, "Computing Krippendorff's Alpha-Reliability"
# (2011), section C: four observers, eleven units that two of them or more read.
EXAMPLE = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
]


@pytest.mark.parametrize(
    ("scale", "alpha"), [(Scale.NOMINAL, 0.743), (Scale.INTERVAL, 0.849)]
)
def test_the_worked_example_comes_out_as_printed(scale: Scale, alpha: float) -> None:
    found = agreement(EXAMPLE, chance=np.random.default_rng(1), scale=scale)
    assert found is not None
    assert round(found.value, 3) == alpha
    assert found.low < found.value < found.high
    assert found.count == 11


def test_full_agreement_is_one_and_guessing_is_near_nothing() -> None:
    chance = np.random.default_rng(2)
    full = agreement([[0, 0], [1, 1], [1, 1]], chance=chance)
    assert full is not None
    assert full.value == 1
    guessed = agreement(chance.integers(2, size=(2000, 2)).tolist(), chance=chance)
    assert guessed is not None
    assert abs(guessed.value) < 0.05


def test_everybody_saying_the_same_of_everything_is_agreement() -> None:
    found = agreement([[1, 1], [1, 1]], chance=np.random.default_rng(3))
    assert found is not None
    assert found.value == 1


def test_single_readings_say_nothing() -> None:
    assert agreement([[1], [2], []], chance=np.random.default_rng(4)) is None
