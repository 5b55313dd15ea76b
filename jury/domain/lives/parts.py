"""The lives of a dispute's parts, as tables: refund record, exhibit, summons."""

from jury.domain.errors import N_
from jury.domain.lifecycle import Row, Table, Who
from jury.domain.lives.part_states import ExhibitState, RefundState, SummonsState

REFUND = Table(
    "refund record",
    (
        Row(
            RefundState.HELD,
            "instruct",
            Who.SWEEP,
            N_("the dispute is final"),
            RefundState.INSTRUCTED,
        ),
        Row(
            RefundState.INSTRUCTED,
            "answer executed",
            Who.MARKETPLACE,
            N_("the money has moved"),
            RefundState.ACKNOWLEDGED,
        ),
        Row(
            RefundState.INSTRUCTED,
            "answer refused",
            Who.MARKETPLACE,
            N_("with a code; a moderator takes over"),
            RefundState.REFUSED,
        ),
        Row(
            RefundState.INSTRUCTED,
            "answer unknown",
            Who.MARKETPLACE,
            N_("a moderator finds out"),
            RefundState.INSTRUCTED,
        ),
        Row(
            RefundState.REFUSED,
            "instruct again",
            Who.MODERATOR,
            N_("after the cause was mended"),
            RefundState.INSTRUCTED,
        ),
        Row(
            RefundState.INSTRUCTED,
            "instruct again",
            Who.MODERATOR,
            N_("a day has passed and nobody knows whether it was paid"),
            RefundState.INSTRUCTED,
        ),
        Row(
            RefundState.REFUSED,
            "answer executed",
            Who.MARKETPLACE,
            N_("the money has moved after all"),
            RefundState.ACKNOWLEDGED,
        ),
        *(
            Row(
                state,
                "pay by hand",
                Who.MODERATOR,
                N_("outside the court, with the reference of a proof"),
                RefundState.ACKNOWLEDGED,
            )
            for state in (RefundState.REFUSED, RefundState.INSTRUCTED)
        ),
        *(
            Row(
                state,
                "write off",
                Who.MODERATOR,
                N_("it can be paid in no way, and a colleague consents"),
                RefundState.WRITTEN_OFF,
            )
            for state in (RefundState.REFUSED, RefundState.INSTRUCTED)
        ),
    ),
)


UNDONE = N_("soon after, by whoever decided it, while nothing followed")
EXHIBIT = Table(
    "exhibit",
    (
        Row(
            ExhibitState.PROPOSED,
            "admit",
            Who.MODERATOR,
            N_("after an appeal, when it could not be had before"),
            ExhibitState.FILED,
        ),
        Row(
            ExhibitState.PROPOSED,
            "refuse",
            Who.MODERATOR,
            N_("after an appeal, with a reason"),
            ExhibitState.WITHHELD,
        ),
        Row(
            ExhibitState.PROPOSED,
            "lapse",
            Who.SWEEP,
            N_("screening has closed and nobody admitted it"),
            ExhibitState.WITHHELD,
        ),
        Row(
            ExhibitState.FILED,
            "release",
            Who.MODERATOR,
            N_("nothing personal is left to see"),
            ExhibitState.RELEASED,
        ),
        Row(
            ExhibitState.FILED,
            "cover",
            Who.SWEEP,
            N_("detectors looked through it and doubt nothing"),
            ExhibitState.RELEASED,
        ),
        Row(
            ExhibitState.FILED,
            "withhold",
            Who.MODERATOR,
            N_("with a reason"),
            ExhibitState.WITHHELD,
        ),
        Row(
            ExhibitState.FILED,
            "lapse",
            Who.SWEEP,
            N_("screening has closed"),
            ExhibitState.WITHHELD,
        ),
        Row(
            ExhibitState.RELEASED,
            "lapse",
            Who.SWEEP,
            N_("screening has closed before a wish for more cover was looked at"),
            ExhibitState.WITHHELD,
        ),
        Row(
            ExhibitState.FILED,
            "take back",
            Who.PARTY,
            N_("a film or document, while it is still looked through"),
            ExhibitState.WITHHELD,
        ),
        Row(
            ExhibitState.RELEASED,
            "make anew",
            Who.MODERATOR,
            N_("before the hearing, when a film gets its sound or loses it"),
            ExhibitState.FILED,
        ),
        Row(
            ExhibitState.RELEASED,
            "reopen",
            Who.MODERATOR,
            N_("before the hearing, when more must be covered"),
            ExhibitState.FILED,
        ),
        Row(
            ExhibitState.RELEASED,
            "cover more",
            Who.MODERATOR,
            N_(
                "while a jury sits and until the decision is final, when it is personal"
            ),
            ExhibitState.RELEASED,
        ),
        Row(
            ExhibitState.WITHHELD,
            "reopen",
            Who.MODERATOR,
            N_("before the hearing, when it can be shown after all"),
            ExhibitState.FILED,
        ),
        Row(
            ExhibitState.RELEASED,
            "strike",
            Who.MODERATOR,
            N_("until the decision is final, when it is forged, stolen or personal"),
            ExhibitState.STRUCK,
        ),
        Row(
            ExhibitState.STRUCK,
            "restore",
            Who.MODERATOR,
            UNDONE,
            ExhibitState.RELEASED,
        ),
        *(
            Row(state, "propose again", Who.MODERATOR, UNDONE, ExhibitState.PROPOSED)
            for state in (ExhibitState.FILED, ExhibitState.WITHHELD)
        ),
        *(
            Row(
                state,
                "replace",
                Who.PARTY,
                N_("by a new version"),
                ExhibitState.SUPERSEDED,
            )
            for state in ExhibitState
            if state is not ExhibitState.SUPERSEDED
        ),
    ),
)


# Whether somebody has voted makes no difference to taking them off.
REMOVABLE = (SummonsState.SENT, SummonsState.ACCEPTED, SummonsState.VOTED)
SUMMONS = Table(
    "summons",
    (
        Row(
            SummonsState.SENT,
            "accept",
            Who.JUROR,
            N_("a seat is free and enough time is left to read"),
            SummonsState.ACCEPTED,
        ),
        Row(
            SummonsState.SENT,
            "decline",
            Who.JUROR,
            N_("without penalty"),
            SummonsState.DECLINED,
        ),
        Row(
            SummonsState.SENT,
            "recuse",
            Who.JUROR,
            N_("with a reason, without penalty"),
            SummonsState.RECUSED,
        ),
        Row(
            SummonsState.SENT,
            "expire",
            Who.SWEEP,
            N_("the time to reply has passed"),
            SummonsState.EXPIRED,
        ),
        Row(
            SummonsState.SENT,
            "release",
            Who.SWEEP,
            N_("no more jurors are needed"),
            SummonsState.RELEASED,
        ),
        Row(
            SummonsState.ACCEPTED,
            "cast",
            Who.JUROR,
            N_("the whole file was read and the poll is open"),
            SummonsState.VOTED,
        ),
        Row(
            SummonsState.VOTED,
            "cast",
            Who.JUROR,
            N_("once more, to confirm or change it after the jury asked for evidence"),
            SummonsState.VOTED,
        ),
        Row(
            SummonsState.ACCEPTED,
            "recuse",
            Who.JUROR,
            N_("with a reason, without penalty"),
            SummonsState.RECUSED,
        ),
        Row(
            SummonsState.ACCEPTED,
            "revoke",
            Who.SWEEP,
            N_("the time to vote has passed and the next juror is called"),
            SummonsState.REVOKED,
        ),
        Row(
            SummonsState.ACCEPTED,
            "release",
            Who.SWEEP,
            N_("no ballot can change the outcome any more, or the poll has closed"),
            SummonsState.RELEASED,
        ),
        *(
            Row(
                state,
                "remove",
                Who.SWEEP,
                N_("they may not judge it: a tie, a strike or a complaint came up"),
                SummonsState.REMOVED,
                or_who=Who.MODERATOR,
            )
            for state in REMOVABLE
        ),
    ),
)
