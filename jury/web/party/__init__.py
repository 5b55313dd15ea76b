"""The parties' pages: one dispute, its evidence, its preview and its verdict.

Everything is loaded through the reader's own side; anybody else gets a 404.
"""

from flask import Blueprint

from jury.web.party.appeal import blueprint as appeal
from jury.web.party.exhibits import blueprint as exhibits
from jury.web.party.filing import blueprint as filing
from jury.web.party.jury_question import blueprint as jury_question
from jury.web.party.pages import blueprint as pages
from jury.web.party.parts import blueprint as parts
from jury.web.party.pieces import blueprint as pieces
from jury.web.party.practice import blueprint as practice
from jury.web.party.preview import blueprint as preview
from jury.web.party.returning import blueprint as returning
from jury.web.party.rules import blueprint as rules
from jury.web.party.satisfaction import blueprint as satisfaction
from jury.web.party.settlement import blueprint as settlement
from jury.web.party.taking_back import blueprint as taking_back
from jury.web.party.telling import blueprint as telling
from jury.web.party.time import blueprint as time
from jury.web.party.verdict import blueprint as verdict
from jury.web.party.withdrawal import blueprint as withdrawal

blueprint = Blueprint("party", __name__, url_prefix="/disputes")
for part in (
    pages,
    telling,
    filing,
    pieces,
    jury_question,
    exhibits,
    taking_back,
    parts,
    preview,
    rules,
    returning,
    settlement,
    withdrawal,
    verdict,
    satisfaction,
    appeal,
    time,
    practice,
):
    blueprint.register_blueprint(part)
