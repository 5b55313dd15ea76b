"""A draw checked in a browser: the second implementation, and the page it stands on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from jury.domain.sortition import full_transcript
from tests.domain.many_draws import (
    GOLDEN,
    holds,
    spoilt,
    spoilt_openings,
    transcripts,
)
from tests.domain.test_sortition_forgery import FORGERIES
from tests.domain.test_sortition_vectors import VALUES
from tests.servers import Court
from tests.web.browsing import assert_fit_for_thumbs, visit

VERIFY = """async (texts) => {
    const { verify } = await import("/static/any/js/draw/verify.mjs");
    return texts.map((text) => verify(text).problem === undefined);
}"""
VECTORS = """async () => {
    const { EMPTY_ROOT, rowKey, tagged } = await import("/static/any/js/draw/lot.mjs");
    const { fromHex, hmac, toHex } = await import("/static/any/js/draw/bytes.mjs");
    const key = Uint8Array.from({ length: 32 }, (_, at) => at);
    const [server, nonce] = [fromHex("aa".repeat(32)), key.slice(0, 16)];
    return {
        "a person": rowKey("juror-1"),
        "a Chinese name": rowKey("张伟"),
        "a composed letter": rowKey("\u00e9lodie"),
        "the same letter in two parts": rowKey("e\u0301lodie"),
        "nobody": EMPTY_ROOT,
        "the server seed's hash": toHex(tagged("server-seed", server)),
        "the seed": toHex(tagged("seed", server, nonce)),
        "a token": toHex(hmac(key, fromHex(rowKey("juror-1")))),
    };
}"""
HOLDS = {"en": "The draw holds", "zh-Hans": "抽签核对无误"}
FAILS = {"en": "The draw does not hold", "zh-Hans": "抽签核对不通过"}


def test_the_browser_says_of_2000_transcripts_what_the_court_says(
    live_server: Court, page: Page
) -> None:
    right = transcripts(1000) + [path.read_text(encoding="utf-8") for path in GOLDEN]
    forged = [json.dumps(full_transcript(forge())) for forge in FORGERIES]
    texts = [*right, *spoilt(1000), *spoilt_openings(), *forged]
    ours = [holds(text) for text in texts]
    visit(page, f"{live_server.url}/check-draw")
    for name, value in page.evaluate(VECTORS).items():
        assert value == VALUES[name].hex(), name
    theirs = page.evaluate(VERIFY, texts)
    assert [
        text
        for text, *both in zip(texts, ours, theirs, strict=True)
        if both[0] != both[1]
    ] == []
    assert all(ours[: len(right)])
    assert sum(ours[len(right) :]) < 20


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_a_file_is_checked_on_the_page_and_on_the_page_that_was_kept(
    live_server: Court,
    open_context: Callable[..., BrowserContext],
    tmp_path: Path,
    lang: str,
) -> None:
    spoilt_file = tmp_path / "spoilt.json"
    spoilt_file.write_text(GOLDEN[1].read_text().replace('"row":', '"row":1', 1))
    for width in (360, 1280):
        page = open_context(width=width).new_page()
        visit(page, f"{live_server.url}/check-draw?lang={lang}")
        _check(page, GOLDEN[1], HOLDS[lang])
        assert_fit_for_thumbs(page)
        _check(page, spoilt_file, FAILS[lang])
    with page.expect_download() as kept:
        page.click("a[href='/check-draw/program.html']")
    program = tmp_path / "check-draw.html"
    kept.value.save_as(program)
    visit(page, program.as_uri())
    _check(page, GOLDEN[2], HOLDS[lang])
    _check(page, spoilt_file, FAILS[lang])


def test_the_page_of_a_draw_leads_to_its_own_file_checked(
    live_server: Court, page: Page
) -> None:
    page.route(
        "**/draws/dsp_1/1.json", lambda route: route.fulfill(path=str(GOLDEN[2]))
    )
    visit(page, f"{live_server.url}/check-draw?file=/draws/dsp_1/1.json&lang=en")
    expect(page.locator("[data-result] h2")).to_have_text(HOLDS["en"])
    expect(page.locator("main a").first).to_have_attribute("href", "/draws/dsp_1/1")
    visit(page, f"{live_server.url}/check-draw?file=/draws/dsp_2/1.json&lang=en")
    expect(page.locator("[data-result] h2")).to_have_text("Nothing was checked")


def _check(page: Page, file: Path, said: str) -> None:
    # It is shown once the script listens.
    expect(page.locator("#transcript")).to_be_visible()
    page.set_input_files("#transcript", file)
    expect(page.locator("[data-result] h2")).to_have_text(said)
