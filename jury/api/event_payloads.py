"""What events carry in `data`: a model each, the words of which are its description.

They describe; nothing is converted by them. What is emitted is compared with them by
a test. More fields may come, so that a model forbids none.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from jury.api.fields import Amount, SideName

Time = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Hex = Annotated[str, Field(pattern="^[0-9a-f]+$")]


class Payload(BaseModel):
    """The `data` of an event."""

    model_config = ConfigDict(frozen=True, strict=True, populate_by_name=True)


class Refs(Payload):
    """Your own references of both sides."""

    buyer: str = Field(description="of the buyer")
    seller: str = Field(description="of the seller")


class AdmittedTold(Payload):
    """What was taken in, and by which rules."""

    to: str = Field(description="the stage it begins with")
    round_number: int = Field(description="1")
    closes_at: Time = Field(description="when that stage ends at the latest")
    parties: Refs = Field(description="both sides")
    refund: str = Field(description="your reference of the refund record")
    order: str = Field(description="your reference of the order")
    reason: str = Field(description="the reason's code")
    filed_by: SideName = Field(description="who escalated it")
    policy: str = Field(description="the rules that hold for it, with their version")
    held: Amount = Field(description="what you hold until it is final")
    asked: Amount = Field(description="what the filer asks for")
    decided_by: Time = Field(description="the latest that both sides have a verdict")
    effect: Literal["binding", "advice", "shadow"] = Field(
        description="only `binding` ever moves money"
    )
    ladder: list[str] = Field(
        description="the remedies it can end with, as codes, from nothing upwards"
    )


class StageTold(Payload):
    """A step from one stage to the next."""

    from_: str = Field(alias="from", description="the stage before")
    to: str = Field(description="the stage now")
    round_number: int = Field(description="1; 2 on appeal")
    closes_at: Time | None = Field(description="when it ends at the latest, if ever")
    decided_by: Time = Field(description="the latest that both sides have a verdict")


class HearingTold(StageTold):
    """The step to a hearing."""

    offer_until: Time | None = Field(
        None,
        description="until when the open offer can be accepted, if that changed: "
        "of a vote that is void while its time stood still",
    )


class SubmissionsTold(StageTold):
    """The step to the time for statements, or more of it."""

    side: SideName | None = Field(None, description="who asked for more time")
    hours: int | None = Field(None, description="then: how much more")
    was_final_at: Time | None = Field(
        None, description="of a decision by default that was reopened: when it bound"
    )


class ReferredTold(StageTold):
    """The step to staff."""

    cause: str = Field(
        description="why: `hung`, `no_quorum`, `too_few_eligible`, `route_…`"
    )


class Counts(Payload):
    """How a jury was divided."""

    counts: list[int] = Field(description="votes by rung, lowest rung first")
    cannot_decide: int = Field(description="how many could not decide")
    seats: int = Field(description="how many seats there were")


class NoCounts(Payload):
    """No jury decided: there are none."""


class Decision(Payload):
    """What was decided, and what each side gets of the held sum."""

    ended_by: str = Field(
        description="`verdict` of a jury, `staff`, `settlement`, `withdrawal`"
    )
    remedy: str = Field(description="the remedy's code")
    buyer: Amount = Field(description="the buyer's share")
    seller: Amount = Field(description="the seller's share")
    freight: Amount = Field(description="what goes to the carrier")
    split: Counts | NoCounts = Field(description="the votes; `{}` when no jury decided")
    basis: str | None = Field(None, description="of a rule or a floor: its code")
    deposit: Amount | None = Field(None, description="on top, from the deposit")


class PronouncedTold(StageTold, Decision):
    """The step to a verdict, with the verdict."""


class ReasonTold(Payload):
    """How often jurors gave a reason."""

    code: str = Field(description="the reason's code")
    count: int = Field(description="how many gave it")


class VerdictTold(Decision):
    """A verdict that is not yet final."""

    final_at: Time = Field(description="when it binds; money stays held until then")
    round_number: int = Field(description="1; 2 on appeal")
    appeal_until: Time | None = Field(
        description="until when it can be appealed; null when it cannot"
    )
    reasons: list[ReasonTold] = Field(
        description="what jurors gave as reasons, most often first"
    )


class AppealedTold(Payload):
    """That a side appealed; never in which words."""

    side: SideName = Field(description="who appealed")
    ground: str = Field(description="on which ground, as a code")
    round_number: int = Field(description="of the verdict")
    joined: bool = Field(description="whether the other side had appealed already")
    decided_by: Time = Field(description="the latest that it is decided anew")


class CorrectedTold(Payload):
    """A verdict in which a slip was put right; its outcome is the same."""

    kind: Literal["sum", "name"] = Field(description="what was wrong")
    round_number: int = Field(description="of the verdict")
    version: int = Field(description="counts from 1 as it is corrected")
    remedy: str = Field(description="the remedy's code")
    buyer: Amount = Field(description="the buyer's share")
    seller: Amount = Field(description="the seller's share")
    freight: Amount = Field(description="what goes to the carrier")
    price_minor: list[int] | None = Field(
        None, description="of a sum: the price before and now"
    )
    order_freight_minor: list[int] | None = Field(
        None, description="of a sum: the order's freight before and now"
    )
    place: str | None = Field(None, description="of a name: where it stood")
    final_at: Time = Field(
        description="when it binds; of a sum that can be appealed a day on at least"
    )


class SettledTold(Decision):
    """What both sides agreed on."""

    offer: str = Field(description="the offer's id")
    number: int = Field(description="its number in the dispute")
    side: SideName = Field(description="who accepted")


class WithdrawnTold(Decision):
    """That the side that filed gave it up."""

    side: SideName = Field(description="who did")


class FinalTold(StageTold):
    """The step to a decision that binds; after a verdict, what it was stands there."""

    ended_by: str | None = Field(None, description="when the sides ended it: how")
    remedy: str | None = Field(None, description="then: the remedy's code")
    buyer: Amount | None = Field(None, description="then: the buyer's share")
    seller: Amount | None = Field(None, description="then: the seller's share")
    freight: Amount | None = Field(None, description="then: what the carrier gets")
    split: NoCounts | None = Field(None, description="then: `{}`")
    offer: str | None = Field(None, description="the offer that was accepted")
    number: int | None = Field(None, description="its number")
    side: SideName | None = Field(None, description="who accepted, or gave it up")
    reversal: int | None = Field(
        None, description="when the award was changed: which change it is"
    )
    cause: str | None = Field(None, description="then: `decision`, or `slip`")
    deposit: Amount | None = Field(None, description="then: from the seller's deposit")
    price_minor: list[int] | None = Field(
        None, description="of a slip: the price before and after"
    )
    order_freight_minor: list[int] | None = Field(
        None, description="of a slip: the freight of the order before and after"
    )


class StatementTold(Payload):
    """That a side wrote; never what."""

    side: SideName = Field(description="who wrote")
    kind: str = Field(description="which of their texts: `case`, `answer`, `point:1`")
    version: int = Field(description="counts from 1 as they change it")


class FiledTold(Payload):
    """That a file came in; never what is on it."""

    side: SideName = Field(description="who filed it")
    exhibit: str = Field(description="the exhibit's id")
    number: int = Field(description="its number in the dispute")
    version: int = Field(description="counts from 1 as it is replaced")
    kind: str = Field(description="`picture`, or what else it is")
    digest: Hex = Field(description="salted SHA-256 of the file as it came")


class ScreenedTold(Payload):
    """What jurors will see of a file, or why they will not."""

    exhibit: str = Field(description="the exhibit's id")
    boxes: int = Field(description="how many places of it are covered")
    code: str | None = Field(description="the reason's code")
    digest: Hex | None = Field(
        description="salted SHA-256 of what jurors see; null when withheld"
    )


class CommittedTold(Payload):
    """What is promised about the lot before anybody can know it."""

    draw_no: int = Field(description="which draw of the round")
    round_number: int = Field(description="1; 2 on appeal")
    commitment: dict[str, Any] = Field(description="as docs/draw.md describes it")
    digest: Hex = Field(description="the commitment's hash: keep it")
    nonce_due_at: Time = Field(description="until when your nonce counts")
    juries_served: int = Field(description="how often each juror must have served")
    weak_randomness: bool | None = Field(
        None, description="true while no public source of chance takes part"
    )


class DrawnTold(Payload):
    """The seed, and all it was made of."""

    draw_no: int = Field(description="which draw of the round")
    round_number: int = Field(description="1; 2 on appeal")
    digest: Hex = Field(description="of the commitment it keeps")
    seed: Hex = Field(description="what the lot follows from")
    server_seed: Hex = Field(description="the court's part, hashed in the commitment")
    nonce: Hex | None = Field(description="your part; null when none came in time")
    weak_randomness: bool = Field(
        description="true while no public source of chance takes part"
    )


class SummonsTold(Payload):
    """What became of one call, told when the poll has closed; never whose."""

    summons: str = Field(description="the call's id")
    rank: int = Field(description="its place in the drawn order")


class PanelTold(Payload):
    """How a poll ended."""

    draw_no: int = Field(description="which draw of the round")
    round_number: int = Field(description="1; 2 on appeal")
    outcome: str = Field(
        description="`decided`, `hung`, `no_quorum`, `too_few_eligible`"
    )
    ballots: int = Field(description="how many were cast")
    seats: int = Field(description="how many seats there were")


class NoticeTold(Payload):
    """What to tell one of your users by push or SMS."""

    notice: str = Field(description="its id, for the receipt")
    user: str = Field(description="your reference of the user")
    kind: str = Field(description="what it is about")
    locale: str = Field(description="the language of the text")
    text: str = Field(description="one sentence to show")
    link: str = Field(description="where it leads; mint a log-in link for its path")
    expires_at: Time | None = Field(description="after this, tell them no more")
