"""Whether jurors may ask for evidence under a policy, in words."""

from collections.abc import Iterator

from flask_babel import gettext as _

from jury.domain.policy import Policy


def rows(policy: Policy) -> Iterator[tuple[str, str]]:
    """When a vote waits for evidence, for how long, and what follows."""
    term = str(_("Asking for evidence"))
    terms = policy.ask
    if not terms.is_on:
        yield term, str(_("Jurors cannot ask for more: they judge on what is there."))
        return
    said = _(
        "Each juror may ask once, from a fixed form. If at least %(least)s of "
        "%(seats)s ask for the same, the vote waits once; that side answers once, "
        "within %(hours)s hours. Whoever had voted may then confirm or change that "
        "once, within %(more)s hours.",
        least=terms.needed(policy.seats),
        seats=policy.seats,
        hours=terms.window_hours,
        more=terms.confirm_hours,
    )
    yield term, str(said)
