"""The floor under a ladder, and whether rules and floors fit the ladders they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jury.domain.law.fields import FieldProblem
from jury.domain.law.ladder import NOTHING, Basis, Rung, worth_of
from jury.domain.law.reasons import Reason
from jury.domain.law.rulebook import Floor, When
from jury.domain.policy import Policy, Route


def least_of(
    floors: Iterable[Floor],
    ladder: Sequence[Rung],
    *,
    price_minor: int,
    freight_minor: int,
    held_minor: int,
    currency: str,
) -> int:
    """Say how much every remedy of one dispute must at least be worth to the buyer."""
    by_code = {rung.code: rung for rung in ladder}

    def least(floor: Floor) -> int:
        rung = by_code.get(floor.award)
        if rung is None:
            return min(-(-price_minor * floor.percent // 100), held_minor)
        return worth_of(
            rung,
            price_minor=price_minor,
            freight_minor=freight_minor,
            held_minor=held_minor,
            currency=currency,
        )

    return max(map(least, floors), default=0)


def rule_checks(policy: Policy, reasons: Mapping[str, Reason]) -> list[FieldProblem]:
    """Note every rule whose remedy its ladders lack, or that undercuts a floor."""
    field = f"{policy.name}.rule"
    found = []
    if bool(policy.rules) != (policy.route is Route.RULE):
        found.append(FieldProblem(field, "goes with the route rule, and only with it"))
    codes = [one.code for one in policy.rules]
    codes += [one.code for one in policy.floors]
    if len(set(codes)) < len(codes):
        found.append(FieldProblem(field, "or floor: a code stands twice"))
    for place, rule in enumerate(policy.rules):
        line = f"{field}[{place}]"
        found += _unknown_reasons(rule.when, reasons, line)
        for ladder in _ladders(policy, rule.when, reasons):
            if rule.award not in ladder:
                found.append(FieldProblem(f"{line}.award", _lacks(rule.award)))
            found += [
                FieldProblem(f"{line}.award", f"undercuts the floor {floor.code}")
                for floor in policy.floors
                if floor.when in {When(), rule.when}
                and rule.award in ladder
                and floor.award in ladder[ladder.index(rule.award) + 1 :]
            ]
    return list(dict.fromkeys(found))


def floor_checks(
    policy: Policy, reasons: Mapping[str, Reason], rungs: Mapping[str, Rung]
) -> list[FieldProblem]:
    """Note every floor that no rung of its ladders stands on."""
    found = []
    for place, floor in enumerate(policy.floors):
        line = f"{policy.name}.floor[{place}]"
        found += _unknown_reasons(floor.when, reasons, line)
        for ladder in _ladders(policy, floor.when, reasons):
            known = [rungs[code] for code in ladder if code in rungs]
            if floor.award and (floor.award not in ladder or floor.award == NOTHING):
                found.append(FieldProblem(f"{line}.award", _lacks(floor.award)))
            elif floor.percent and not any(_stands_on(floor, one) for one in known):
                message = f"{floor.percent} is the share of no remedy on its ladder"
                found.append(FieldProblem(f"{line}.percent", message))
    return list(dict.fromkeys(found))


def _stands_on(floor: Floor, rung: Rung) -> bool:
    is_share = rung.basis is Basis.SHARE and rung.percent == floor.percent
    return is_share or (rung.basis is Basis.HELD and floor.percent == 100)


def _ladders(
    policy: Policy, when: When, reasons: Mapping[str, Reason]
) -> Iterator[tuple[str, ...]]:
    """The ladders on which something of a policy may come to stand."""
    if policy.ladder:
        yield policy.ladder
        return
    for code in when.reasons or policy.matches.reasons or tuple(reasons):
        if code in reasons:
            yield reasons[code].ladder


def _unknown_reasons(
    when: When, reasons: Mapping[str, Reason], line: str
) -> list[FieldProblem]:
    return [
        FieldProblem(f"{line}.when.reasons", f"{code} is not a reason")
        for code in when.reasons
        if code not in reasons
    ]


def _lacks(code: str) -> str:
    return f"{code} is not a remedy on its ladder"
