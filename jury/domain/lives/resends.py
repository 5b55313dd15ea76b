"""Goods that are sent to the buyer again: who must do what by when, and silence.

The table has the form of the return's, with the sides in each other's place: the seller
sends, the buyer looks. It runs while a dispute is final, after the return where goods
are exchanged, and the held money moves on its last step only. A seller who does not
send gives the buyer money instead.
"""

from jury.domain.errors import N_
from jury.domain.lifecycle import Row, Table, Who
from jury.domain.lives.returns import ReturnState

RESEND = Table(
    "resend",
    (
        Row(
            ReturnState.DUE,
            "send",
            Who.PARTY,
            N_("the seller hands it to a courier and names the number"),
            ReturnState.SENT,
            or_who=Who.MARKETPLACE,
        ),
        Row(
            ReturnState.DUE,
            "lapse",
            Who.SWEEP,
            N_("not sent in time: the buyer gets money instead"),
            ReturnState.LAPSED,
        ),
        Row(
            ReturnState.SENT,
            "receive",
            Who.MARKETPLACE,
            N_("the courier delivered it, or the buyer says so"),
            ReturnState.RECEIVED,
            or_who=Who.PARTY,
        ),
        Row(
            ReturnState.SENT,
            "miss",
            Who.SWEEP,
            N_("the time to travel has passed; a moderator finds out"),
            ReturnState.MISSING,
        ),
        Row(
            ReturnState.MISSING,
            "receive",
            Who.MARKETPLACE,
            N_("it arrived after all"),
            ReturnState.RECEIVED,
            or_who=Who.PARTY,
        ),
        Row(
            ReturnState.MISSING,
            "decide",
            Who.MODERATOR,
            N_("who bears the loss, with a written reason"),
            ReturnState.DECIDED,
        ),
        Row(
            ReturnState.RECEIVED,
            "accept",
            Who.PARTY,
            N_("the buyer has looked at it"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.RECEIVED,
            "accept by silence",
            Who.SWEEP,
            N_("the buyer did not contest it in time"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.RECEIVED,
            "contest",
            Who.PARTY,
            N_("the buyer: empty, swapped, damaged or incomplete"),
            ReturnState.CONTESTED,
        ),
        Row(
            ReturnState.CONTESTED,
            "accept",
            Who.PARTY,
            N_("the buyer gives in"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.CONTESTED,
            "decide",
            Who.MODERATOR,
            N_("with a written reason, above a limit with a colleague's consent"),
            ReturnState.DECIDED,
        ),
        Row(
            ReturnState.DECIDED,
            "appeal",
            Who.PARTY,
            N_("once, with a reason: another moderator decides"),
            ReturnState.CONTESTED,
        ),
        Row(
            ReturnState.DECIDED,
            "end for the seller",
            Who.SWEEP,
            N_("the time to appeal has passed: it counts as delivered"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.DECIDED,
            "end for the buyer",
            Who.SWEEP,
            N_("the time to appeal has passed: the buyer gets money instead"),
            ReturnState.REFUSED,
        ),
    ),
)
