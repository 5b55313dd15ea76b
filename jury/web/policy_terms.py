"""The terms of a policy in words: who decides, with what effect, what silence means."""

from collections.abc import Mapping

from jury.domain.errors import N_
from jury.domain.lifecycle import Stage
from jury.domain.policy import Effect, Route, Silence

ROUTES: Mapping[Route, str] = {
    Route.JURY: N_("A jury: users of the marketplace, drawn by lot."),
    Route.RULE: N_(
        "What the facts of the order settle by a written rule needs no jury. The rest "
        "is for a jury: users of the marketplace, drawn by lot."
    ),
    Route.EXPERT: N_("An expert, with a written reason."),
    Route.STAFF: N_("A moderator, with a written reason."),
}
EFFECTS: Mapping[Effect, str] = {
    Effect.BINDING: N_("It binds: the money that is held is paid out by it."),
    Effect.ADVICE: N_(
        "It is advice: the marketplace decides itself, and no money moves here."
    ),
    Effect.SHADOW: N_(
        "It runs beside staff, who decide themselves, and is compared with that. No "
        "money moves here, and buyer and seller take no part."
    ),
}
SILENCES: Mapping[Silence, str] = {
    Silence.HEARD: N_("It is decided on what is there; silence alone costs nobody."),
    Silence.DEFAULT: N_(
        "Whoever was reached by two reminders and says nothing at all loses, if the "
        "claim's evidence is complete. With good cause it is reopened, once."
    ),
}
STAGES: Mapping[Stage, str] = {
    Stage.SUBMISSIONS: N_("statements"),
    Stage.SCREENING: N_("covering"),
    Stage.HEARING: N_("the vote"),
    Stage.PRONOUNCED: N_("the time after the verdict"),
    Stage.REFERRED: N_("the moderator's time"),
}
