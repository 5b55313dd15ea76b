"""Robots of a sandbox: parties, jurors and a moderator that follow a script.

Each does its acts in order, every one as soon as the rules allow it, through the very
services that people's pages call. Whoever tries an integration writes a script once,
moves the clock, and watches a dispute run by itself. Production has none of it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from jury.domain.errors import N_, DisputeError, Invalid, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.part_states import SummonsState
from jury.services.hearing import poll
from jury.services.law.rules import ladder_of
from jury.services.playing.rehearsal import (
    Called,
    opens_everything,
    sits,
    tries,
    vote_for,
)
from jury.services.playing.robot_acts import CHANGE_AWARD, MODERATOR, Act, Turn, do
from jury.services.playing.sandbox import CHAIN, require_sandbox
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import get_open_draw, list_draws, list_summonses
from jury.storage.robots import RobotScript, find_script
from jury.storage.transaction import transaction


@dataclass(frozen=True, kw_only=True)
class Script:
    """Who does what: `jurors` are the votes of each hearing, None for cannot decide."""

    buyer: tuple[Act, ...] = ()
    seller: tuple[Act, ...] = ()
    moderator: tuple[Act, ...] = ()
    jurors: tuple[tuple[int | None, ...], ...] = ()

    @property
    def changes_award(self) -> bool:
        """Whether the moderator has something to do after the close."""
        return any(act.do == CHANGE_AWARD for act in self.moderator)


class NothingToPlay(NotNow):
    """A closed dispute has nothing left to do but to change its award."""

    code = "dispute_closed"
    sentence = N_(
        "This dispute is closed, and nothing happens in it any more. Write the script "
        "before it is, or for another dispute."
    )


def write_script(
    dispute_id: str, script: Script, *, actor: str, now: datetime
) -> RobotScript:
    """Say what robots will do in a dispute from now on; replaces what was said before.

    Raises NotFound outside a sandbox, NothingToPlay for a dispute that is closed,
    Invalid for a rung that the ballot lacks.
    """
    require_sandbox()
    dispute = get_dispute(dispute_id)
    if dispute.stage == Stage.CLOSED.value and not script.changes_award:
        raise NothingToPlay
    _refuse_wrong(dispute, script)
    row = find_script(dispute.id) or RobotScript(dispute_id=dispute.id)
    row.acts, row.written_at = asdict(script), now
    current_session().add(row)
    told = {"dispute": dispute.id}
    audit.append(CHAIN, "robots.scripted", told, actor=actor, now=now)
    return row


def play(dispute_id: str) -> int:
    """Let the robots of one dispute do all that the rules allow now; how much it was.

    Makes its own transactions, one an act.
    """
    require_sandbox()
    done = 0
    while any(_does_next(dispute_id, role) for role in (*Side, MODERATOR)):
        done += 1
    return done + _jurors_act(dispute_id)


def _refuse_wrong(dispute: Dispute, script: Script) -> None:
    rungs = [one for votes in script.jurors for one in votes if one is not None]
    decided = [one.rung for one in script.moderator]
    last = len(ladder_of(dispute)) - 1
    sentence = N_("This outcome is not on the ballot.")
    places = {"jurors": rungs, MODERATOR: decided}
    wrong = {
        name: sentence for name, used in places.items() if max(used, default=0) > last
    }
    if wrong:
        raise Invalid(wrong)


def _does_next(dispute_id: str, role: str) -> bool:
    """The next act of one role, if there is one and it is possible now."""
    current_session().rollback()
    script = find_script(dispute_id)
    if script is None or not script.acts[role]:
        return False
    try:
        with transaction(lock=dispute_id) as now:
            script = current_session().get_one(RobotScript, dispute_id)
            waiting = script.acts[role]
            if not waiting:
                return False
            script.acts = {**script.acts, role: waiting[1:]}
            do(Turn(get_dispute(dispute_id), Act(**waiting[0]), now), role)
    except DisputeError:
        return False
    return True


def _jurors_act(dispute_id: str) -> int:
    """Called jurors sit, read and vote, as many as there are votes for this hearing."""
    current_session().rollback()
    votes = _votes(dispute_id)
    if not votes:
        return 0
    called = _called(dispute_id)
    cast, seated = called[SummonsState.VOTED], called[SummonsState.ACCEPTED]
    free = max(0, len(votes) - len(cast) - len(seated))
    sat = [one for one in called[SummonsState.SENT][:free] if sits(dispute_id, one)]
    for juror in sat:
        opens_everything(dispute_id, juror)
    left = votes[len(cast) :]
    given = sum(
        _votes_for(dispute_id, juror, choice)
        for juror, choice in zip(seated, left, strict=False)
    )
    return len(sat) + given


def _votes(dispute_id: str) -> list[int | None]:
    """The votes of the hearing that runs; none without a script for it."""
    script, draws = find_script(dispute_id), list_draws(dispute_id)
    if script is None or not draws or draws[-1].closed_at is not None:
        return []
    found: list[int | None] = next(iter(script.acts["jurors"][len(draws) - 1 :]), [])
    return found


def _called(dispute_id: str) -> Mapping[str, list[Called]]:
    """The jurors of the hearing that runs, by what became of their call."""
    found: dict[str, list[Called]] = {state: [] for state in SummonsState}
    for one in list_summonses(get_open_draw(dispute_id).id):
        found[one.state].append((one.id, one.juror_id))
    return found


def _votes_for(dispute_id: str, juror: Called, choice: int | None) -> bool:
    vote = vote_for(dispute_id, choice)
    return tries(dispute_id, partial(poll.cast_ballot, *juror, vote))
