"""Which decisions can be appealed, and who hears the appeal."""

import pytest

from jury.domain.appeals import (
    IsFinal,
    NoAppeal,
    goes_to_staff,
    is_appealable,
    refuse_unappealable,
)
from jury.domain.lifecycle import EndedBy
from tests.domain.builders import make_policy

APPEALABLE = {
    EndedBy.VERDICT,
    EndedBy.DEFAULT,
    EndedBy.RULE,
    EndedBy.EXPERT,
    EndedBy.STAFF,
}


@pytest.mark.parametrize("ended_by", list(EndedBy))
@pytest.mark.parametrize("effect", ["binding", "advice", "shadow"])
@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("is_appealed", [True, False])
def test_only_a_binding_decision_of_an_unappealed_dispute_can_be_appealed(
    ended_by: EndedBy, effect: str, *, allowed: bool, is_appealed: bool
) -> None:
    policy = make_policy(effect=effect, appeal={"allowed": allowed})
    wanted = (
        ended_by in APPEALABLE and effect == "binding" and allowed and not is_appealed
    )
    assert is_appealable(policy, ended_by, is_appealed=is_appealed) is wanted


def test_a_refusal_tells_what_is_final_from_what_never_can_be() -> None:
    with pytest.raises(IsFinal):
        refuse_unappealable(make_policy(), EndedBy.VERDICT, is_appealed=True)
    with pytest.raises(NoAppeal):
        refuse_unappealable(make_policy(), EndedBy.SETTLEMENT, is_appealed=False)


@pytest.mark.parametrize("ended_by", list(EndedBy))
def test_a_persons_decision_goes_to_another_person(ended_by: EndedBy) -> None:
    assert goes_to_staff(ended_by) is (ended_by in {EndedBy.STAFF, EndedBy.EXPERT})
