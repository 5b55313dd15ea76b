"""The web application as servers and `flask --app wsgi` find it."""

import gc
import os
import sys
from dataclasses import replace

# NumPy's many small products wait for each other when they are spread over cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click
from apiflask import APIFlask

from config import BadConfiguration, Config
from jury import create_app
from jury.domain.law.fields import LawInvalid
from jury.services.playing.sandbox import Leftovers
from jury.storage.files.master_keys import BadMasterKeys, read_master_keys
from jury.trial import integration_check

# With this exit code gunicorn stops instead of starting worker after worker.
CANNOT_START = 3


def _is_serving() -> bool:
    """A `flask` command other than `run` serves nobody."""
    return click.get_current_context(silent=True) is None or "run" in sys.argv[1:]


def _make_app() -> APIFlask:
    is_serving = _is_serving()
    config = Config.from_env(is_serving=is_serving)
    try:
        made = create_app(config)
    except Leftovers:
        if is_serving:
            raise
        # A command serves nobody: it takes a sandbox's database for what it is, so
        # that a trial needs no setting in every shell.
        return create_app(replace(config, sandbox=True))
    if is_serving and not config.sandbox:
        read_master_keys(config)
    return made


try:
    app = _make_app()
except (BadConfiguration, BadMasterKeys, Leftovers) as problem:
    click.echo(f"Jury cannot start. {problem}", err=True)
    sys.exit(CANNOT_START)
except LawInvalid as invalid:
    click.echo(f"Jury cannot start. {invalid.report}", err=True)
    sys.exit(CANNOT_START)

# Above the court, which it makes another one of; so the court itself cannot know it.
app.cli.add_command(integration_check)

# What was loaded stays for good: the collector need not walk it again, which would
# hold up a request for as long.
gc.freeze()
