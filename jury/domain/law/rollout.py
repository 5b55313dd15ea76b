"""A policy that is tried on a share of disputes first: which disputes those are.

Nobody chooses them: a hash of the policy's name and the marketplace's own reference of
the dispute gives a number from 0 to 99, and below the share the policy applies. The
same dispute has the same number whoever asks, and a share that grows only adds to
those that it held before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from jury.domain.law.fields import FieldProblem, Table
from jury.domain.policy import EVERYWHERE, Policy

_MOST_PLACE = EVERYWHERE - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the number of one dispute decided about a policy that is being tried."""

    policy: str
    rollout: int
    place: int
    fallback: str

    @property
    def is_in(self) -> bool:
        """Tell whether the dispute is among those that the policy is tried on."""
        return self.place < self.rollout

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_trial` makes this again."""
        return asdict(self)


def place_of(policy: str, reference: str) -> int:
    """Give a dispute's number from 0 to 99 for one policy."""
    digest = hashlib.sha256(f"{policy}\n{reference}".encode()).digest()
    return int.from_bytes(digest) % EVERYWHERE


def try_out(policy: Policy, reference: str) -> Trial | None:
    """Say whether a dispute falls under a policy; None: every dispute does."""
    if policy.rollout == EVERYWHERE:
        return None
    return Trial(
        policy=policy.name,
        rollout=policy.rollout,
        place=place_of(policy.name, reference),
        fallback=policy.fallback,
    )


def read_trial(table: Table) -> Trial:
    """Read what was kept of it with a dispute; problems go to the table."""
    trial = Trial(
        policy=table.text("policy"),
        rollout=table.integer("rollout", low=0, high=EVERYWHERE),
        place=table.integer("place", low=0, high=_MOST_PLACE),
        fallback=table.text("fallback"),
    )
    table.finish()
    return trial


def rollout_checks(policies: Sequence[Policy]) -> list[FieldProblem]:
    """Note every policy on trial whose other disputes would have no court."""
    by_name = {policy.name: policy for policy in policies}
    return [
        FieldProblem(f"{policy.name}.fallback", problem)
        for policy in policies
        for problem in _problems(policy, by_name.get(policy.fallback))
    ]


def _problems(policy: Policy, fallback: Policy | None) -> Iterable[str]:
    if policy.rollout == EVERYWHERE:
        if policy.fallback:
            yield "goes with a rollout below 100, and only with it"
    elif not policy.fallback:
        yield "must name the policy for disputes that are not in the rollout"
    elif fallback is None:
        yield f"names {policy.fallback}, and there is no such policy"
    elif fallback.rollout != EVERYWHERE:
        yield f"names {policy.fallback}, which is itself not for every dispute"
