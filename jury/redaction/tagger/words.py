"""Cutting a text into the words that the model was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Units = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Words:
    """The words with a number, and those that a text is cut at without one."""

    numbers: dict[str, int]
    cuts: frozenset[str]

    @classmethod
    def unpack(cls, part: dict[str, NDArray[np.generic]]) -> Self:
        """From the arrays of letters that the weights come with."""
        known, uncut = _lines(part["known"]), set(_lines(part["uncut"]))
        numbers = {word: number for number, word in enumerate(known)}
        cuts = {word for word in known if len(word) > 1 and word not in uncut}
        unknown = len(known)
        numbers |= {
            pair[0]: numbers.get(pair[1], unknown) for pair in _lines(part["same"])
        }
        return cls(numbers, frozenset(cuts.union(_lines(part["cuts"]))))

    def units(self, text: str, unknown: int) -> Units:
        """The number of each unit of a text, and how many characters it takes."""
        numbers: list[int] = []
        lengths: list[int] = []
        for word in self._cut(text):
            number = self.numbers.get(word)
            if number is None and len(word) > 1:
                numbers += [self.numbers.get(c, unknown) for c in word]
                lengths += [1] * len(word)
            else:
                numbers.append(unknown if number is None else number)
                lengths.append(len(word))
        return numbers, lengths

    def _cut(self, text: str) -> list[str]:
        """As few words as possible, long ones first; letters and digits stay whole."""
        words: list[str] = []
        at = 0
        joins = False
        for end in self._ends(text):
            if end <= at:
                continue
            word = text[at:end]
            plain = len(word) == 1 and word.isascii() and word.isalnum()
            if plain and joins:
                words[-1] += word
            else:
                words.append(word)
            at, joins = end, plain
        return words

    def _ends(self, text: str) -> Sequence[int]:
        """For each place where the best cut begins a word: where that word ends."""
        size = len(text)
        beyond = size + 1
        fewest = [0] * (size + 1) + [beyond, beyond]
        ends = [0] * size
        cuts = self.cuts
        for at in range(size - 1, -1, -1):
            least, end = fewest[at + 1], at + 1
            if fewest[at + 2] <= least and text[at : at + 2] in cuts:
                least, end = fewest[at + 2], at + 2
            if fewest[at + 3] <= least and text[at : at + 3] in cuts:
                least, end = fewest[at + 3], at + 3
            fewest[at], ends[at] = least + 1, end
        return _followed(ends)


def _followed(ends: list[int]) -> list[int]:
    kept: list[int] = []
    at = 0
    while at < len(ends):
        at = ends[at]
        kept.append(at)
    return kept


def _lines(letters: NDArray[np.generic]) -> list[str]:
    return letters.tobytes().decode().split("\n")
