"""A reader's own side of a dispute; every page of a party begins here."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask_babel import gettext as _

from jury import clock
from jury.domain.law.evidence import Video
from jury.domain.law.reasons import Question
from jury.domain.lifecycle import Side, Stage
from jury.domain.policy import Route
from jury.services.hearing.inquiry_filing import may_answer
from jury.services.hearing.inquiry_looking import may_look_over
from jury.services.law.rules import rules_of
from jury.services.submissions.silence import may_default
from jury.storage.disputes import Dispute, Statement, get_party_of, list_statements
from jury.web import access
from jury.web.frame import reader_locale


@dataclass(frozen=True)
class OwnDispute:
    """A dispute as one of its two sides came to it."""

    dispute: Dispute
    side: Side
    done_at: datetime | None
    confirmed_at: datetime | None
    is_late: bool

    @property
    def id(self) -> str:
        """The id that stands in every address."""
        return self.dispute.id

    @property
    def stage(self) -> Stage:
        """Where the dispute stands."""
        return Stage(self.dispute.stage)

    @property
    def title(self) -> str:
        """The reason of the dispute, in the reader's language."""
        return rules_of(self.dispute).reason.title.for_locale(reader_locale())

    @property
    def questions(self) -> tuple[Question, ...]:
        """The points of the dispute."""
        return rules_of(self.dispute).reason.questions

    @property
    def is_for_jury(self) -> bool:
        """Whether a jury hears it, unless the facts of the order decide."""
        return rules_of(self.dispute).policy.route in {Route.JURY, Route.RULE}

    @property
    def is_for_expert(self) -> bool:
        """Whether the policy leaves it to an expert."""
        return rules_of(self.dispute).policy.route is Route.EXPERT

    @property
    def otherwise(self) -> str:
        """Who decides, and on what, if this side does nothing more."""
        if may_default(self.dispute, self.side):
            return str(
                _("you can lose by silence alone: as the other side asks, unheard.")
            )
        said = {
            Route.RULE: _("the facts of the order decide, or else a jury does."),
            Route.EXPERT: _("an expert decides on what is there."),
            Route.STAFF: _("a moderator decides on what is there."),
        }
        route = rules_of(self.dispute).policy.route
        return str(said.get(route, _("the jury decides on what is there.")))

    @property
    def is_binding(self) -> bool:
        """Whether what is decided here moves the money; else it is advice."""
        return rules_of(self.dispute).policy.moves_money

    @property
    def is_filer(self) -> bool:
        """Whether this side filed the dispute."""
        return self.dispute.filed_by == self.side.value

    @property
    def is_shut(self) -> bool:
        """Whether nothing can be done in its stage: too late, or it is paused."""
        return self.is_late or self.dispute.is_paused

    @property
    def may_add(self) -> bool:
        """Whether this side can still write and file."""
        is_open = self.stage is Stage.SUBMISSIONS and not self.is_shut
        return is_open and self.done_at is None

    @cached_property
    def may_answer_jury(self) -> bool:
        """Whether the jury asked this side for something, and waits for it."""
        return may_answer(self.dispute, self.side, now=clock.now())

    @cached_property
    def may_look_over(self) -> bool:
        """Whether evidence that answers the jury waits for this side's word."""
        return may_look_over(self.dispute, self.side, now=clock.now())

    @property
    def may_file(self) -> bool:
        """Whether this side can file evidence now."""
        return self.may_add or self.may_answer_jury

    @property
    def plays_films(self) -> bool:
        """Whether jurors of this dispute see a film whole, and not its stills alone."""
        return rules_of(self.dispute).policy.evidence.video is Video.PLAYED

    @property
    def is_appealed(self) -> bool:
        """Whether the dispute is in its second round."""
        return self.dispute.round_number > 1

    @property
    def may_tell(self) -> bool:
        """Whether this side can still put its case; on appeal that stands as it is."""
        return self.may_add and not self.is_appealed

    @property
    def may_extend(self) -> bool:
        """Whether this side can add its one text for an appeal."""
        return self.may_add and self.is_appealed

    @property
    def may_ask_cover(self) -> bool:
        """Whether more can still be covered before the jury reads."""
        is_open = self.stage is Stage.SCREENING and not self.is_late
        is_early = self.stage is Stage.SUBMISSIONS
        return (is_open or is_early) and not self.dispute.is_paused

    @property
    def may_ask_late(self) -> bool:
        """Whether staff can be asked to cover more of what jurors read."""
        return self.stage is Stage.HEARING and not self.dispute.is_paused

    @property
    def must_confirm(self) -> bool:
        """Whether this side's word on the preview is awaited."""
        is_open = self.stage is Stage.SCREENING and not self.is_shut
        return is_open and self.confirmed_at is None

    def open_points(self) -> list[int]:
        """The numbers of the points to which this side has said nothing."""
        written = self.written()
        numbers = range(1, len(self.questions) + 1)
        return [one for one in numbers if f"point:{one}" not in written]

    def written(self) -> dict[str, Statement]:
        """The latest version of everything this side wrote, by kind."""
        return _of_side(self.id, self.side)

    def written_by_other(self) -> dict[str, Statement]:
        """When the other side wrote what; its words come from the case file."""
        return _of_side(self.id, self.side.other)


def get_own(dispute_id: str) -> OwnDispute:
    """The signed-in user's own side; raises NotFound to everybody else."""
    user = access.current_marketplace_user()
    party = get_party_of(dispute_id, user.id)
    closes_at, now = party.dispute.stage_closes_at, clock.now()
    at = party.dispute.window_time(now)
    return OwnDispute(
        dispute=party.dispute,
        side=Side(party.side),
        done_at=party.done_at,
        confirmed_at=party.confirmed_at,
        is_late=closes_at is not None and at >= closes_at,
    )


def _of_side(dispute_id: str, side: Side) -> dict[str, Statement]:
    rows = list_statements(dispute_id)
    return {row.kind: row for row in rows if row.side == side.value}
