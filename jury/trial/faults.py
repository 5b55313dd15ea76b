"""What a receiver can do wrong, in a sentence each, and where the right way stands."""

from typing import ClassVar

from jury.domain.errors import N_

PAGE = "docs/integration.md"


class Fault(Exception):
    """A receiver did something wrong; the story it happened in has failed."""

    sentence: ClassVar[str]
    # The heading in docs/integration.md, as it is printed there.
    place: ClassVar[str]
    # What differs from story to story however alike the fault is.
    of_the_story: ClassVar[frozenset[str]] = frozenset({"ref", "url"})

    def __init__(self, **params: object) -> None:
        """Remember what fills the sentence."""
        self.params = params
        super().__init__(type(self).__name__)

    @property
    def alike(self) -> tuple[object, ...]:
        """The same for faults that one mistake of the receiver brings about."""
        kept = {k: v for k, v in self.params.items() if k not in self.of_the_story}
        return type(self), *sorted((k, str(v)) for k, v in kept.items())


class NotReached(Fault):
    """Nothing came back at all."""

    sentence = N_(
        "%(type)s was sent, and no answer came (%(answer)s): is it listening at this "
        "address?"
    )
    place = "The answer"


class TooSlow(NotReached):
    """It was reached, and had not answered when the patience was over."""

    sentence = N_(
        "%(type)s was sent, and after %(seconds)s seconds there was no answer yet: the "
        "court waits no longer and sends it again later. Keep the event, answer 2xx at "
        "once, and only then do what follows from it."
    )


class NotTaken(Fault):
    """A good event was not taken."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which was signed as it should be. Only a "
        "2xx says that an event was received."
    )
    place = "The answer"


class SecretRefused(NotTaken):
    """Everything is refused that is signed as it should be."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, and has taken nothing at all that was "
        "signed with --secret: it probably knows another secret. If it is the same "
        "one, it reckons the signature in another way."
    )
    place = "The signature"


class NothingTaken(NotTaken):
    """Everything fails, whatever it is."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, and has taken nothing at all: it fails "
        "before it looks at what an event says. Its own log tells where; a secret "
        "that it cannot use breaks some receivers in this way too."
    )


class NobodyThere(NotTaken):
    """The address is not one that takes events."""

    sentence = N_(
        "It answered %(answer)s to %(type)s: nothing takes a POST at %(to)s. Give the "
        "address of the receiver itself; a redirect is not followed."
    )


class LateRefused(NotTaken):
    """A good event was not taken because it happened long ago."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which happened long ago and was sent just "
        "now. Judge the age by the header webhook-timestamp, not by `timestamp`."
    )
    place = "The signature"


class RotatedRefused(NotTaken):
    """A good event was not taken while the secret was rotated."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which carried two signatures while the "
        "secret was rotated. Take an event when any of them is right."
    )
    place = "The signature"


class NextRefused(NotTaken):
    """A good event was not taken once only the newer secret signed it."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which was signed with --next-secret "
        "alone, the last step of a rotation: it has to know both secrets by then."
    )
    place = "The signature"


class ExtensionRefused(NotTaken):
    """The second event of one hearing was not taken: its poll was extended."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, which came while a poll was extended: too "
        "few had voted. A stage may follow itself, and gets a later `closes_at`."
    )
    place = "Duplicates and order"


class SpellingRefused(NotTaken):
    """A good event was not taken because of the spaces in its JSON."""

    sentence = N_(
        "It answered %(answer)s to %(type)s, whose JSON is spaced as few programs "
        "write it, and which was signed as it should be. Check the signature over the "
        "bytes as they came, before anything parses them."
    )
    place = "The signature"


class ForgedTaken(Fault):
    """A forged event was taken."""

    sentence = N_(
        "It answered %(answer)s to an event with a wrong signature. Check it over the "
        "bytes as they came, and refuse what does not fit."
    )
    place = "The signature"


class StaleTaken(Fault):
    """An event sent long ago was taken: somebody may have recorded it."""

    sentence = N_(
        "It answered %(answer)s to an event that was signed an hour ago. Refuse what "
        "is older than five minutes by the header webhook-timestamp."
    )
    place = "The signature"


class StageBehind(Fault):
    """The receiver has another picture of the dispute than the events give."""

    sentence = N_(
        "It says that the dispute stands at %(said)s, but the events say %(wanted)s. "
        "Of two events of a dispute the one with the higher `sequence` is the newer."
    )
    place = "Duplicates and order"


class EndedByTheClock(StageBehind):
    """The receiver ended a hearing because the time told for it had passed."""

    sentence = N_(
        "It says that the dispute stands at %(said)s, but the events say %(wanted)s: "
        "the poll was extended. A `closes_at` that has passed ends nothing; only an "
        "event does."
    )


class StateSilent(Fault):
    """The address for states does not answer."""

    sentence = N_("GET %(url)s brought no answer (%(said)s).")
    place = "What it says of itself"


class StateUnreadable(Fault):
    """The address for states gives nothing that can be compared."""

    sentence = N_("GET %(url)s gave %(said)s, not JSON with `stage` and `paid_minor`.")
    place = "What it says of itself"
