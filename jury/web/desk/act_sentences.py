"""The lines of the audit log about pauses, strikes and what was sent or taken back."""

from collections.abc import Mapping

from flask_babel import gettext as _

from jury.domain.errors import N_
from jury.domain.lifecycle import SEND_BACK, Stage

# %(no)s is an exhibit or a rank.
SENTENCES: Mapping[str, str] = {
    "dispute.stopped": N_("It waits, since an administrator has stopped this step."),
    "exhibit.withheld": N_("withholds exhibit %(no)s"),
    "sentence.released": N_("releases a juror's sentence"),
    "sentence.withheld": N_("keeps a juror's sentence back"),
    "text.covered": N_("covers words in a text"),
    "text.covered_late": N_("covers words in a text after jurors may have read them"),
    "exhibit.covered_late": N_(
        "covers more of exhibit %(no)s after jurors may have seen it"
    ),
    "text.shown_late": N_("shows words again that were covered while the jury sits"),
    "exhibit.shown_late": N_(
        "shows a place of exhibit %(no)s again that was covered while the jury sits"
    ),
    "cover.asked_late": N_("asks for more cover of what jurors read"),
    "report.put": N_("Somebody who judges it says that it shows who somebody is."),
    "report.dismissed": N_("finds nothing personal in what was reported"),
    "dispute.paused": N_("pauses the dispute"),
    "dispute.kept_paused": N_("leaves it paused"),
    "dispute.sent_back": N_("sends it back"),
    "dispute.resumed": N_("lets it go on; its time is given back"),
    "pause.overdue": N_("Nobody has looked at the pause yet; moderators are reminded."),
    "panel.nonce_kept": N_("answers with a nonce, to be drawn with once it goes on"),
    "exhibit.undone": N_("takes the last decision on exhibit %(no)s back"),
    "text.undone": N_("takes the last cover back"),
    "words.asked": N_("asks to have words shown that were covered"),
    "words.opened": N_("reads what is covered in a text"),
    "words.shown": N_("shows words again that were covered"),
    "words.undone": N_("covers again what was shown last"),
    "uncover.asked": N_("asks to have a place of exhibit %(no)s shown"),
    "cover.undone": N_("looks at a wish for more cover again"),
    "reopening.undone": N_("looks at the request to reopen again"),
    "exhibit.page_covered": N_("settles what is covered on a part of exhibit %(no)s"),
    "exhibit.taken_back": N_("takes exhibit %(no)s back before it is looked through"),
    "exhibit.sound_let_in": N_("lets jurors hear the sound of exhibit %(no)s"),
    "exhibit.sound_taken_out": N_("takes the sound of exhibit %(no)s out again"),
    "exhibit.struck": N_("strikes exhibit %(no)s"),
    "poll.voided": N_("The vote is void; no ballot of it is ever opened."),
    "verdict.upheld": N_("finds that the verdict stands without it"),
    "verdict.set_aside": N_("finds that the verdict cannot stand without it"),
    "verdict.doubt_overdue": N_("The moderators are reminded."),
    "juror.barred": N_("says that somebody may not judge this dispute"),
    "juror.bar_lifted": N_("lifts it: somebody may judge this dispute after all"),
    "service.credited": N_(
        "The service of those who voted is credited, whatever they voted."
    ),
    "summons.removed": N_("Rank %(no)s may not judge it."),
}


def sent_back() -> Mapping[str, str]:
    """The move by which a moderator lets a stage run anew, by its act."""
    told = {
        Stage.SUBMISSIONS: _("Sent back to both sides, who may add to what stands."),
        Stage.SCREENING: _("Sent back to be covered and checked anew."),
        Stage.HEARING: _("Sent back to a fresh panel."),
    }
    return {SEND_BACK[stage].act: str(said) for stage, said in told.items()}
