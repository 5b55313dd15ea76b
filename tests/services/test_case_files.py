"""A whole dispute in a file: what it holds, and that every change of it is found."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from jury.cli.case import export, verify
from jury.domain.case import verify_case
from jury.domain.case.ballots import seal_of
from jury.domain.case.chains import LINE, digest
from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.services.proof.audit import link_heads
from jury.services.proof.case_export import case_bytes, export_case
from jury.services.proof.log_check import verify_log
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import appeal, begin_decided, hear_again, pay
from tests.courts import begin_hearing
from tests.domain.mutations import mutations
from tests.fairness.courts import begin_closed
from tests.money.acts import answer, paid, reverse_to
from tests.settlement import acts
from tests.web.people import as_staff, shows, small_world
from tests.world import move_clock

Bundle = dict[str, Any]
TRIED = 500
# What the court's own rows alone say, and no line of its log.
UNBOUND = ("ladder", "stopping", "counting", "window_ends_at", "goods_travelled")


def opened(dispute: str) -> Bundle:
    """The file of a dispute, as whoever reads it from a disk has it."""
    with transaction(lock=dispute) as now:
        found = export_case(dispute, actor="operator", now=now)
    bundle: Bundle = json.loads(case_bytes(found))
    return bundle


def by_jury() -> str:
    _world, (dispute,) = begin_closed()
    return dispute


def by_staff() -> str:
    return paid(small_world())


def changed_later() -> str:
    world = small_world()
    dispute = paid(world)
    reverse_to(dispute, world.staff_id, rung=0)
    answer(dispute, kind="reversal:1")
    assert world.stage(dispute) == "closed"
    return dispute


def settled_while_jurors_voted() -> str:
    world, dispute = begin_hearing()
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:2]]
    world.read(dispute, *seated)
    for juror in seated:
        world.vote(dispute, juror, 0)
    acts.offer(dispute, Side.SELLER, to_buyer=4200)
    acts.accept(dispute, Side.BUYER)
    pay(dispute)
    return dispute


def appealed() -> str:
    world, dispute = begin_decided(jurors=80, rung=1)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    world.decide(dispute, (0,) * 11)
    move_clock(hours=49)
    pay(dispute)
    return dispute


@pytest.mark.parametrize(
    "play", [by_jury, by_staff, changed_later, settled_while_jurors_voted, appealed]
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
    kept = [name for name, changed in chosen if not verify_case(changed).faults]
    # A line of the master chain less is no fault, nor is an order that tells nothing.
    borne = ("master", "chance", "reverse ('draws', 0, 'ballots')")
    assert [one for one in kept if not any(part in one for part in borne)] == []


def relinked(bundle: Bundle) -> Bundle:
    """The same with every hash of the dispute's chain made to fit again."""
    previous = "0" * 64
    for line in bundle["log"]:
        line["previous"] = previous
        line["hash"] = previous = digest({part: line[part] for part in LINE})
    return bundle


def line_of(bundle: Bundle, action: str) -> Bundle:
    found: Bundle = next(one for one in bundle["log"] if one["action"] == action)
    return found


def another_vote(bundle: Bundle) -> None:
    ballot = bundle["draws"][0]["ballots"][0]
    ballot["choice"] = 0


def another_vote_and_its_seal(bundle: Bundle) -> None:
    another_vote(bundle)
    seals = sorted(map(seal_of, bundle["draws"][0]["ballots"]))
    line_of(bundle, "poll.closed")["payload"]["receipts"] = seals


def two_ballots_of_one_seat(bundle: Bundle) -> None:
    first, second, *_rest = bundle["draws"][0]["ballots"]
    second["seat"] = first["seat"]
    another_vote_and_its_seal(bundle)


def another_verdict(bundle: Bundle) -> None:
    bundle["verdicts"][0]["rung"] = 0


def another_seed(bundle: Bundle) -> None:
    line_of(bundle, "panel.drawn")["payload"]["nonce"] = "ab" * 16


def another_call(bundle: Bundle) -> None:
    entries = bundle["draws"][0]["transcript"]["segments"][0]["entries"]
    entries[0]["row"] += 1


def a_call_less(bundle: Bundle) -> None:
    bundle["draws"][0]["sealed"].pop()


def money_twice(bundle: Bundle) -> None:
    bundle["money"].append(dict(bundle["money"][-1], attempt=2))


def money_too_soon(bundle: Bundle) -> None:
    bundle["money"][-1]["posted_at"] = bundle["money"][0]["posted_at"]


def another_award(bundle: Bundle) -> None:
    award = bundle["money"][-1]["entries"]
    award["buyer"] += 1
    award["seller"] -= 1


def a_line_less(bundle: Bundle) -> None:
    del bundle["log"][3]


def no_end(bundle: Bundle) -> None:
    bundle["log"].pop()


@pytest.mark.parametrize(
    ("forge", "part"),
    [
        (another_vote, "ballots"),
        (another_vote_and_its_seal, "verdict"),
        (two_ballots_of_one_seat, "ballots"),
        (another_verdict, "verdict"),
        (another_seed, "draws"),
        (another_call, "draws"),
        (a_call_less, "ballots"),
        (money_twice, "money"),
        (money_too_soon, "money"),
        (another_award, "money"),
        (a_line_less, "log"),
        (no_end, "log"),
    ],
)
def test_who_forges_a_part_and_every_hash_is_found(
    session: Session, forge: Callable[[Bundle], None], part: str
) -> None:
    bundle = opened(by_jury())
    forge(bundle)
    faults = verify_case(relinked(bundle)).faults
    assert any(one.startswith(f"{part}: ") for one in faults), faults


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
