"""What commands tell of rules in force; without a database, what the files say.

Whoever only edits the files has no court: for them the files are the rules.
"""

import click
from flask import has_app_context
from sqlalchemy.exc import OperationalError, ProgrammingError

from jury.domain.law.kept import digest_of
from jury.domain.law.whole import Law, Rules
from jury.services.fairness.calibrated import calibrated
from jury.services.law.adoption import law_in_force

NO_TABLES = (OperationalError, ProgrammingError)


def in_force(files: Law) -> Law:
    """The rules by which disputes are admitted; of files that wait it says so."""
    if not has_app_context():
        return files
    try:
        law = law_in_force(files)
    except NO_TABLES:
        return files
    if digest_of(law) != digest_of(files):
        click.echo(
            "The files say other rules, which wait for administrators.", err=True
        )
    return law


def with_calibration(rules: Rules) -> Rules:
    """The rules as a dispute would keep them, with what evidence is worth now."""
    if not has_app_context():
        return rules
    try:
        return calibrated(rules)
    except NO_TABLES:
        return rules
