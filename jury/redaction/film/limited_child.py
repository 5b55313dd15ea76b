"""Become one program, under limits of memory, processor time and file size.

Run by path, not as a module: it must start fast and share nothing with the court.
Arguments: bytes of memory, seconds of processor time, bytes of a written file, then
the program and what it is given.
"""

import os
import resource
import sys


def main(arguments: list[str]) -> None:
    """Set the limits and hand over; there is no way back."""
    memory, seconds, written = map(int, arguments[:3])
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
    ):
        # Whoever is limited already may not ask for more.
        hard = resource.getrlimit(limit)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (allowed, allowed))
    # The caller is our own code; the program is the ffmpeg that it looked up.
    os.execv(arguments[3], arguments[3:])  # noqa: S606 # nosec B606


if __name__ == "__main__":
    main(sys.argv[1:])
