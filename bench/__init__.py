"""How fast the court is, each figure beside its yardstick: `make bench`.

A module of this package that has a function `figures() -> Iterator[Figure]` is a bench.
`python -m bench` runs all of them, `python -m bench NAME …` those named.
"""

import os

# As the application does: many small products wait for each other over several cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
