"""The juror's pages: called, reading, voting, and what became of it.

A juror knows a dispute through one summons of their own, and never by its id.
"""

from flask import Blueprint

from jury.web.juror import (
    asking,
    calls,
    exam,
    exhibits,
    figures,
    home,
    joining,
    outcome,
    own_time,
    reading,
    reporting,
    voting,
)

blueprint = Blueprint("juror", __name__, url_prefix="/jury")
PARTS = (
    *(home, calls, reading, exhibits, reporting, voting, asking),
    *(outcome, joining, exam, figures, own_time),
)
for part in PARTS:
    blueprint.register_blueprint(part.blueprint)
