"""What a receiver can do wrong about money and the draw: answers, sums, nonces."""

from jury.domain.errors import N_
from jury.trial.faults import Fault


class NoAnswer(Fault):
    """An instruction was received and not answered."""

    sentence = N_(
        "It took refund.instructed, and within %(seconds)s seconds posted no answer to "
        "/refunds/%(ref)s/answers that the court could take."
    )
    place = "Whom to pay"


class AnswerRefused(NoAnswer):
    """An instruction was answered, and the court refused the answer."""

    sentence = N_(
        "It took %(type)s and posted to /refunds/%(ref)s/answers, which the court "
        "refused with %(status)s: %(said)s"
    )


class PaymentUnanswered(NoAnswer):
    """A payment beside the award was not answered by its key."""

    sentence = N_(
        "It took %(type)s, and within %(seconds)s seconds posted no answer with its "
        "`enforcement` to /refunds/%(ref)s/answers. It asks for a payment beside the "
        "award; an answer without `enforcement` is about the award."
    )


class NoNonce(Fault):
    """The commitment of a draw was not answered."""

    sentence = N_(
        "It took panel.committed, and within %(seconds)s seconds posted no nonce to "
        "/disputes/%(ref)s/draw-nonce: the court alone would choose the jury."
    )
    place = "The nonce"


class NonceRefused(Fault):
    """The commitment of a draw was answered with something else."""

    sentence = N_(
        "It took panel.committed and posted to /disputes/%(ref)s/draw-nonce, which the "
        "court refused with %(status)s: %(said)s"
    )
    place = "The nonce"


class OtherAnswer(Fault):
    """An instruction was answered, and not as it was asked."""

    sentence = N_("It answered %(said)s about %(ref)s, where %(wanted)s was expected.")
    place = "Whom to pay"


class PaidEarly(Fault):
    """Money moved before anything was final."""

    sentence = N_(
        "It paid %(paid)s while the money was still held. Only refund.instructed asks "
        "to pay."
    )
    place = "Whom to pay"
    of_the_story = frozenset({"paid"})


class PaidTwice(Fault):
    """Money moved more than once."""

    of_the_story = frozenset({"paid", "wanted"})

    sentence = N_(
        "It paid %(paid)s where %(wanted)s was due: it paid more than once. Pay once "
        "for each `enforcement`, however often you are told."
    )
    place = "Duplicates and order"


class PaidOther(Fault):
    """Another sum moved than was awarded."""

    of_the_story = frozenset({"paid", "wanted"})

    sentence = N_(
        "It paid %(paid)s to the buyer, where refund.instructed said %(wanted)s."
    )
    place = "Whom to pay"


class PaidInOtherUnits(PaidOther):
    """The sum that was awarded moved, read in another unit."""

    sentence = N_(
        "It paid %(paid)s to the buyer, where refund.instructed said %(wanted)s: a "
        "hundredfold apart. `minor` counts the currency's smallest units, CNY 126.00 "
        "is 12600."
    )


class PaidBeside(PaidOther):
    """A payment beside the award was answered, and not made as it said."""

    sentence = N_(
        "It answered %(type)s, and the buyer has %(paid)s where %(wanted)s was due: "
        "add what `buyer` says, and take off what a negative sum says."
    )


class AdvanceForgotten(PaidOther):
    """What was advanced was paid once more with the award."""

    sentence = N_(
        "The buyer has %(paid)s where %(wanted)s was due: of `buyer` in "
        "refund.instructed keep what `advanced` says, it was paid already."
    )


class PaidAnyway(Fault):
    """Money moved although the receiver said that it would not, or could not tell."""

    sentence = N_(
        "It paid %(paid)s, and answered that it had not. References that begin with "
        "%(prefix)s ask it not to pay."
    )
    place = "What it is asked to do"
