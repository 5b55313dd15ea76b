"""Reads the court's pages as a browser does: words, links, and forms with fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
TICKED = {"radio", "checkbox"}


@dataclass(frozen=True)
class Field:
    """One field of a form; `is_on` for those that are ticked or always sent."""

    name: str
    kind: str
    value: str
    is_on: bool


@dataclass
class Form:
    """A form: where it goes, and what stands in it."""

    action: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def names(self, name: str) -> list[Field]:
        """The fields of this name."""
        return [one for one in self.fields if one.name == name]

    def value(self, name: str) -> str:
        """What the first field of this name holds; empty when there is none."""
        return next((one.value for one in self.names(name)), "")

    def filled(self, changes: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
        """What a browser would send after a person has made these changes."""
        sent: dict[str, list[str]] = {}
        for one in self.fields:
            if one.is_on and one.name not in changes:
                sent.setdefault(one.name, []).append(one.value)
        for name, value in changes.items():
            sent[name] = [value] if isinstance(value, str) else list(value)
        return sent


@dataclass
class Page:
    """One page as it was read."""

    words: str
    forms: list[Form]
    links: list[str]
    marks: dict[str, str]

    def form(self, ending: str) -> Form | None:
        """The first form whose address ends so."""
        return next((one for one in self.forms if one.action.endswith(ending)), None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.marks: dict[str, str] = {}
        self._form: Form | None = None
        self._area: str | None = None
        self._area_text: list[str] = []
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name.startswith("data-"):
                self.marks.setdefault(name, value)
        begin = getattr(self, f"_begin_{tag}", None)
        if begin is not None:
            begin(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            # A browser drops the line break behind the opening tag.
            text = "".join(self._area_text).removeprefix("\n")
            self._keep(Field(self._area, "textarea", text, is_on=True))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area_text.append(data)
        elif data.strip():
            self.words.append(data)

    def _begin_form(self, given: dict[str, str]) -> None:
        self._form = Form(given.get("action", ""))
        self.forms.append(self._form)

    def _begin_a(self, given: dict[str, str]) -> None:
        if "href" in given:
            self.links.append(given["href"])

    def _begin_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"file", "submit", "button"}:
            return
        is_on = kind not in TICKED or "checked" in given
        value = given.get("value", "on" if kind in TICKED else "")
        self._keep(Field(given.get("name", ""), kind, value, is_on=is_on))

    def _begin_textarea(self, given: dict[str, str]) -> None:
        self._area, self._area_text = given.get("name", ""), []

    def _begin_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")

    def _begin_option(self, given: dict[str, str]) -> None:
        if self._select is not None:
            on = "selected" in given
            self._keep(Field(self._select, "option", given.get("value", ""), is_on=on))

    def _begin_button(self, given: dict[str, str]) -> None:
        if self._form is not None and "name" in given:
            self._form.buttons.append((given["name"], given.get("value", "")))

    def _keep(self, one: Field) -> None:
        if self._form is not None and one.name:
            self._form.fields.append(one)


def read_page(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(" ".join(reader.words), reader.forms, reader.links, reader.marks)
