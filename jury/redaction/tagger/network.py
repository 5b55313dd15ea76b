"""Two layers of recurrent units, read both ways, and a chain of tags over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from jury.redaction.tagger.words import Units, Words

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_ONE: Final = np.float32(1)
_HALF: Final = np.float32(0.5)
_WEIGHTS: Final = Path(__file__).with_name("people.npz")
_HIDDEN: Final = 128
# How many texts go through at once: more gain nothing.
_TOGETHER: Final = 32
_PERSON_BEGINS: Final = 16
_PERSON_GOES_ON: Final = 17
# The first and the last tag of places and organisations.
_ELSE_BEGINS: Final = 18
_ELSE_GOES_ON: Final = 21


@dataclass(frozen=True)
class Reading:
    """What the model makes of a text, character by character.

    ``person`` is how likely a character is part of a name, ``begins`` how likely a
    name begins with it; ``place`` how likely it is part of a place or an organisation.
    """

    person: Floats
    begins: Floats
    place: Floats


def read(texts: Sequence[str]) -> list[Reading]:
    """A reading of each text; texts of like length are read together."""
    model = _model()
    units = [model.words.units(text, model.unknown) for text in texts]
    order = sorted(range(len(texts)), key=lambda place: len(units[place][0]))
    readings: dict[int, Reading] = {}
    for first in range(0, len(order), _TOGETHER):
        places = order[first : first + _TOGETHER]
        together = [units[place] for place in places]
        readings.update(zip(places, _read_together(model, together), strict=True))
    return [readings[place] for place in range(len(texts))]


def _read_together(model: "_Model", units: Sequence[Units]) -> Iterator[Reading]:
    lengths = np.array([len(numbers) for numbers, _ in units])
    ids = np.full((max(int(lengths.max()), 1), len(units)), model.unknown)
    for column, (numbers, _) in enumerate(units):
        ids[: len(numbers), column] = numbers
    likely = _likelihoods(model, _emissions(model, ids, lengths), lengths)
    for column, (numbers, widths) in enumerate(units):
        pair = likely[: len(numbers), column, _PERSON_BEGINS : _PERSON_GOES_ON + 1]
        person = np.repeat(pair, widths, axis=0).sum(axis=1, dtype=np.float32)
        begins = np.zeros_like(person)
        begins[np.cumsum(widths, dtype=np.intp) - widths] = pair[:, 0]
        rest = likely[: len(numbers), column, _ELSE_BEGINS : _ELSE_GOES_ON + 1]
        place = np.repeat(rest.sum(axis=1, dtype=np.float32), widths)
        yield Reading(person, begins, place)


def _backwards(steps: int, lengths: Places) -> slice | tuple[Places, Places]:
    """The index that turns every text round and leaves its padding at the end."""
    if int(lengths.min()) == steps:
        return slice(None, None, -1)
    at = np.arange(steps)[:, None]
    return np.where(at < lengths, lengths - 1 - at, at), np.arange(len(lengths))


def _emissions(model: "_Model", ids: Places, lengths: Places) -> Floats:
    turned = _backwards(len(ids), lengths)
    read: Floats = np.multiply(model.vectors[ids], model.scale[ids], dtype=np.float32)
    for layer in model.layers:
        given = _times(read, layer.inputs) + layer.bias
        half = given.shape[-1] // 2
        ways = np.stack([given[:, :, :half], given[:, :, half:][turned]], axis=1)
        states = layer.run(ways)
        read = np.concatenate([states[:, 0], states[:, 1][turned]], axis=-1)
    return _times(read, model.output) + model.output_bias


def _times(read: Floats, weights: Floats) -> Floats:
    """One product for all steps and texts: step by step it would take several times."""
    steps, texts, numbers = read.shape
    product: Floats = read.reshape(-1, numbers) @ weights
    return product.reshape(steps, texts, -1)


def _likelihoods(model: "_Model", emissions: Floats, lengths: Places) -> Floats:
    """How likely each tag is at each place, over all paths through the chain."""
    turned = _backwards(len(emissions), lengths)
    weights = np.exp(emissions - emissions.max(axis=-1, keepdims=True))
    # Both ways at once: what leads to a place, then with what stands there.
    ways = np.stack([weights, weights[turned]], axis=1)
    led = np.empty_like(ways)
    led[0] = model.borders
    here = np.multiply(led[0], ways[0])
    for at in range(1, len(ways)):
        step = np.matmul(here, model.chain, out=led[at])
        step /= np.add.reduce(step, axis=-1, keepdims=True)
        np.multiply(step, ways[at], out=here)
    both = led[:, 0] * led[:, 1][turned] * weights
    likely: Floats = both / both.sum(axis=-1, keepdims=True)
    return likely


@dataclass(frozen=True)
class _Layer:
    """The gates are (1 + tanh(x / 2)) / 2, the logistic function of x.

    ``unpack`` puts those halves into the weights: each would be a step of every step.
    """

    inputs: Floats
    bias: Floats
    gates: Floats
    fresh: Floats

    @classmethod
    def unpack(cls, number: dict[str, Floats], at: int) -> Self:
        """The layer of that number, from the parts that the weights come with."""
        half = np.ones(6 * _HIDDEN, np.float32)
        half[: 2 * _HIDDEN] = half[3 * _HIDDEN : 5 * _HIDDEN] = 0.5
        return cls(
            number[f"input_{at}"] * half,
            number[f"bias_{at}"] * half,
            number[f"gates_{at}"] * np.float32(0.5),
            number[f"fresh_{at}"] * np.float32(0.5),
        )

    def run(self, given: Floats) -> Floats:
        """The states after each step; ``given`` is step, way, text, number."""
        steps, ways, texts, _ = given.shape
        state = np.zeros((ways, texts, _HIDDEN), np.float32)
        states = np.empty((steps, ways, texts, _HIDDEN), np.float32)
        gates = np.empty((ways, texts, 2 * _HIDDEN), np.float32)
        kept, fresh = np.empty_like(state), np.empty_like(state)
        update, reset = gates[:, :, :_HIDDEN], gates[:, :, _HIDDEN:]
        to_gates, to_fresh = np.split(given, [2 * _HIDDEN], axis=-1)
        for gate, new, out in zip(to_gates, to_fresh, states, strict=True):
            np.matmul(state, self.gates, out=gates)
            np.add(gates, gate, out=gates)
            np.tanh(gates, out=gates)
            np.add(gates, _ONE, out=gates)
            np.multiply(reset, state, out=kept)
            np.matmul(kept, self.fresh, out=fresh)
            np.add(fresh, new, out=fresh)
            np.tanh(fresh, out=fresh)
            np.subtract(fresh, state, out=fresh)
            np.multiply(fresh, update, out=fresh)
            np.multiply(fresh, _HALF, out=fresh)
            state = np.add(state, fresh, out=out)
        return states


@dataclass(frozen=True)
class _Model:
    words: Words
    vectors: NDArray[np.int8]
    scale: Floats
    layers: tuple[_Layer, _Layer]
    output: Floats
    output_bias: Floats
    crf: Floats

    @property
    def unknown(self) -> int:
        """The number of a word that the model never saw."""
        return len(self.vectors) - 1

    @cached_property
    def borders(self) -> Floats:
        """How readily each tag begins a text, and ends one."""
        return _exp(self.crf[:2])[:, None]

    @cached_property
    def chain(self) -> Floats:
        """How readily one tag follows another, and precedes it; never overflowing."""
        follows = _exp(self.crf[2:])
        return np.stack([follows, follows.T])


def _exp(values: Floats) -> Floats:
    powers: Floats = np.exp(np.clip(values, -30, 30))
    return powers


@lru_cache(maxsize=1)
def _model() -> _Model:
    with np.load(_WEIGHTS, allow_pickle=False) as packed:
        part = dict(packed)
    number = {
        name: array.astype(np.float32)
        for name, array in part.items()
        if array.dtype == np.float16
    }
    return _Model(
        words=Words.unpack(part),
        vectors=part["vectors"],
        scale=number["scale"],
        layers=(_Layer.unpack(number, 0), _Layer.unpack(number, 1)),
        output=number["output"],
        output_bias=number["output_bias"],
        crf=number["crf"],
    )
