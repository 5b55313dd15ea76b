"""The reference in docs/integration.md, from the description at /openapi.json.

Events first, then what can be asked, then the shapes that both are made of.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

Part = Mapping[str, Any]
OWN_PROBLEM = "application/problem+json"


def events_reference(description: Part) -> str:
    """Every type of event: when, the fields of `data`, an example."""
    shapes = description["components"]["schemas"]
    lines: list[str] = []
    told = groupby(description["webhooks"].items(), key=lambda one: _data_of(one[1]))
    for shape, same in told:
        of_shape = list(same)
        lines += [f"- **`{type_}`** – {_summary(one)}." for type_, one in of_shape]
        lines += ["", *_fields(shapes[shape]), ""]
        content = _content(of_shape[0][1]["post"]["requestBody"])
        lines += [*_block(content["example"]["data"]), ""]
    return "\n".join(lines).strip()


def operations_reference(description: Part) -> str:
    """Every address: what it takes, what it answers, what it may refuse."""
    lines: list[str] = []
    for path, kinds in description["paths"].items():
        for method, operation in kinds.items():
            lines += [f"#### {method.upper()} `{path}`", ""]
            lines += [f"{operation['summary']}. {_more(operation)}".strip(), ""]
            lines += [*_takes(operation), *_gives(operation), ""]
    return "\n".join(lines).strip()


def shapes_reference(description: Part) -> str:
    """Every shape by name, but for those of events, which stand beside them."""
    shapes = description["components"]["schemas"]
    told = {_data_of(webhook) for webhook in description["webhooks"].values()}
    lines: list[str] = []
    for name, shape in sorted(shapes.items()):
        if name in told:
            continue
        lines += [f"#### {name}", "", _sentence(shape), "", *_fields(shape), ""]
    return "\n".join(lines).strip()


def _summary(webhook: Part) -> str:
    return str(webhook["post"]["summary"])


def _data_of(webhook: Part) -> str:
    schema = _content(webhook["post"]["requestBody"])["schema"]
    return _last(schema["allOf"][1]["properties"]["data"]["$ref"])


def _more(operation: Part) -> str:
    return " ".join(operation["description"].split())


def _takes(operation: Part) -> Iterator[str]:
    asked = [one for one in operation["parameters"] if one["in"] == "query"]
    for one in asked:
        default = one["schema"].get("default")
        end = "" if default is None else f"; `{json.dumps(default)}` when left out"
        yield f"- in the query, `{one['name']}`: {_type(one['schema'])}{end}"
    if "requestBody" in operation:
        ((media_type, content),) = operation["requestBody"]["content"].items()
        yield f"- takes {_type(content['schema'])} as `{media_type}`"


def _gives(operation: Part) -> Iterator[str]:
    refused = []
    for status, answer in operation["responses"].items():
        if OWN_PROBLEM in answer["content"]:
            refused.append(status)
        else:
            yield f"- answers {status} with {_type(_content(answer)['schema'])}"
    yield f"- refuses with {', '.join(refused)}"


def _fields(shape: Part) -> Iterator[str]:
    required = set(shape.get("required", ()))
    if not shape.get("properties"):
        return
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for name, field in shape["properties"].items():
        end = "" if name in required else ", may be left out"
        meaning = " ".join(field.get("description", "").split())
        yield f"| `{name}` | {_type(field)}{end} | {meaning} |"


def _type(schema: Part) -> str:
    """A schema in a few words."""
    for key, in_words in _COMPOSED.items():
        if key in schema:
            return in_words(schema[key])
    in_words_of_kind = _KINDS.get(schema.get("type", ""))
    return in_words_of_kind(schema) if in_words_of_kind else "anything"


def _text_type(schema: Part) -> str:
    formats = {"date-time": "time", "date": "day"}
    if schema.get("format") in formats:
        return formats[schema["format"]]
    if "[0-9a-f]" in schema.get("pattern", ""):
        return f"hex{_most(schema, 'maxLength')}"
    return f"text{_most(schema, 'maxLength')}"


def _most(schema: Part, key: str) -> str:
    return f" (at most {schema[key]:,})" if key in schema else ""


def _bounds(schema: Part) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None and most is None:
        return ""
    if most is None:
        return f" from {least:,}"
    return f" from {least or 0:,} to {most:,}"


def _last(ref: str) -> str:
    return ref.rpartition("/")[2]


def _content(part: Part) -> Part:
    (content,) = part["content"].values()
    found: Part = content
    return found


def _sentence(shape: Part) -> str:
    return " ".join(shape.get("description", "").split())


def _block(example: Part) -> list[str]:
    return ["```json", json.dumps(example, ensure_ascii=False), "```"]


_KINDS: Mapping[str, Callable[[Part], str]] = {
    "array": lambda one: f"list{_most(one, 'maxItems')} of {_type(one['items'])}",
    "string": _text_type,
    "integer": lambda one: f"whole number{_bounds(one)}",
    "boolean": lambda _one: "true or false",
    "null": lambda _one: "null",
    "object": lambda _one: "object",
}
_COMPOSED: Mapping[str, Callable[[Any], str]] = {
    "$ref": lambda ref: f"[{_last(ref)}](#{_last(ref).lower()})",
    "allOf": lambda all_of: _type(all_of[0]),
    "anyOf": lambda any_of: " or ".join(map(_type, any_of)),
    "enum": lambda values: ", ".join(f"`{one}`" for one in values),
    "const": lambda value: f"`{value}`",
}
