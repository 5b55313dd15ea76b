"""Where a dispute stands: the tracker and the checklist on the parties' pages."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.appeals import goes_to_staff
from jury.domain.deadlines import window_end
from jury.domain.law.holidays import Holiday
from jury.domain.law.windows import Window
from jury.domain.lifecycle import UNJUDGED, EndedBy, Side, Stage
from jury.domain.policy import Route, Silence
from jury.services.law.rules import rules_of
from jury.storage.appeals import is_appealed, list_appeals
from jury.storage.desk.set_aside import find_set_aside
from jury.storage.disputes import Dispute
from jury.storage.draws import count_draws
from jury.storage.exhibits import list_exhibits
from jury.storage.money.returns import find_open_journey
from jury.storage.verdicts import find_verdict_of

ORDER = (
    Stage.SUBMISSIONS,
    Stage.SCREENING,
    Stage.HEARING,
    Stage.PRONOUNCED,
    Stage.FINAL,
    Stage.CLOSED,
)
_DECIDED = frozenset({Stage.PRONOUNCED, Stage.FINAL, Stage.CLOSED})
_WITHOUT_HEARING = frozenset({EndedBy.DEFAULT.value, EndedBy.RULE.value})
_UNHEARD = (Stage.SCREENING, Stage.HEARING)


@dataclass(frozen=True)
class Step:
    """One stage on the tracker; `state` is "done", "now", "next" or "skipped"."""

    stage: str
    state: str
    closes_at: datetime | None


@dataclass(frozen=True)
class Tracker:
    """The way of a dispute, and when it is decided at the latest."""

    stage: str
    steps: tuple[Step, ...]
    closes_at: datetime | None
    decided_by_at: datetime
    heard_by: Route
    round_number: int
    is_by_second_moderator: bool
    is_appealed: bool = False
    loses_by_silence: bool = False
    holidays: tuple[Holiday, ...] = ()
    stands_still: bool = False
    is_returning: bool = False
    is_binding: bool = True


@dataclass(frozen=True)
class ChecklistItem:
    """One thing that good evidence for this reason holds."""

    code: str
    title: str
    hint: str


@dataclass(frozen=True)
class Checklist:
    """What is expected of a side, and how much it has filed."""

    items: tuple[ChecklistItem, ...]
    filed: int

    @property
    def missing(self) -> int:
        """How many of the expected things surely are not there yet."""
        return max(0, len(self.items) - self.filed)


def tracker(dispute: Dispute) -> Tracker:
    """The stages of a dispute with their times; later ones as planned."""
    stage = Stage(dispute.stage)
    if dispute.ended_by in UNJUDGED and stage in {Stage.FINAL, Stage.CLOSED}:
        return _after_agreement(dispute, stage)
    now_at = ORDER.index(Stage.HEARING if stage is Stage.REFERRED else stage)
    by_second = _is_by_second_moderator(dispute)
    heard_by = Route.STAFF if by_second else _heard_by(dispute, stage)
    times = _planned(dispute, now_at, heard_by)
    skipped = _UNHEARD if _was_unheard(dispute, stage) else ()
    is_binding = rules_of(dispute).policy.moves_money
    steps = tuple(
        Step(
            stage=one.value,
            state="skipped" if one in skipped else _state(index, now_at),
            closes_at=times.get(one),
        )
        for index, one in enumerate(ORDER)
        # What moves no money is never paid.
        if is_binding or one is not Stage.FINAL
    )
    return Tracker(
        stage=stage.value,
        steps=steps,
        closes_at=dispute.stage_closes_at,
        decided_by_at=dispute.decided_by_at,
        heard_by=heard_by,
        round_number=dispute.round_number,
        is_by_second_moderator=by_second,
        is_appealed=is_appealed(dispute.id),
        loses_by_silence=loses_by_silence(dispute),
        holidays=_holidays(dispute),
        stands_still=dispute.stands_since is not None,
        is_returning=find_open_journey(dispute.id) is not None,
        is_binding=is_binding,
    )


def _holidays(dispute: Dispute) -> tuple[Holiday, ...]:
    """The days that make its dates later: some window of it stands still on them."""
    kept = rules_of(dispute).policy.holidays
    ends = max(dispute.decided_by_at, dispute.stage_closes_at or dispute.decided_by_at)
    return kept.between(dispute.admitted_at, ends) if kept.stages else ()


def _after_agreement(dispute: Dispute, stage: Stage) -> Tracker:
    """What is left once the sides ended it themselves: it is paid, then closed."""
    ways = (Stage.FINAL, Stage.CLOSED)
    now_at = ways.index(stage)
    steps = (
        Step(stage=str(dispute.ended_by), state="done", closes_at=None),
        *(
            Step(stage=one.value, state=_state(index, now_at), closes_at=None)
            for index, one in enumerate(ways)
        ),
    )
    return Tracker(
        stage=stage.value,
        steps=steps,
        closes_at=dispute.stage_closes_at,
        decided_by_at=dispute.decided_by_at,
        heard_by=Route.JURY,
        round_number=dispute.round_number,
        is_by_second_moderator=False,
        stands_still=dispute.stands_since is not None,
        is_returning=find_open_journey(dispute.id) is not None,
    )


def checklist(dispute: Dispute, side: Side, locale: str) -> Checklist:
    """What this reason expects of a side as evidence."""
    items = tuple(
        ChecklistItem(
            item.code, item.text.for_locale(locale), item.hint.for_locale(locale)
        )
        for item in rules_of(dispute).reason.evidence[side]
    )
    filed = sum(one.side == side.value for one in list_exhibits(dispute.id))
    return Checklist(items, filed)


def _was_unheard(dispute: Dispute, stage: Stage) -> bool:
    """Whether silence or a rule decided it: nothing was covered for a jury."""
    return stage in _DECIDED and dispute.ended_by in _WITHOUT_HEARING


def _heard_by(dispute: Dispute, stage: Stage) -> Route:
    """Who decides in the place of the hearing, or did: a jury, staff or an expert."""
    route = rules_of(dispute).policy.route
    is_theirs = route in {Route.STAFF, Route.EXPERT}
    by_staff = route if is_theirs else Route.STAFF
    if stage is Stage.REFERRED:
        return by_staff
    if stage in _DECIDED:
        is_theirs = dispute.ended_by in {EndedBy.STAFF, EndedBy.EXPERT}
    by_jury = stage is Stage.HEARING or not is_theirs
    if by_jury or count_draws(dispute.id, dispute.round_number):
        return Route.JURY
    return by_staff


def _is_by_second_moderator(dispute: Dispute) -> bool:
    """Whether the appeal is from a moderator, and no jury was asked since."""
    before = dispute.round_number - 1
    filed = [one for one in list_appeals(dispute.id) if one.round_number == before]
    appealed = find_verdict_of(dispute.id, before) if filed else None
    return bool(
        appealed
        and goes_to_staff(appealed.ended_by)
        and not count_draws(dispute.id, dispute.round_number)
    )


def loses_by_silence(dispute: Dispute) -> bool:
    """Whether a side that never answers can lose by that alone."""
    is_default = rules_of(dispute).policy.silence is Silence.DEFAULT
    is_first = dispute.round_number == 1
    return is_default and is_first and find_set_aside(dispute.id) is None


def _state(index: int, now_at: int) -> str:
    if index < now_at:
        return "done"
    return "now" if index == now_at else "next"


def _planned(dispute: Dispute, now_at: int, heard_by: Route) -> dict[Stage, datetime]:
    """When each stage from now on ends, at the latest, if nothing else is referred."""
    policy, by_jury = rules_of(dispute).policy, heard_by is Route.JURY
    windows = {
        Stage.SCREENING: Window.SCREENING,
        Stage.HEARING: Window.HEARING if by_jury else Window.REFERRED,
        Stage.PRONOUNCED: Window.after(dispute.ended_by),
    }
    at = dispute.stage_closes_at
    planned = {}
    for index, stage in enumerate(ORDER[:-1]):
        if at is None or index < now_at:
            continue
        if index > now_at and stage in windows:
            at = window_end(policy, windows[stage], at)
        planned[stage] = at
    return planned
