"""The transcript of a draw, in words and as the file that anybody can compute again."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_login import current_user

from jury.domain.errors import NotFound
from jury.domain.sortition.transcript import transcript_bytes
from jury.services.drawing.transcripts import transcript
from jury.storage.disputes import get_party_of
from jury.storage.draws import Draw, find_draw, list_draws, list_summonses
from jury.storage.outside.inbox import Purpose
from jury.storage.people import Role, Staff, User
from jury.storage.roster import find_juror
from jury.web import access
from jury.web.balance_words import list_words

blueprint = Blueprint("draws", __name__, url_prefix="/draws")


@blueprint.get("/<dispute_id>/<int:draw_no>")
@blueprint.get("/<dispute_id>/<int:round_number>/<int:draw_no>")
@access.signed_in
def show(dispute_id: str, draw_no: int, round_number: int = 1) -> str:
    """How the jury of a round was drawn, in words; of the first, if none is named."""
    found = _transcript(dispute_id, round_number, draw_no)
    commitment = found["commitment"]
    return render_template(
        "public/draw.html",
        dispute_id=dispute_id,
        file=f"{place_of_draw(dispute_id, round_number, draw_no)}.json",
        name=_file_name(dispute_id, round_number, draw_no),
        commitment=commitment,
        lists=[{**one, "words": list_words(one["key"])} for one in _lists(found)],
        back=_way_back(dispute_id),
        people=sum(one["size"] for one in commitment["segments"]),
        digest=found["commitment_digest"],
        seed=_seed_words(found["seed"]),
        is_closed="segments" in found,
        is_full=found.get("form") == "full",
        entries=_entries(found),
        chances=[
            (
                list_words(one["key"]),
                _one_in(one["chance"]["called"]),
                _one_in(one["chance"]["seated"]),
            )
            for one in found.get("segments", [])
            if "chance" in one
        ],
    )


@blueprint.get("/<dispute_id>/<int:draw_no>.json")
@blueprint.get("/<dispute_id>/<int:round_number>/<int:draw_no>.json")
@access.signed_in
def send_file(dispute_id: str, draw_no: int, round_number: int = 1) -> Response:
    """The file for `flask verify-draw`; before the close only what was promised."""
    found = _transcript(dispute_id, round_number, draw_no)
    if "segments" not in found:
        return jsonify(found)
    answer = Response(transcript_bytes(found), mimetype="application/json")
    name = _file_name(dispute_id, round_number, draw_no)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def draw_path(draw: Draw) -> str:
    """Where the page of a draw is."""
    return place_of_draw(draw.dispute_id, draw.round_number, draw.draw_no)


def place_of_draw(dispute_id: str, round_number: int, draw_no: int) -> str:
    """The same by its numbers; an address without a round is one of the first."""
    middle = "" if round_number == 1 else f"/{round_number}"
    return f"/draws/{dispute_id}{middle}/{draw_no}"


def _file_name(dispute_id: str, round_number: int, draw_no: int) -> str:
    place = place_of_draw(dispute_id, round_number, draw_no)
    return f"draw{place.removeprefix('/draws').replace('/', '-')}.json"


def _transcript(dispute_id: str, round_number: int, draw_no: int) -> dict[str, Any]:
    """What this reader may see of it; NotFound to everybody else."""
    person = current_user._get_current_object()
    if isinstance(person, Staff):
        if not person.has_role(Role.AUDITOR):
            raise NotFound
    else:
        _refuse_stranger(person, find_draw(dispute_id, round_number, draw_no))
    return transcript(
        dispute_id,
        draw_no,
        is_auditor=isinstance(person, Staff),
        round_number=round_number,
    )


def _refuse_stranger(user: User, draw: Draw | None) -> None:
    """A side sees every draw of its dispute, a juror the one that called them.

    Of a second round no juror sees it before the close: its number tells that there
    was a first.
    """
    if draw is None:
        raise NotFound
    if not _was_called(user, draw.dispute_id):
        get_party_of(draw.dispute_id, user.id)
        access.require_purpose(Purpose.PARTY)
        return
    is_early = draw.round_number > 1 and draw.closed_at is None
    if is_early or not _is_on(user, draw):
        raise NotFound
    access.require_purpose(Purpose.JUROR)


def _was_called(user: User, dispute_id: str) -> bool:
    return any(_is_on(user, draw) for draw in list_draws(dispute_id))


def _is_on(user: User, draw: Draw) -> bool:
    juror = find_juror(user.ref)
    called = {summons.juror_id for summons in list_summonses(draw.id)}
    return juror is not None and juror.id in called


def _way_back(dispute_id: str) -> tuple[str, str]:
    """Where this reader came from: what it is called, and its address."""
    person = current_user._get_current_object()
    if isinstance(person, Staff):
        return _("Back to the dispute"), f"/desk/disputes/{dispute_id}"
    if _was_called(person, dispute_id):
        return _("To your jury service"), "/jury"
    return _("Back to the dispute"), f"/disputes/{dispute_id}"


def _lists(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The lists of users that were promised, as the transcript names them."""
    return list(found["commitment"]["segments"])


def _one_in(chance: list[int]) -> str:
    """A chance as people say it: one in so many."""
    above, below = chance
    many = below / above
    return str(format_decimal(round(many, 1 if many < 10 else 0)))


def _seed_words(seed: Any) -> dict[str, str] | None:
    """The two halves of the seed, however much of them is known yet."""
    if not seed:
        return None
    if isinstance(seed, str):
        return {"given": seed}
    return {name: str(value) for name, value in seed.items()}


def _entries(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "lane": entry["lane"],
            "who": entry.get("token", entry.get("key", ""))[:16],
            "code": entry.get("code", ""),
            "summoned": entry["outcome"] == "summoned",
        }
        for segment in found.get("segments", [])
        for entry in segment["entries"]
    ]
