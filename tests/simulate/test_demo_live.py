"""The demo plays the marketplace of its own disputes, and of nobody else's."""

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from jury.cli.demo.live import Live
from jury.cli.simulate.market import Market

NOW = datetime(2026, 3, 2, tzinfo=UTC)


class Noting:
    """A line to a court that has one dispute, and notes what is said to it."""

    def __init__(self, refund: str) -> None:
        self.refund, self.said = refund, list[str]()
        self.line = None

    def now(self) -> datetime:
        return NOW

    def get(self, _path: str) -> dict[str, Any]:
        return {"refund": {"ref": self.refund}}

    def give_nonce(self, dispute_id: str, _nonce: str) -> None:
        self.said.append(f"nonce for {dispute_id}")

    def answer_refund(self, refund_ref: str, result: str) -> None:
        self.said.append(f"{refund_ref} {result}")


@pytest.mark.parametrize(
    ("refund", "said"),
    [
        ("demo-7-lost", ["nonce for dsp_1", "demo-7-lost executed"]),
        ("live-42-rf1", ["nonce for dsp_1", "live-42-rf1 executed"]),
        ("RF-1712", []),
    ],
)
def test_whoever_escalates_a_dispute_is_its_marketplace(
    refund: str, said: list[str]
) -> None:
    market = Noting(refund)
    live = Live(cast(Market, market), lambda: NOW)
    for type_ in ("panel.committed", "refund.instructed"):
        event = {"type": type_, "dispute": "dsp_1", "data": {"refund": refund}}
        for plan in live._hear(event):
            plan.act()
    assert market.said == said
