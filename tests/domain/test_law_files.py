"""Reading the law: files that are wrong, or do not fit together, are refused."""

import re
from typing import Any

import pytest

from jury.domain.law.fields import LawInvalid
from jury.domain.law.files import parse_law
from jury.domain.law.reasons import parse_reason
from jury.domain.law.whole import Law
from jury.services.law.lawbook import lawbook
from tests.domain.builders import BOTH, make_reason, policy_source


def reason_source(**changed: object) -> dict[str, object]:
    return make_reason().to_json() | changed


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"question": []}, ["question"]),
        ({"question": [{"code": "x", **BOTH}] * 2}, ["question"]),
        ({"question": [{"code": f"q{n}", **BOTH} for n in range(8)]}, ["question"]),
        ({"question": 5}, ["question", "question"]),
        (
            {"question": [5]},
            [f"question[0]{end}" for end in ("", ".code", ".en", ".zh-Hans")],
        ),
        ({"seller": []}, ["seller"]),
        ({"burden": "court"}, ["burden"]),
        ({"rule": {**BOTH, "fr": "mots"}}, ["rule.fr"]),
    ],
)
def test_every_bad_field_of_a_reason_is_named(
    changed: dict[str, object], fields: list[str]
) -> None:
    with pytest.raises(LawInvalid) as refusal:
        parse_reason(reason_source(**changed))
    assert [one.field for one in refusal.value.problems] == fields


def test_a_reason_survives_being_stored() -> None:
    assert parse_reason(reason_source()) == make_reason()


def small_law(**changed: Any) -> Law:
    words = lawbook().words
    rung = {"title": BOTH, "says": BOTH}
    sources: dict[str, Any] = {
        "reasons": {"reason": [reason_source()]},
        "rungs": {
            "rung": [
                {"code": "nothing", "basis": "nothing", **rung},
                {"code": "full", "basis": "held", **rung},
                {"code": "as_asked", "basis": "asked", **rung},
            ]
        },
        "words": {
            "chip": [{"code": "any", "leaning": "any", **BOTH}],
            **{
                name: {code: text.to_json() for code, text in section.items()}
                for name, section in words.items()
            },
        },
        "policies": {"court": policy_source()},
    }
    return parse_law(**(sources | changed))


def test_a_small_law_holds() -> None:
    assert set(small_law().reasons) == {"late"}


CHIP_WITHOUT_RUNG_0 = [{"code": "any", "leaning": "something", **BOTH}]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"policies": {"court": policy_source(ladder=["nothing", "gold"])}}, "gold is"),
        ({"policies": {"court": policy_source(ladder=["nothing"])}}, "must begin with"),
        (
            {"policies": {"court": policy_source(ladder=["full", "nothing"])}},
            "must beg",
        ),
        (
            {
                "policies": {
                    "court": policy_source(),
                    "odd": policy_source(name="odd", matches={"reasons": ["karma"]}),
                }
            },
            "karma is not a reason",
        ),
        ({"policies": {}}, "no policy applies"),
        ({"rungs": {"rung": []}}, "lacks the remedy nothing"),
        (
            {"reasons": {"reason": [reason_source(ladder=["full"])]}},
            "reasons.reason[0].ladder: must",
        ),
        ({"reasons": {"reasons": []}}, "reasons.reasons: is not a known field"),
        ({"words": {}}, "words.group.product: is missing"),
        ({"words": {"chip": CHIP_WITHOUT_RUNG_0}}, "there is no chip for nothing"),
        (
            {"words": {"chip": [{"code": "x", "leaning": "any", "groups": ["a"]}]}},
            "a is not a group of reasons",
        ),
    ],
)
def test_files_that_do_not_fit_together_are_refused(
    changed: dict[str, object], says: str
) -> None:
    with pytest.raises(LawInvalid, match=re.escape(says)):
        small_law(**changed)


def test_codes_that_stand_twice_are_refused() -> None:
    twice = {"reasons": {"reason": [reason_source(), reason_source()]}}
    with pytest.raises(LawInvalid, match="late stands twice"):
        small_law(**twice)
