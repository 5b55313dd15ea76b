"""What other tools find in texts; run by the interpreter that has them installed.

Reads a line of JSON a text, ``{"tool", "text"}``; answers with a line of spans each.
It imports nothing of ours: the peers live in an environment of their own.
"""

import json
import logging
import sys
from collections.abc import Callable
from importlib import import_module

Spans = list[tuple[int, int]]
_PATTERNS = {
    "PhoneRecognizer": {"supported_regions": ("CN", "US", "GB")},
    "EmailRecognizer": {},
    "CreditCardRecognizer": {},
    "IbanRecognizer": {},
    "UrlRecognizer": {},
    "IpRecognizer": {},
    "UsSsnRecognizer": {},
}


def presidio() -> Callable[[str], Spans]:
    """Presidio's recognisers of patterns, which need no model."""
    kinds = import_module("presidio_analyzer.predefined_recognizers")
    asked = [getattr(kinds, name)(**more) for name, more in _PATTERNS.items()]
    return lambda text: [
        (found.start, found.end)
        for one in asked
        for found in one.analyze(text, one.supported_entities, None)
    ]


def jieba() -> Callable[[str], Spans]:
    """Jieba's words that it takes for names of persons."""
    import_module("jieba").setLogLevel(logging.CRITICAL)
    tags = import_module("jieba.posseg")

    def find(text: str) -> Spans:
        spans, at = [], 0
        for word, tag in tags.cut(text):
            if tag.startswith("nr"):
                spans.append((at, at + len(word)))
            at += len(word)
        return spans

    return find


def main() -> None:
    """Answer every line until the input ends."""
    tools: dict[str, Callable[[str], Spans]] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        name = asked["tool"]
        if name not in tools:
            tools[name] = {"presidio": presidio, "jieba": jieba}[name]()
        sys.stdout.write(json.dumps(tools[name](asked["text"])) + "\n")


if __name__ == "__main__":
    main()
