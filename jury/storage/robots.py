"""What robots still have to do in a sandbox's disputes: a script a dispute."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Stage
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute


class RobotScript(Base):
    """What buyer, seller, jurors and staff of one dispute will do, in order."""

    __tablename__ = "robot_script"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    acts: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]


def find_script(dispute_id: str) -> RobotScript | None:
    """The script of a dispute, if robots play in it."""
    return current_session().get(RobotScript, dispute_id)


def list_scripted() -> list[str]:
    """The disputes in which robots play: not over, or scripted after they were."""
    query = (
        select(RobotScript.dispute_id)
        .join(Dispute)
        .where(
            or_(
                Dispute.stage != Stage.CLOSED.value,
                RobotScript.written_at >= Dispute.closed_at,
            )
        )
        .order_by(RobotScript.dispute_id)
    )
    return list(current_session().scalars(query))
