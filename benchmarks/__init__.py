"""Accuracy and speed, measured: one file a family of measures, printed as one table.

`make bench` runs all; `python -m benchmarks relations seedpage` runs those named. The gold sets lie
in a folder `shared` beside the repository; where it is absent a benchmark says so and is skipped.
"""

from __future__ import annotations

import os

# Speed is told for one thread: these are read when numpy is loaded, so they are set before it.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
