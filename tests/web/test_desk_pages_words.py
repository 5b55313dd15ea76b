"""A moderator covers words: in one text, and wherever else jurors would read them."""

from flask.testing import FlaskClient

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.admission.intake import IntakeMessage, OrderLine
from jury.services.screening.covering import ask_cover
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import list_redacted
from jury.storage.transaction import transaction
from tests.web.people import look_again, shows
from tests.world import World, make_intake

WORDS = "松鼠贴纸"


def test_the_same_words_are_offered_wherever_else_jurors_read_them(
    desk: FlaskClient, world: World
) -> None:
    dispute = world.escalate(
        make_intake(
            number="2",
            claim=f"主板修过，有{WORDS}",
            listing_text="",
            lines=(OrderLine(title=f"手机有{WORDS}", quantity=1, price_minor=18000),),
            chat=(IntakeMessage(sender="seller", text=WORDS, sent_at=clock.now()),),
        )
    )
    file = desk.get(f"/desk/disputes/{dispute}/file")
    assert shows(file, f"手机有{WORDS}", "Other texts")
    with transaction(lock=dispute) as now:
        ask_cover(dispute, Side.BUYER, target="claim", passage=WORDS, now=now)
    (task,) = list_open_tasks_of(dispute)
    desk.post(f"/desk/tasks/{task.id}/take")
    given = {"passage": WORDS, "code": "asked"}
    page = desk.post(f"/desk/tasks/{task.id}/cover", data=given)
    for left, source in ((2, "line:1"), (1, "chat:1")):
        assert shows(page, "The same words stand here, too", f"In {left} more text")
        assert f'name="source" value="{source}"' in page.text
        given = {"source": source, "passage": WORDS, "code": "personal"}
        page = desk.post(f"/desk/disputes/{dispute}/cover", data=given)
    assert page.status_code == 303
    look_again()
    told = [one.template for one in list_redacted(dispute).values()]
    assert not any(WORDS in one for one in told)
