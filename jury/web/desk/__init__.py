"""The moderators' desk: what needs a person, and the record of every dispute.

Auditors read records and act on nothing.
"""

from flask import Blueprint

from jury.web.desk.acts import blueprint as acts
from jury.web.desk.appeals import blueprint as appeals
from jury.web.desk.editor import blueprint as editor
from jury.web.desk.file import blueprint as file
from jury.web.desk.letter import blueprint as letter
from jury.web.desk.money import blueprint as money
from jury.web.desk.queue import blueprint as queue
from jury.web.desk.reconciling import blueprint as reconciling
from jury.web.desk.records import blueprint as records
from jury.web.desk.silence import blueprint as silence
from jury.web.desk.work import blueprint as work

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
for part in (
    queue,
    work,
    acts,
    appeals,
    silence,
    money,
    reconciling,
    editor,
    file,
    letter,
    records,
):
    blueprint.register_blueprint(part)
