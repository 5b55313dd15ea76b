"""A whole dispute in a file: what it holds, and that every change of it is found."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from jury.cli.case import export, verify
from jury.domain.case import UNNAMED, verify_case
from jury.domain.errors import NotNow
from jury.services.proof.audit import link_heads
from jury.services.proof.log_check import verify_log
from jury.storage.base import db
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import begin_decided
from tests.domain.mutations import mutations
from tests.services.closed_files import (
    appealed,
    by_jury,
    by_staff,
    changed_later,
    line_of,
    opened,
    put_right_later,
    relinked,
    settled_while_jurors_voted,
)
from tests.web.people import as_staff, shows

TRIED = 500
# What the court's own rows alone say: a poll's end may be later than was promised.
UNBOUND = ("window_ends_at", "goods_travelled")


@pytest.mark.parametrize(
    "play",
    [
        by_jury,
        by_staff,
        changed_later,
        put_right_later,
        settled_while_jurors_voted,
        appealed,
    ],
)
def test_a_dispute_holds_however_it_ended(
    session: Session, play: Callable[[], str]
) -> None:
    assert verify_case(opened(play())).faults == ()
    assert verify_log().faults == ()


def test_every_change_of_what_the_log_binds_is_found(session: Session) -> None:
    bundle = opened(by_jury())
    tried = [
        (name, changed)
        for name, changed in mutations(bundle, once=True)
        if not any(f"'{part}'" in name for part in UNBOUND)
    ]
    chosen = random.Random(5).sample(tried, TRIED)
    # What is checked is the file alone: of either database's, every other change.
    is_first = db.engine.dialect.name == "sqlite"
    chosen = chosen[::2] if is_first else chosen[1::2]
    kept = [name for name, changed in chosen if not verify_case(changed).faults]
    # A line of the master chain less is no fault, nor is an order that tells nothing.
    borne = ("master", "chance", "reverse ('draws', 0, 'ballots')")
    assert [one for one in kept if not any(part in one for part in borne)] == []


def test_a_dispute_from_before_its_log_named_its_rules_holds_and_is_told_as_such(
    session: Session,
) -> None:
    bundle = opened(by_jury())
    assert UNNAMED not in verify_case(bundle).unchecked
    for part in ("rules", "ladder"):
        del line_of(bundle, "dispute.admitted")["payload"][part]
    found = verify_case(relinked(bundle))
    assert (found.faults, found.unchecked[-1]) == ((), UNNAMED)


def test_heads_that_were_linked_name_the_lines_of_before(session: Session) -> None:
    dispute = by_jury()
    with transaction() as now:
        link_heads(now=now)
    bundle = opened(dispute)
    assert bundle["master"]
    line_of(bundle, "submissions.done")["payload"]["side"] = "nobody"
    faults = verify_case(relinked(bundle)).faults
    assert any(one.startswith("log: master") for one in faults)


def test_nothing_is_opened_that_was_never_opened(session: Session) -> None:
    bundle = opened(settled_while_jurors_voted())
    assert bundle["draws"][0]["ballots"] is None
    assert "'choice'" not in repr(bundle)
    assert verify_case(bundle).faults == ()


def test_nobody_can_be_found_by_it(session: Session) -> None:
    text = json.dumps(opened(by_jury()))
    for known in ("juror-", "buyer-", "seller-", "ballot.cast", '"juror_id"'):
        assert known not in text


def test_only_a_closed_dispute_is_opened(session: Session) -> None:
    _world, dispute = begin_decided()
    with pytest.raises(NotNow):
        opened(dispute)


def test_the_command_says_what_holds_and_what_does_not(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    dispute, path = by_jury(), tmp_path / "case.json"
    said = CliRunner().invoke(export, [dispute, "-o", str(path)])
    assert (said.exit_code, said.output) == (0, "")
    said = CliRunner().invoke(verify, [str(path)])
    assert said.exit_code == 0
    assert said.output.startswith("The dispute holds.\nChecked:\n- ")
    path.write_text(path.read_text().replace('"choice":1', '"choice":0', 1))
    said = CliRunner().invoke(verify, [str(path)])
    assert said.exit_code == 1
    assert "ballots: poll 1 of round 1: its ballots are not those" in said.output
    for text, says in (("{}", "no file of the form"), ("[", "It is not JSON")):
        path.write_text(text)
        said = CliRunner().invoke(verify, [str(path)])
        assert said.exit_code == 1
        assert says in said.output
    said = CliRunner().invoke(export, ["dsp_none", "-o", str(path)])
    assert said.exit_code == 1


def test_an_auditor_takes_it_out_and_the_log_says_so(
    app: Flask, session: Session
) -> None:
    dispute = by_jury()
    place = f"/desk/disputes/{dispute}"
    auditor, _id = as_staff(app, "ann", Role.AUDITOR)
    moderator, _id = as_staff(app, "mo", Role.MODERATOR)
    assert shows(auditor.get(place), "Take it out as a file")
    assert not shows(moderator.get(place), "Take it out as a file")
    answer = auditor.post(f"{place}/case")
    assert answer.headers["Content-Disposition"].endswith(f'"{dispute}.json"')
    bundle = json.loads(answer.data)
    assert verify_case(bundle).faults == ()
    assert bundle["log"][-1]["actor"].startswith("staff:")
    assert shows(auditor.get(place), "takes the dispute out as a file")
