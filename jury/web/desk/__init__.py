"""The moderators' desk: what needs a person, and the record of every dispute.

Auditors read records and act on nothing; administrators stop the court and see to it
that it goes on.
"""

from flask import Blueprint

from jury.web.desk.acts import blueprint as acts
from jury.web.desk.appeals import blueprint as appeals
from jury.web.desk.auditing import blueprint as auditing
from jury.web.desk.bar import blueprint as bar
from jury.web.desk.case import blueprint as case
from jury.web.desk.controls import blueprint as controls
from jury.web.desk.court import blueprint as court
from jury.web.desk.deliveries import blueprint as deliveries
from jury.web.desk.doubt import blueprint as doubt
from jury.web.desk.editor import blueprint as editor
from jury.web.desk.fairness import blueprint as fairness
from jury.web.desk.file import blueprint as file
from jury.web.desk.late import blueprint as late
from jury.web.desk.letter import blueprint as letter
from jury.web.desk.looks import blueprint as looks
from jury.web.desk.marks import blueprint as marks
from jury.web.desk.money import blueprint as money
from jury.web.desk.pages import blueprint as pages
from jury.web.desk.pauses import blueprint as pauses
from jury.web.desk.pool import blueprint as pool
from jury.web.desk.practice import blueprint as practice
from jury.web.desk.queue import blueprint as queue
from jury.web.desk.reconciling import blueprint as reconciling
from jury.web.desk.records import blueprint as records
from jury.web.desk.returning import blueprint as returning
from jury.web.desk.rules import blueprint as rules
from jury.web.desk.saved import blueprint as saved
from jury.web.desk.shadow import blueprint as shadow
from jury.web.desk.silence import blueprint as silence
from jury.web.desk.sound import blueprint as sound
from jury.web.desk.strike import blueprint as strike
from jury.web.desk.undo import blueprint as undo
from jury.web.desk.work import blueprint as work

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
dispute_parts = (
    acts,
    appeals,
    silence,
    strike,
    undo,
    doubt,
    bar,
    pauses,
    file,
    late,
    looks,
    case,
)
for part in (
    queue,
    work,
    *dispute_parts,
    marks,
    pages,
    returning,
    money,
    editor,
    sound,
    letter,
    records,
):
    blueprint.register_blueprint(part)
PARTS = (
    *(saved, reconciling, court, deliveries, fairness, auditing),
    *(shadow, rules, pool, practice, controls),
)
for part in PARTS:
    blueprint.register_blueprint(part)
