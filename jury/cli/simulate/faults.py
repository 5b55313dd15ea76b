"""The faults of simulated jurors: leaning to the side that they mostly are, and sloth.

Besides, some disputes are hard, for all of their jurors alike. All is fixed by the
seed; the court sees nothing of it but who bought and who sold.
"""

import re
from dataclasses import dataclass
from math import exp, log
from random import Random

from jury.cli.simulate.chance import chance
from jury.cli.simulate.roster import mostly_buys, number_of

SUM = re.compile(r"[¥$€]\s?[\d.,]+")


@dataclass(frozen=True)
class Faults:
    """How many mostly buy, how far everybody leans, and how many do not judge at all.

    Of those half vote by chance, and half for the first remedy on the page. *hardness*
    says, in logits, how unlike disputes are to see through.
    """

    buyers: float = 0.8
    lean: float = 0.0
    lazy: float = 0.0
    hardness: float = 0.0

    def accuracy_in(self, words: str, accuracy: float, *, seed: int) -> float:
        """How often its readers see what is true in a dispute that reads like this.

        All of them read the same sums, whatever else stands on a juror's own page.
        """
        if not self.hardness or accuracy in {0, 1}:
            return accuracy
        ease = chance(seed, "ease", *sorted(set(SUM.findall(words))))
        usual = log(accuracy / (1 - accuracy))
        return 1 / (1 + exp(-(usual + ease.gauss(0, self.hardness))))

    def sees_what_is_true(
        self, seed: int, ref: str, mind: Random, *, accuracy: float, for_buyer: bool
    ) -> bool:
        """Whether a juror who has read the file votes for what is true in it."""
        drawn, number = mind.random(), number_of(ref)
        if number is None:
            return drawn < accuracy
        sloth = chance(seed, "sloth", number).random()
        if sloth < self.lazy:
            is_first = sloth < self.lazy / 2
            return not for_buyer if is_first else drawn < 0.5
        is_own_side = mostly_buys(seed, number, self.buyers) == for_buyer
        return drawn < accuracy + (self.lean if is_own_side else -self.lean)
