"""Plays stories one after the other, and tells how each ended."""

import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jury.cli.simulate.line import Line
from jury.cli.simulate.market import Market
from jury.trial.court import Court
from jury.trial.faults import Fault
from jury.trial.play import Play
from jury.trial.receiver import Receiver
from jury.trial.stories import Story

CONNECTIONS = 4


@dataclass(frozen=True)
class Ending:
    """How a story ended; without a fault the receiver got it right."""

    story: Story
    fault: Fault | None
    seconds: float


def run(
    stories: Sequence[Story], *, court: Court, key: str, receiver: Receiver
) -> Iterator[Ending]:
    """Play these stories against a receiver."""
    line = Line(court.url, connections=CONNECTIONS)
    try:
        market = Market(line, key)
        arrived = court.count_arrived()
        for story in stories:
            begun = time.monotonic()
            ref = f"{story.prefix}{story.name}-{secrets.token_hex(4)}"
            fault = _play(story, Play(court, market, receiver, ref, arrived))
            yield Ending(story, fault, time.monotonic() - begun)
    finally:
        line.close()


def _play(story: Story, play: Play) -> Fault | None:
    play.court.tell(play.receiver.url, [play.receiver.secret])
    play.begin()
    try:
        story.play(play)
    except Fault as fault:
        return fault
    finally:
        play.court.end_story()
    return None
