"""Which version of Jury this is; archives and the changelog name it."""

VERSION = "0.1.0"
