"""The policies in force, each in words, for everybody.

Of a dispute that runs, its own rules hold: those stand on a page of its parties.
"""

from typing import Any

from flask import Blueprint, render_template

from jury.domain.errors import NotFound
from jury.domain.law.reasons import Reason
from jury.domain.policy import Policy
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.web import access, policy_words
from jury.web.frame import reader_locale

blueprint = Blueprint("policies", __name__)


@blueprint.get("/policies")
@access.public
def show_all() -> str:
    """Every policy, what it is for, and who decides."""
    law = law_in_force(lawbook())
    return render_template(
        "public/policies.html",
        policies=[
            policy_words.part(policy, law.reasons, law.rungs) for policy in law.policies
        ],
    )


@blueprint.get("/policies/<name>")
@access.public
def show(name: str) -> str:
    """One policy in words."""
    law = law_in_force(lawbook())
    policy = next((one for one in law.policies if one.name == name), None)
    if policy is None:
        raise NotFound
    return render_template(
        "public/policy.html",
        policy=policy_words.part(policy, law.reasons, law.rungs),
        ladder=policy_words.ladder(law.rungs[code] for code in policy.ladder),
        by_reason=[] if policy.ladder else [_of(one) for one in _reasons(policy)],
    )


def _reasons(policy: Policy) -> list[Reason]:
    """The reasons that may come under a policy."""
    known = law_in_force(lawbook()).reasons
    return [known[code] for code in policy.matches.reasons or known]


def _of(reason: Reason) -> dict[str, Any]:
    rungs = law_in_force(lawbook()).rungs
    return {
        "title": reason.title.for_locale(reader_locale()),
        "ladder": policy_words.ladder(rungs[code] for code in reason.ladder),
    }
