"""The grounds of a moderator's acts in words, for forms and for the record."""

from collections.abc import Collection

from flask import request
from flask_babel import gettext as _

from jury.services.moderation import grounds
from jury.services.moderation.grounds import BY_DETECTORS, TIME_RAN_OUT, Ground
from jury.services.moderation.looks import BY_TASK, OPENED, WORDS_OPENED
from jury.web.desk.saved import posted_reason
from jury.web.standstill import pause_reasons

Options = list[tuple[str, str]]

_ACTS = {
    "exhibit.released": "release",
    "exhibit.withheld": "withhold",
    "exhibit.struck": "strike_out",
    OPENED: "look",
    "juror.barred": "bar",
    "exhibit.admitted": "admit",
    "exhibit.not_admitted": "not_admit",
    "text.covered": "cover",
    "text.covered_late": "cover",
    "exhibit.covered_late": "cover",
    "report.dismissed": "leave",
    "text.lifted": "lift",
    "cover.refused": "leave",
    "words.shown": "show",
    "text.shown_late": "show",
    "exhibit.shown_late": "show",
    WORDS_OPENED: "look",
    "sentence.released": "let_read",
    "sentence.withheld": "keep_back",
    "dispute.paused": "pause",
}


def posted_ground() -> Ground:
    """What the form says: the code that was chosen, and a sentence beside it."""
    return Ground(request.form.get("code", ""), posted_reason())


def release_options() -> Options:
    """Why a picture may be shown."""
    return _options("release", grounds.RELEASE)


def withhold_options(by_kind: str | None = None) -> Options:
    """Why a picture is not shown, or a file of a kind that never is."""
    codes = (by_kind, *grounds.WITHHOLD) if by_kind else grounds.WITHHOLD
    return _options("withhold", codes)


def look_options() -> Options:
    """Why somebody looks at an original."""
    return _options("look", grounds.LOOK)


def strike_options() -> Options:
    """Why an exhibit no longer counts."""
    return _options("strike_out", grounds.STRIKE_OUT)


def bar_options() -> Options:
    """Why somebody may not judge a dispute."""
    return _options("bar", grounds.BAR)


def cover_options(*, as_wished: bool) -> Options:
    """Why words are covered."""
    return _options("cover", grounds.COVER_AS_WISHED if as_wished else grounds.COVER)


def leave_options() -> Options:
    """Why something stays as it is."""
    return _options("leave", grounds.LEAVE)


def show_options() -> Options:
    """Why something is shown that was covered for mere doubt."""
    return _options("show", grounds.SHOW)


def keep_covered_options() -> Options:
    """Why it stays covered."""
    return _options("leave", grounds.KEEP_COVERED)


def appeal_options(act: str) -> Options:
    """Why evidence is taken or not on appeal, and words are struck or shown again."""
    codes = {
        "admit": grounds.ADMIT,
        "not_admit": grounds.NOT_ADMIT,
        "strike": grounds.STRIKE,
        "lift": grounds.LIFT,
    }
    return _options(act, codes[act])


def keep_back_options() -> Options:
    """Why the parties do not read a juror's sentence."""
    return _options("keep_back", grounds.KEEP_BACK)


def pause_options() -> Options:
    """Why a dispute is paused."""
    return _options("pause", grounds.PAUSE)


def told_ground(action: str, code: str | None) -> str:
    """The ground of an entry in the log; empty when it has none."""
    if action not in _ACTS or not code:
        return ""
    if code == BY_DETECTORS:
        return str(_("what machines found in it is covered"))
    return _names(_ACTS[action]).get(code, code)


def _options(act: str, codes: Collection[str]) -> Options:
    names = _names(act)
    return [(code, names[code]) for code in codes]


def _names(act: str) -> dict[str, str]:
    acts = {
        "release": {
            "nothing_left": _("nothing personal is left to see"),
            "needed": _("the jury needs it to decide"),
        },
        "withhold": {
            "pdf_not_shown": _("nobody can look through it: pictures are needed"),
            "video_not_shown": _("nobody can look through it: pictures are needed"),
            "audio_not_shown": _("nobody can cover what a voice says"),
            "personal": _("too personal to cover it all"),
            "unreadable": _("nothing can be made out"),
            "unrelated": _("nothing to do with the dispute"),
            "searchable": _("of the listing, which could be found with it"),
            "abusive": _("insults or threatens somebody"),
        },
        "bar": {
            "tie": _("tied to one of the sides"),
            "strike": _("broke the rules for jurors"),
            "complaint": _("a complaint that holds"),
        },
        "strike_out": {
            "forged": _("it is not what it claims to be"),
            "stolen": _("it was taken from somebody else"),
            "personal": _("it shows something personal"),
        },
        **_covers(),
        "look": _looks(),
        "admit": {"could_not_before": _("it could not be had before")},
        "not_admit": {
            "could_before": _("it could have been shown the first time"),
            "off_the_matter": _("nothing to do with the dispute"),
            "tells_of_verdict": _("tells what was decided before"),
            "not_admitted_in_time": _("nobody could say in time whether it is new"),
        },
        "strike": {
            "tells_of_verdict": _("tells what was decided before"),
            "personal": _("tells something personal"),
            "abusive": _("insults or threatens somebody"),
        },
        "lift": {"tells_nothing": _("tells nothing of what was decided before")},
        "let_read": {"fit": _("names nobody, insults nobody, speaks of the dispute")},
        "keep_back": {
            "names_somebody": _("tells who somebody is"),
            "abusive": _("insults or threatens somebody"),
            "unrelated": _("nothing to do with the dispute"),
        },
        "pause": pause_reasons(),
    }
    found: dict[str, str] = acts[act]
    return {**found, TIME_RAN_OUT: _("nobody looked at it in time")}


def _covers() -> dict[str, dict[str, str]]:
    """Why words are covered, shown, or left as they are."""
    return {
        "cover": {
            "asked": _("as a side asked"),
            "tells_of_verdict": _("tells what was decided before"),
            "personal": _("tells something personal"),
            "abusive": _("insults or threatens somebody"),
        },
        "leave": {
            "needed": _("the jury needs it to decide"),
            "not_personal": _("tells nothing personal"),
            "already_covered": _("is covered already"),
            "personal": _("tells something personal"),
            "not_needed": _("the jury can decide without it"),
        },
        "show": {
            "not_personal": _("tells nothing personal"),
            "needed": _("the jury needs it to decide"),
        },
    }


def _looks() -> dict[str, str]:
    """Why an original was looked at."""
    return {
        "to_cover": _("to see what must be covered"),
        "to_decide": _("to decide what a jury could not"),
        "complaint": _("to look into a complaint"),
        "second_look": _("to check what a colleague covered"),
        BY_TASK: _("a task that was taken asks for it"),
    }
