"""Numbers of North America and Britain that are said or drawn out."""

import pytest

from tests.redaction.people import shown


@pytest.mark.parametrize(
    "number",
    [
        "858 six three six 5988",
        "three four nine. seven one eight. two four two nine",
        "2five0 3zero1 07two9",
        "(313) 362 93 43",
        "5 7 4 - 4 8 3 - 1 1 5 8",
        "3.3.3.4.7.0.1.5.1.7",
        "one 415 five five five 0143",
        "07352 eight zero four 662",
        "oh seven nine one one, one two three four five six",
    ],
)
@pytest.mark.parametrize(
    "frame", ["write it down: {}", "{}", "my brother is on {} now"]
)
def test_a_number_that_is_said_or_drawn_out_is_covered(number: str, frame: str) -> None:
    before, after = frame.split("{}")
    assert shown(frame.format(number)) == f"{before}⟨Phone 1⟩{after}"


@pytest.mark.parametrize(
    "talk",
    [
        "one two three four five six seven eight nine ten",
        "take two of these, three of those, four of the rest and one for me",
        "the set has 2 plates, 3 cups and four forks, 5 knives, six spoons",
        "sizes 5 6 7 8 9 10 11 12",
        "1.2.3.4.5.6.7",
        "it is three by four by five feet, two doors, six drawers, one key",
    ],
)
def test_what_is_counted_stays(talk: str) -> None:
    assert shown(talk) == talk
