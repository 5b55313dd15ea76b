"""A closed dispute as a file, for auditors, that `flask verify` checks anywhere."""

from flask import Blueprint, Response

from jury.services.proof.case_export import case_bytes, export_case
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access

blueprint = Blueprint("case", __name__)


@blueprint.post("/disputes/<dispute_id>/case")
@access.staff(Role.AUDITOR)
def send(dispute_id: str) -> Response:
    """Take a closed dispute out as a file; the log keeps it."""
    actor = f"staff:{access.current_staff().id}"
    with transaction(lock=dispute_id) as now:
        found = export_case(dispute_id, actor=actor, now=now)
    answer = Response(case_bytes(found), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{dispute_id}.json"'
    return answer
