"""A dispute through every role's pages, in a real browser, from escalation to payment.

Once with script and once without; between them every role reads both languages, and
every page is looked at on a small phone and on a desk.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.servers import Court
from tests.walk import Marketplace, Open, Visitor
from tests.web.browsing import choose, visit_again

PASSWORD = "not a secret, but long enough"
# Keeps what the upload has said, since the page is left when it is done.
LISTEN = """(() => {
  const says = document.querySelector("[data-upload-says]");
  const keep = () => sessionStorage.setItem("told", says.textContent);
  new MutationObserver(keep).observe(says, { childList: true, characterData: true });
})()"""


@dataclass(frozen=True)
class Plan:
    """How everybody comes: with script or without, in which language, how wide."""

    has_script: bool
    lang: Mapping[str, str]
    width: Mapping[str, int]


WITH_SCRIPT = Plan(
    has_script=True,
    lang={"buyer": "zh-Hans", "seller": "en", "moderator": "en", "juror": "zh-Hans"},
    width={"buyer": 360, "seller": 1280, "moderator": 1280, "juror": 360},
)
WITHOUT_SCRIPT = Plan(
    has_script=False,
    lang={"buyer": "en", "seller": "zh-Hans", "moderator": "zh-Hans", "juror": "en"},
    width={"buyer": 1280, "seller": 360, "moderator": 360, "juror": 1280},
)


@dataclass
class Walk:
    """One dispute and those who are at it."""

    court: Court
    open_context: Open
    plan: Plan
    market: Marketplace
    people: dict[str, Visitor]

    def visitor(self, name: str, role: str) -> Visitor:
        """A person of that role, with a browser of their own."""
        context = self.open_context(
            width=self.plan.width[role],
            locale=self.plan.lang[role],
            script=self.plan.has_script,
        )
        page = context.new_page()
        made = Visitor(
            page=page,
            url=self.court.url,
            lang=self.plan.lang[role],
            has_script=self.plan.has_script,
        )
        page.on("pageerror", lambda error: made.faults.append(str(error)))
        self.people[name] = made
        return made

    @property
    def place(self) -> str:
        """The page of the dispute."""
        return f"/disputes/{self.market.dispute}"


def make_picture() -> bytes:
    """A photograph of a repair bill, large enough to take a moment."""
    out = io.BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def put_case(walk: Walk, side: str) -> Visitor:
    """A side comes in, answers a point, tells its case and answers the other."""
    person = walk.visitor(side, side)
    user = f"{side}-walk-{walk.market.number}"
    person.come_in(walk.market.link(user, "party", walk.place))
    page = person.page
    choose(page, "[name='stance:point:2'][value='yes']")
    page.fill("[name='text:point:2']", "It says so on the bill.")
    person.press("#points [name=save]")
    for kind, words in (("case", "I saw it on the first day."), ("answer", "No.")):
        page.fill(f"#text-{kind}", words)
        person.press(f"[name=save][value={kind}]")
        expect(page.locator("main")).to_contain_text(words)
    return person


def file_picture(walk: Walk, person: Visitor) -> None:
    """A side photographs the bill and files it."""
    person.press(f"a[href='{walk.place}/exhibits']")
    page = person.page
    picture = {"name": "bill.jpg", "mimeType": "image/jpeg", "buffer": make_picture()}
    page.set_input_files("#file", picture)  # type: ignore[arg-type]  # a FilePayload
    page.fill("#caption", "The bill of the repair")
    page.select_option("#point_no", "1")
    if walk.plan.has_script:
        page.evaluate(LISTEN)
    person.press("form[data-upload] .acts button:not([type=button])")
    expect(page.locator("#evidence .exhibit")).to_have_count(1)
    if walk.plan.has_script:
        assert page.evaluate("sessionStorage.getItem('told')")


def say_done(walk: Walk, person: Visitor) -> None:
    """A side has said everything."""
    person.visit(f"{walk.place}/done")
    person.press(f"form[action='{walk.place}/done'] button")


def screen(walk: Walk) -> None:
    """A moderator signs in, covers a place on the picture and releases it."""
    name = f"mod-{walk.market.number}"
    walk.court.flask(
        *("staff", "add", name, "--role", "moderator", "--password", PASSWORD)
    )
    person = walk.visitor("moderator", "moderator")
    person.visit(f"/sign-in?lang={walk.plan.lang['moderator']}")
    person.page.fill("#name", name)
    person.page.fill("#password", PASSWORD)
    person.press("main form button")
    first_task = f"tbody:has(a[href$='{walk.market.dispute}']) tr[data-row] a"
    person.press(first_task)
    person.press("form[action$='/take'] button")
    person.visit("/desk?holder=mine")
    person.press(first_task)
    draw_box(walk, person)
    person.press("button[form=release]")
    assert walk.market.dispute in person.page.url
    person.visit(f"/desk/disputes/{walk.market.dispute}/file")
    person.visit("/desk/disputes")


def draw_box(walk: Walk, person: Visitor) -> None:
    """With the mouse, or as numbers."""
    page = person.page
    if not walk.plan.has_script:
        for name, number in (("x", 100), ("y", 80), ("w", 300), ("h", 200)):
            page.locator(f"input[name=boxes_{name}]").first.fill(str(number))
        return
    stage = page.locator("[data-editor-stage] img")
    stage.scroll_into_view_if_needed()
    area = stage.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + 30, area["y"] + 30)
    page.mouse.down()
    page.mouse.move(area["x"] + 120, area["y"] + 90, steps=4)
    page.mouse.up()
    expect(page.locator(".editor-box")).to_have_count(1)


def confirm(walk: Walk, side: str) -> None:
    """A side looks at what jurors will see and agrees."""
    person = walk.people[side]
    person.visit(f"{walk.place}/preview")
    expect(person.page.locator("#exhibits img").first).to_be_visible()
    expect(person.page.locator("main")).not_to_contain_text("13712348765")
    person.press(f"form[action='{walk.place}/preview'] button")


def sit(walk: Walk, user: str, path: str) -> Visitor:
    """A called juror comes in, takes the seat, reads, and opens the exhibit."""
    person = walk.visitor(user, "juror")
    path = f"{path}?lang={walk.plan.lang['juror']}"
    person.come_in(walk.market.link(user, "juror", path))
    person.press("form[action$='/accept'] button")
    page, tile = person.page, person.page.locator("a.exhibit-open").first
    expect(page.locator("main")).not_to_contain_text("Marchbanks")
    if walk.plan.has_script:
        tile.press("Enter")
        expect(tile.locator("[data-seen]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(tile).to_be_focused()
    else:
        person.press("a.exhibit-open")
        page.go_back()
    return person


def vote(person: Visitor) -> None:
    """A juror chooses, looks it over, casts it and gets a receipt."""
    visit_again(person.page)
    person.press("[data-reading-vote]")
    page = person.page
    page.check('input[name="choice"][value="2"]')
    choose(page, 'input[value="2:claim_shown"]')
    page.fill("#sentence", "The bill settles it.")
    person.press("button[form=ballot]")
    person.press("form.slip .button:not(a)")
    expect(page.locator(".receipt-code")).to_be_visible()


def hear(walk: Walk) -> list[str]:
    """The lot is drawn, three of five agree, and the poll closes by itself."""
    before = set(walk.market.calls().values())
    walk.market.wait_for("hearing")
    place = f"/disputes/{walk.market.dispute}"
    walk.market.post(f"{place}/draw-nonce", {"nonce": "5a" * 16})
    called = dict(list(walk.market.wait_for_calls(before, 5).items())[:3])
    jurors = [sit(walk, user, path) for user, path in called.items()]
    walk.market.pass_time(seconds=181)
    for juror in jurors:
        vote(juror)
    walk.market.pass_time(minutes=16)
    walk.market.wait_for("pronounced")
    return list(called)


def release_sentence(walk: Walk) -> None:
    """The moderator lets the sides read what a juror wrote."""
    person = walk.people["moderator"]
    person.visit("/desk?kind=sentence")
    person.press(f"tbody:has(a[href$='{walk.market.dispute}']) tr[data-row] a")
    person.press("form[action$='/take'] button")
    person.press("button[name=act][value=release]")


def read_outcome(walk: Walk, jurors: list[str]) -> None:
    """Both sides read the letter, the first juror what was decided."""
    for side in ("buyer", "seller"):
        person = walk.people[side]
        person.visit(f"{walk.place}/verdict")
        expect(person.page.locator("#outcome-title")).to_be_visible()
        expect(person.page.locator("#why")).to_contain_text("The bill settles it.")
        person.visit("/inbox")
    juror = walk.people[jurors[0]]
    juror.visit("/jury")
    juror.press("main a[href^='/jury/summons/']")
    assert juror.page.url.endswith("/outcome")


def pay(walk: Walk) -> None:
    """The verdict binds, the marketplace pays and says so, and the sides read it."""
    walk.market.pass_time(hours=49)
    walk.market.wait_for("final")
    walk.market.post(
        f"/refunds/{walk.market.refund}/answers", {"result": "executed", "code": ""}
    )
    walk.market.wait_for("closed")
    walk.people["buyer"].visit(walk.place)
    walk.people["seller"].visit(f"{walk.place}/verdict")
    walk.people["moderator"].visit(f"/desk/disputes/{walk.market.dispute}")


@pytest.mark.parametrize(
    "plan", [WITH_SCRIPT, WITHOUT_SCRIPT], ids=["with script", "without script"]
)
def test_a_dispute_runs_from_escalation_to_payment_through_everybodys_pages(
    live_server: Court, open_context: Open, plan: Plan
) -> None:
    number = "1" if plan.has_script else "2"
    market = Marketplace(live_server, number)
    walk = Walk(live_server, open_context, plan, market, {})
    with market.client:
        walk.market.enrol([f"juror-walk-{n}" for n in range(12)])
        walk.market.escalate(plan.lang)
        buyer = put_case(walk, "buyer")
        file_picture(walk, buyer)
        seller = put_case(walk, "seller")
        for person in (buyer, seller):
            say_done(walk, person)
        screen(walk)
        for side in ("buyer", "seller"):
            confirm(walk, side)
        jurors = hear(walk)
        release_sentence(walk)
        read_outcome(walk, jurors)
        pay(walk)
    faults = {name: one.faults for name, one in walk.people.items() if one.faults}
    assert faults == {}
    assert "Traceback" not in Path(live_server.log).read_text()
