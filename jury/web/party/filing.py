"""Filing evidence: one exhibit at a time, camera first."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import N_, DisputeError, Invalid, NotFound, NotNow, TooMany
from jury.domain.uploading import PIECE_BYTES
from jury.limits import count_use
from jury.redaction.pictures import reads_heic
from jury.refusals import fields_of, sentence_of, status_of
from jury.services.reading.progress import checklist
from jury.services.submissions.exhibits import (
    CAPTION_LENGTH,
    LATE_REASON_LENGTH,
    Filing,
    Plan,
    file_exhibit,
    refuse_filing,
)
from jury.services.submissions.prepare import PreparedUpload, prepare_upload
from jury.services.submissions.uploads import file_uploaded, put_together
from jury.storage.base import current_session
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.files.blobs import drop_blob, dropped_if_refused
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import reader_locale
from jury.web.languages import language_of
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("filing", __name__)

NO_POINT = ""
UPLOADS = "30 per 10 minutes"
_PICTURES = ("image/jpeg", "image/png", "image/webp")
_HEIC = ("image/heic", "image/heif")
_FILMS = ("video/mp4", "video/quicktime", "video/webm")
_OTHERS = ("application/pdf", *_FILMS, "audio/*")


class TooManyUploads(TooMany):
    """Somebody sends files faster than anybody can photograph."""

    code = "too_many_uploads"
    sentence = N_(
        "Those were many files in a short time. Nothing was filed; your text is still "
        "here. Please wait ten minutes."
    )


@blueprint.get("/<dispute_id>/exhibits")
@access.party
def form(dispute_id: str) -> ResponseReturnValue:
    """The form for one exhibit, with examples of what helps."""
    own = get_own(dispute_id)
    if not own.may_file:
        return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)
    return _page(own, fields={"point_no": request.args.get("point", NO_POINT)})


@blueprint.post("/<dispute_id>/exhibits")
@access.party
def file(dispute_id: str) -> ResponseReturnValue:
    """File one exhibit, or a new version of one."""
    own, fields = get_own(dispute_id), request.form.to_dict()
    try:
        _refuse_closed(own)
        upload = file_posted(own, plan_of(fields))
    except NotFound:
        raise
    except DisputeError as refusal:
        errors = fields_of(refusal) or {"file": sentence_of(refusal)}
        page = _page(get_own(dispute_id), fields=fields, errors=errors)
        return page, status_of(refusal)
    # Said by the address: a script that follows it would use a flash message up.
    page = "jury_question.show" if own.may_answer_jury else "pages.show"
    place = url_for(
        f"party.{page}", dispute_id=dispute_id, filed=upload.kind, _anchor="evidence"
    )
    return redirect(place, 303)


def file_posted(own: OwnDispute, plan: Plan) -> PreparedUpload:
    """File what the form brought: a file, or the name of one that came in pieces."""
    sent = request.form.get("upload")
    return _file_sent(own, plan, sent) if sent else _file_whole(own, plan)


def _file_whole(own: OwnDispute, plan: Plan) -> PreparedUpload:
    """Everything cheap is checked before anybody looks at the file itself."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid({"file": N_("Please choose a picture or a file.")})
    dispute_id, side, content = own.id, own.side, file.read()
    refuse_filing(dispute_id, side, plan, size=len(content), now=clock.now())
    count_upload()
    # Decoding may take seconds: no connection is held meanwhile.
    current_session().rollback()
    upload = prepare_upload(dispute_id, content)
    filing = Filing(upload=upload, **vars(plan))
    with (
        dropped_if_refused(upload.original_blob, upload.prepared_blob),
        transaction(lock=dispute_id) as now,
    ):
        file_exhibit(dispute_id, side, filing, now=now)
    return upload


def _file_sent(own: OwnDispute, plan: Plan, upload_id: str) -> PreparedUpload:
    """The same of a file that is here already, in pieces."""
    dispute_id, side = own.id, own.side
    refuse_filing(dispute_id, side, plan, size=0, now=clock.now())
    upload = put_together(dispute_id, side, upload_id)
    filing = Filing(upload=upload, **vars(plan))
    with (
        dropped_if_refused(upload.original_blob, upload.prepared_blob),
        transaction(lock=dispute_id) as now,
    ):
        done = file_uploaded(dispute_id, side, upload_id, filing=filing, now=now)
    for name in done:
        drop_blob(name)
    return upload


def count_upload() -> None:
    """Count one file that somebody sends; raises TooManyUploads."""
    user_id = str(access.current_marketplace_user().id)
    count_use(UPLOADS, "upload", user_id, refusal=TooManyUploads)


def replaced(own: OwnDispute, exhibit_id: str) -> Exhibit:
    """The exhibit a correction replaces: one of this side's own."""
    exhibit = get_exhibit(own.id, exhibit_id)
    if exhibit.side != own.side.value:
        raise NotFound
    return exhibit


def _page(
    own: OwnDispute,
    *,
    fields: dict[str, str],
    errors: dict[str, str] | None = None,
) -> str:
    locale = reader_locale()
    old = fields.get("replaces") or request.args.get("replaces") or ""
    return render_template(
        "party/file.html",
        **head_of(own),
        fields=fields,
        errors=errors or {},
        old=replaced(own, old) if old else None,
        checklist=checklist(own.dispute, own.side, locale),
        points=_point_options(own, locale),
        most=CAPTION_LENGTH,
        most_late=LATE_REASON_LENGTH,
        accept=accepted(),
        piece=PIECE_BYTES,
    )


def accepted() -> str:
    """What the file field offers: iPhones turn HEIC into JPEG where it is not named."""
    heic = _HEIC if reads_heic() else ()
    return ",".join((*_PICTURES, *heic, *_OTHERS))


def _point_options(own: OwnDispute, locale: str) -> list[tuple[str, str]]:
    options = [
        (str(number), f"{number}. {question.text.for_locale(locale)}")
        for number, question in enumerate(own.questions, start=1)
    ]
    return [(NO_POINT, _("None of them in particular")), *options]


def _refuse_closed(own: OwnDispute) -> None:
    if not own.may_file:
        raise NotNow(N_("Evidence can no longer be added. Nothing was filed."))


def plan_of(fields: Mapping[str, str]) -> Plan:
    """What a side is about to file, as the form says it."""
    caption = fields.get("caption", "")
    return Plan(
        caption=caption,
        language=language_of(caption),
        point_no=_point_no(fields.get("point_no", NO_POINT)),
        replaces=fields.get("replaces") or None,
        late_reason=fields.get("late_reason", ""),
    )


def return_plan(fields: Mapping[str, str]) -> Plan:
    """The same about goods that came back."""
    caption = fields.get("caption", "")
    return Plan(caption=caption, language=language_of(caption), of_return=True)


def _point_no(value: str) -> int | None:
    if value == NO_POINT:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 3):
        raise Invalid({"point_no": N_("There is no such question.")})
    return int(value)
