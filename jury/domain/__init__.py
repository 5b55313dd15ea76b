"""The rules of the court, pure: no Flask, SQL, clock, randomness or I/O.

Read ``lifecycle.py`` first: the stages of a dispute, as tables. ``law`` is what a
court is given (policies, reasons, ladders) and how it is checked; ``lives`` the tables
of a dispute's parts. ``eligibility.py``, ``sortition`` and ``calling`` bring a panel
together, ``jurors`` says who they are; ``attention.py``, ``ballots.py``,
``asking.py``, ``stopping.py`` and ``tally.py`` are the poll, ``award.py`` and
``money`` what it comes to, ``appeals.py`` the second hearing. ``reliability`` and
``fairness`` look at the court itself, ``case`` proves one dispute from outside.
"""
