"""What is said of one type of event."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jury.api.event_payloads import Payload


@dataclass(frozen=True)
class EventKind:
    """One type of event, with an example of its `data`."""

    when: str
    data: type[Payload]
    example: Mapping[str, Any]
