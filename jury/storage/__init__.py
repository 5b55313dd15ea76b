"""What is kept: tables, and the queries on them as functions beside their table.

``base.py`` and ``transaction.py`` come first. A dispute is in ``disputes.py`` and the
files named after its parts: ``exhibits.py``, ``draws.py``, ``polls.py``,
``verdicts.py``, ``appeals.py``; what happened in it in ``audit.py``. Folders hold the
rest: ``roster``, ``jurors``, ``money``, ``files``, ``desk``, ``figures``, ``outside``.
"""
