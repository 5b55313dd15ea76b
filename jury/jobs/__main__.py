"""`python -m jury.jobs`: the sweeper, a process of its own; with `worker`, a worker."""

import sys

from jury.jobs import scheduler, worker
from wsgi import app

if sys.argv[1:2] == ["worker"]:
    sys.exit(worker.run(app, sys.argv[2:]))
sys.exit(scheduler.run(app))
