"""Somebody with a browser: cookies of their own, pages, forms, log-in links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import httpx

from jury.cli.simulate.line import Line, Refused, plain
from jury.cli.simulate.pages import Form, Page, read_page

Changes = Mapping[str, str | list[str]]
Upload = tuple[str, bytes, str]
LANGUAGES = {"zh-Hans": "zh-CN,zh", "en": "en"}


@dataclass
class Person:
    """One user of the marketplace, as far as the court's pages see them."""

    line: Line
    ref: str
    language: str = "zh-Hans"
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def is_signed_in(self) -> bool:
        """Whether a session began earlier."""
        return bool(self.cookies)

    def get(self, path: str) -> httpx.Response:
        """Fetch an address, as it is answered."""
        return self._keep(self.line.ask("GET", path, headers=self._headers(path)))

    def read(self, path: str) -> Page:
        """Fetch a page that must be there, and read it."""
        answer = self.get(path)
        if answer.status_code != 200:
            said = f"GET {plain(path)} answered {answer.status_code} to {self.ref}."
            raise Refused(said)
        return read_page(answer.text)

    def send(
        self, form: Form, changes: Changes, *, at: str = "", file: Upload | None = None
    ) -> httpx.Response:
        """Fill a form in and send it; the answer is not followed."""
        address = form.action or at
        body: dict[str, object] = {"data": form.filled(changes)}
        if file is not None:
            body["files"] = {"file": file}
        headers = self._headers(at or address)
        return self._keep(self.line.ask("POST", address, headers=headers, **body))

    def sign_in(self, link: str) -> str:
        """Redeem a log-in link: its page, its button; returns where it leads."""
        address = urlsplit(link).path
        forms = self.read(address).forms
        # The button's form names no address: it goes to where the page is.
        form = next((one for one in forms if one.action in {"", address}), None)
        if form is None:
            raise Refused("The page of a log-in link has no button.")
        return place_of(self.send(form, {}, at=address))

    def _headers(self, path: str) -> dict[str, str]:
        headers = {
            "Accept-Language": LANGUAGES[self.language],
            "Referer": self.line.url + path,
        }
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            headers["Cookie"] = "; ".join(pairs)
        return headers

    def _keep(self, answer: httpx.Response) -> httpx.Response:
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer


def place_of(answer: httpx.Response) -> str:
    """The path that an answer leads to; empty when it is no redirection."""
    if not 300 <= answer.status_code < 400:
        return ""
    location: str = answer.headers.get("location", "")
    return urlsplit(location).path
