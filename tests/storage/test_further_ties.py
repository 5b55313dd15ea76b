"""Ties to two hops: along what few people share, and no further."""

import pytest
from sqlalchemy.orm import Session

from jury.storage.roster import ImportMode, list_further_ties, tie_hashes
from jury.storage.roster.ties import MOST_SHARERS
from tests.roster_lines import enrol, make_jurors, make_line
from tests.storage.plans import scans_in, statements_of


def followed(*ties: str) -> frozenset[int]:
    return list_further_ties(tie_hashes(ties))


def test_no_table_of_the_roster_is_read_from_end_to_end(session: Session) -> None:
    enrol(make_jurors(40, tie_keys=["home", "office"]))
    with statements_of(session) as asked:
        followed("home", "office")
    assert len(asked) == 3
    for statement in asked:
        scanned = " ".join(scans_in(session, statement))
        assert not {"juror_tie", "juror_record"} & set(scanned.split()), scanned


def test_the_keys_of_those_tied_to_a_side_are_followed_and_theirs_are_not(
    session: Session,
) -> None:
    enrol(
        [
            make_line("flatmate", tie_keys=["home", "office"], person_key="somebody"),
            make_line("colleague", tie_keys=["office", "club"]),
            make_line("member", tie_keys=["club", "far"]),
        ]
    )
    assert followed("home") == tie_hashes(["home", "office"])
    assert followed("somebody", "nothing") == frozenset()
    assert followed() == frozenset()


def test_only_what_the_last_import_says_of_a_juror_is_followed(
    session: Session,
) -> None:
    enrol([make_line("flatmate", tie_keys=["home", "office"])])
    enrol([make_line("flatmate", tie_keys=["home", "club"])])
    assert followed("home") == tie_hashes(["home", "club"])
    enrol([make_line("other")], mode=ImportMode.REPLACE)
    assert followed("home") == frozenset()


@pytest.mark.parametrize("beyond", [0, 1])
def test_what_too_many_share_is_followed_no_further(
    session: Session, beyond: int
) -> None:
    is_followed = not beyond
    enrol(
        [
            make_line("flatmate", tie_keys=["home", "station"]),
            *make_jurors(MOST_SHARERS - 1 + beyond, tie_keys=["station"]),
            make_line("far", tie_keys=["home-2"]),
        ]
    )
    # The same people once more: they are no others for it.
    enrol(make_jurors(3, tie_keys=["station"]))
    further = {"home", "station"} if is_followed else {"home"}
    assert followed("home") == tie_hashes(further)
    assert (followed("station") == tie_hashes(further)) is is_followed
