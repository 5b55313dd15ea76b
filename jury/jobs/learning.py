"""Counting what the calls of closed polls came to, apart from the sweep of hearings."""

from jury.services.drawing.learning import learn_answers
from jury.storage.base import current_session
from jury.storage.jurors.answers import has_to_learn
from jury.storage.transaction import transaction


def learn_turnout() -> None:
    """Count every poll that has closed since the last time, a few at once."""
    while has_to_learn():
        current_session().rollback()
        with transaction():
            learned = learn_answers()
        if not learned:
            # Another sweeper is at them.
            break
    current_session().rollback()
