"""The rules of one dispute: those it was admitted under, whatever holds today."""

from flask import Blueprint, render_template

from jury.services.law.rules import rules_of
from jury.web import access, policy_words
from jury.web.frame import reader_locale
from jury.web.party.own import get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("rules", __name__)


@blueprint.get("/<dispute_id>/rules")
@access.party
def show(dispute_id: str) -> str:
    """Who decides, how and until when, in words, and what both sides are asked."""
    own = get_own(dispute_id)
    rules = rules_of(own.dispute)
    rungs = {one.code: one for one in (*rules.ladder, rules.as_asked)}
    return render_template(
        "party/rules.html",
        **head_of(own),
        policy=policy_words.part(
            policy_words.in_currency(rules.policy, own.dispute.currency),
            {rules.reason.code: rules.reason},
            rungs,
        ),
        ladder=policy_words.ladder(rules.ladder),
        rule=rules.reason.rule.for_locale(reader_locale()),
        trial=rules.trial,
    )
