"""How the court and the process that looks speak: a line of JSON, then bytes."""

import json
import subprocess
from typing import IO, Any


def write_frame(pipe: IO[bytes], head: dict[str, Any], content: bytes) -> None:
    """Send one message."""
    line = json.dumps({**head, "size": len(content)}, ensure_ascii=True)
    pipe.write(line.encode() + b"\n" + content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None when the other side is gone."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    head: dict[str, Any] = json.loads(line)
    content = pipe.read(head["size"])
    return (head, content) if len(content) == head["size"] else None


def exchange(
    child: subprocess.Popen[bytes], head: dict[str, Any], content: bytes
) -> tuple[dict[str, Any], bytes]:
    """Ask and wait for the answer; OSError or ValueError when there is none."""
    if child.stdin is None or child.stdout is None:
        raise ValueError("a child without pipes")
    write_frame(child.stdin, head, content)
    answer = read_frame(child.stdout)
    if answer is None:
        raise BrokenPipeError("the child is gone")
    return answer
