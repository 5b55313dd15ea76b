"""Whether what staff decided beside a shadow is what the log says: for `verify-log`."""

from collections.abc import Iterator

from jury.services.moderation.shadow import REPORTED, told_of
from jury.services.proof.audit import dispute_chain
from jury.storage.audit import list_entries
from jury.storage.desk.staff_decisions import list_staff_decisions
from jury.storage.disputes import get_dispute
from jury.storage.figures.judged import list_chains_of


def faults_of_staff_decisions() -> Iterator[str]:
    """What the log says of reported decisions, and is not so."""
    kept = {dispute_chain(one.dispute_id): one for one in list_staff_decisions()}
    for chain in sorted({*kept, *list_chains_of(REPORTED)}):
        row = kept.get(chain)
        said = [entry.payload for entry in list_entries(chain, REPORTED)]
        if row is None:
            yield f"{chain}: the decision of staff is gone"
        elif said != [told_of(row, get_dispute(row.dispute_id).currency)]:
            yield f"{chain}: the decision of staff is not what was reported"
