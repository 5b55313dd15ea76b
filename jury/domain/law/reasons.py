"""The reasons for which a dispute is filed, and what each brings with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.texts import Text
from jury.domain.lifecycle import Side


class Group(StrEnum):
    """How marketplaces sort after-sale problems."""

    PRODUCT = "product"
    LOGISTICS = "logistics"
    SERVICE = "service"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class Question:
    """A yes-or-no question of fact; the filer's yes states the claim."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Something a side is expected to show, and what makes it good."""

    code: str
    text: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the taxonomy. `ladder` names rungs from nothing upwards."""

    code: str
    group: Group
    filed_by: Side
    title: Text
    questions: tuple[Question, ...]
    buyer_evidence: tuple[EvidenceItem, ...]
    seller_evidence: tuple[EvidenceItem, ...]
    ladder: tuple[str, ...]
    burden: Side
    rule: Text

    @property
    def evidence(self) -> Mapping[Side, tuple[EvidenceItem, ...]]:
        """What is expected of each side."""
        return {Side.BUYER: self.buyer_evidence, Side.SELLER: self.seller_evidence}

    def question(self, code: str) -> Question | None:
        """Find one of the reason's questions."""
        return next((one for one in self.questions if one.code == code), None)

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `parse_reason` makes this reason again."""
        return {
            "code": self.code,
            "group": self.group.value,
            "filed_by": self.filed_by.value,
            "title": self.title.to_json(),
            "question": [
                {"code": one.code, **one.text.to_json()} for one in self.questions
            ],
            "buyer": [_item_json(item) for item in self.buyer_evidence],
            "seller": [_item_json(item) for item in self.seller_evidence],
            "ladder": list(self.ladder),
            "burden": self.burden.value,
            "rule": self.rule.to_json(),
        }


def parse_reason(source: object, *, path: str = "") -> Reason:
    """Make a reason from a mapping, or raise LawInvalid with every bad field."""
    problems: list[FieldProblem] = []
    reason = read_reason(Table(source, path=path, problems=problems))
    if problems:
        raise LawInvalid(problems)
    return reason


def read_reason(table: Table) -> Reason:
    """Read one reason; problems go to the table."""
    reason = Reason(
        code=table.text("code"),
        group=table.code("group", Group),
        filed_by=table.code("filed_by", Side, default=Side.BUYER),
        title=table.words("title"),
        questions=tuple(_question(one) for one in table.tables("question")),
        buyer_evidence=tuple(_item(one) for one in table.tables("buyer")),
        seller_evidence=tuple(_item(one) for one in table.tables("seller")),
        ladder=table.strings("ladder"),
        burden=table.code("burden", Side),
        rule=table.words("rule"),
    )
    table.finish()
    if not 1 <= len(reason.questions) <= 7:
        table.note("question", "must be one to seven questions")
    if len({one.code for one in reason.questions}) < len(reason.questions):
        table.note("question", "uses a code twice")
    for side, items in reason.evidence.items():
        if not items:
            table.note(side, "expects no evidence")
    return reason


def _question(table: Table) -> Question:
    question = Question(table.text("code"), table.own_words())
    table.finish()
    return question


def _item(table: Table) -> EvidenceItem:
    item = EvidenceItem(table.text("code"), table.own_words(), table.words("hint"))
    table.finish()
    return item


def _item_json(item: EvidenceItem) -> dict[str, object]:
    return {"code": item.code, **item.text.to_json(), "hint": item.hint.to_json()}
