"""As much of curl as docs/integration.md uses, for machines that have none."""

import argparse
import sys
from pathlib import Path

import httpx


def main() -> None:
    """Make one request and print the body of its answer."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-X", dest="method", default="GET")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", "--data-binary", dest="body", default="")
    asked = parser.parse_args()
    body = asked.body.encode()
    if asked.body.startswith("@"):
        body = Path(asked.body[1:]).read_bytes()
    headers = dict(header.split(": ", 1) for header in asked.headers)
    answer = httpx.request(asked.method, asked.url, headers=headers, content=body)
    sys.stdout.write(answer.text)


if __name__ == "__main__":
    main()
