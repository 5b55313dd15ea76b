"""What a ballot may say."""

import pytest

from jury.domain.ballots import (
    CANNOT_DECIDE,
    BallotLimits,
    Chip,
    Draft,
    Leaning,
    chips_for,
    problems,
    refuse_invalid,
)
from jury.domain.errors import Invalid
from jury.domain.law.reasons import Group
from tests.domain.builders import WORDS, make_reason

AGAINST = Chip("against", WORDS, Leaning.NOTHING)
FOR = Chip("for", WORDS, Leaning.SOMETHING)
EITHER = Chip("either", WORDS, Leaning.ANY)
OF_SERVICE = Chip("of_service", WORDS, Leaning.ANY, groups=(Group.SERVICE,))
OF_LATE = Chip("of_late", WORDS, Leaning.ANY, reasons=("late",))
OF_PRODUCT = Chip("of_product", WORDS, Leaning.ANY, groups=(Group.PRODUCT,))
CHIPS = (AGAINST, FOR, EITHER, OF_SERVICE, OF_LATE)


def found(draft: Draft) -> set[str]:
    return set(problems(draft, rungs=3, chips=CHIPS))


@pytest.mark.parametrize(
    "draft",
    [
        Draft(0, ("against",)),
        Draft(2, ("for", "either", "of_late")),
        Draft(1, ("either",), sentence="寄出前没有检查。" * 17),
        Draft(1, ("either",), sentence="卖家说过，\u3000没有坏。"),
        Draft(CANNOT_DECIDE, cannot_decide="missing_evidence"),
        Draft(CANNOT_DECIDE, cannot_decide="both_plausible", sentence="Both may be."),
    ],
)
def test_a_sound_ballot_has_no_problem(draft: Draft) -> None:
    assert found(draft) == set()
    refuse_invalid(draft, rungs=3, chips=CHIPS)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (Draft(3, ("for",)), {"choice"}),
        (Draft(-1, ("for",)), {"choice"}),
        (Draft(0, ("for",)), {"chips"}),
        (Draft(1, ("against",)), {"chips"}),
        (Draft(1, ("of_product",)), {"chips"}),
        (Draft(1, ("no_such_thing",)), {"chips"}),
        (Draft(1, ()), {"chips"}),
        (Draft(1, ("for", "for")), {"chips"}),
        (Draft(1, ("for", "either", "of_service", "of_late")), {"chips"}),
        (Draft(1, ("for",), cannot_decide="both_plausible"), {"cannot_decide"}),
        (Draft(1, ("for",), sentence="字" * 141), {"sentence"}),
        (Draft(1, ("for",), sentence="two\nlines"), {"sentence"}),
        (Draft(CANNOT_DECIDE), {"cannot_decide"}),
        (Draft(CANNOT_DECIDE, cannot_decide="lazy"), {"cannot_decide"}),
        (Draft(CANNOT_DECIDE, ("for",), "both_plausible"), {"chips"}),
        (
            Draft(CANNOT_DECIDE, ("for",), sentence="\x07"),
            {"cannot_decide", "chips", "sentence"},
        ),
        (Draft(9, sentence="字" * 141), {"choice", "sentence"}),
    ],
)
def test_every_problem_is_named_by_its_field(draft: Draft, fields: set[str]) -> None:
    assert found(draft) == fields
    with pytest.raises(Invalid) as refusal:
        refuse_invalid(draft, rungs=3, chips=CHIPS)
    assert set(refusal.value.fields) == fields


def test_a_policy_may_ask_for_no_reason() -> None:
    free = BallotLimits(least_chips=0)
    assert problems(Draft(1), rungs=3, chips=CHIPS, limits=free) == {}


def test_chips_belong_to_reasons_and_groups() -> None:
    late = make_reason()
    assert chips_for((*CHIPS, OF_PRODUCT), late) == CHIPS
    product = make_reason(code="fake", group=Group.PRODUCT)
    assert chips_for((*CHIPS, OF_PRODUCT), product) == (
        AGAINST,
        FOR,
        EITHER,
        OF_PRODUCT,
    )


@pytest.mark.parametrize(("rung", "codes"), [(0, {"against"}), (1, {"for"})])
def test_chips_lean_towards_rungs(rung: int, codes: set[str]) -> None:
    fitting = {chip.code for chip in chips_for(CHIPS, make_reason(), rung=rung)}
    assert fitting == codes | {"either", "of_service", "of_late"}
