"""The juror's pages: called, reading, voting, and what became of it.

A juror knows a dispute through one summons of their own, and never by its id.
"""

from flask import Blueprint

from jury.web.juror import (
    calls,
    exam,
    exhibits,
    figures,
    home,
    joining,
    outcome,
    reading,
    voting,
)

blueprint = Blueprint("juror", __name__, url_prefix="/jury")
parts = (home, calls, reading, exhibits, voting, outcome, joining, exam, figures)
for part in parts:
    blueprint.register_blueprint(part.blueprint)
