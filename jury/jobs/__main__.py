"""`python -m jury.jobs`: the sweeper, a process of its own."""

import sys

from jury.jobs.scheduler import run
from wsgi import app

sys.exit(run(app))
