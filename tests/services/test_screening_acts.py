"""SCREENING: wishes, corrections, confirmations, and what the log says of them."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, TooMany
from jury.domain.lifecycle import Side
from jury.services.moderation.grounds import Ground
from jury.services.proof import audit
from jury.services.screening import covering, disclose, wishes
from jury.services.submissions import prepare
from jury.storage.audit import list_notes
from jury.storage.desk.tasks import get_task, list_open_tasks_of, list_tasks_of
from jury.storage.disputes import list_redacted
from jury.storage.transaction import transaction
from tests.services.screening_acts import (
    ask,
    entries,
    replace,
    told,
    write,
)
from tests.world import World

SPOT = wishes.Spot(900, 100)


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def test_what_was_covered_as_asked_stays_covered_in_a_correction(
    world: World, dispute: str
) -> None:
    source = "statement:seller:case"
    write(dispute, "那天她穿着红裙子")
    task = ask(dispute, Side.BUYER, source, "红裙子")
    with transaction(lock=dispute) as now:
        covering.cover_as_wished(
            task, passage="红裙子", staff_id=world.staff_id, now=now
        )
    write(dispute, "我说过，那天她穿着红裙子。")
    template = list_redacted(dispute)[source].template
    assert template == "我说过，那天她穿着⟦covered⟧。"


@pytest.mark.parametrize("passage", ["⟦", "seller", "phone", "⟨", "不在里面"])
def test_only_words_that_can_be_read_in_a_text_can_be_wished_away(
    world: World, dispute: str, passage: str
) -> None:
    assert "⟦seller⟧" in list_redacted(dispute)["claim"].template
    with pytest.raises(Invalid):
        ask(dispute, Side.BUYER, "claim", passage)


def test_both_sides_wishes_on_one_message_are_two_tasks_answered_apart(
    world: World, dispute: str
) -> None:
    world.finish_submissions(dispute)
    buyers = ask(dispute, Side.BUYER, "chat:2", "没有")
    sellers = ask(dispute, Side.SELLER, "chat:2", "原装")
    assert len(list_open_tasks_of(dispute)) == 2
    assert ask(dispute, Side.BUYER, "chat:2", "没有") == buyers
    with transaction(lock=dispute) as now:
        covering.refuse_cover(
            buyers, reason="It matters.", staff_id=world.staff_id, now=now
        )
    assert "cover.refused" in told(dispute, Side.BUYER)
    assert "cover.refused" not in told(dispute, Side.SELLER)
    with transaction(lock=dispute) as now:
        covering.cover_as_wished(
            sellers, passage="原装", staff_id=world.staff_id, now=now
        )
    assert "cover.done" in told(dispute, Side.SELLER)
    assert "cover.done" not in told(dispute, Side.BUYER)
    done = [get_task(one) for one in (buyers, sellers)]
    assert [one.outcome for one in done] == ["refused", "covered"]
    assert [one.detail["passage"] for one in done] == ["没有", "原装"]


def test_a_wish_is_answered_once(world: World, dispute: str) -> None:
    task = ask(dispute, Side.BUYER, "claim", "主板")
    with transaction(lock=dispute) as now:
        covering.cover_as_wished(task, passage="主板", staff_id=world.staff_id, now=now)
    with pytest.raises(AlreadyDone), transaction(lock=dispute) as now:
        covering.refuse_cover(task, reason="x", staff_id=world.staff_id, now=now)


def test_a_side_may_not_flood_the_desk_with_wishes(
    world: World, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "MOST_OPEN", 2)
    for passage in ("主", "板"):
        ask(dispute, Side.BUYER, "claim", passage)
    with pytest.raises(TooMany):
        ask(dispute, Side.BUYER, "claim", "主板")
    ask(dispute, Side.SELLER, "claim", "主板")


def test_a_corrected_picture_leaves_nothing_of_its_old_version_at_the_desk(
    world: World, dispute: str
) -> None:
    old = world.file_picture(dispute)
    ask(dispute, Side.BUYER, old, "the label")
    ask(dispute, Side.BUYER, f"caption:{old}", "维修")
    new = replace(dispute, old)
    (waiting,) = list_open_tasks_of(dispute)
    assert (waiting.kind, waiting.target) == ("screen_exhibit", new)
    done = [one.outcome for one in list_tasks_of(dispute, "cover")]
    assert done == ["superseded", "superseded"]
    assert list_tasks_of(dispute, "screen_exhibit")[0].outcome == "superseded"
    world.finish_submissions(dispute)
    world.release(dispute, new)
    world.confirm(dispute)
    assert world.stage(dispute) == "hearing"


def test_a_picture_shown_later_asks_both_sides_to_confirm_once_more(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.release(dispute, exhibit)
    parties = world.dispute(dispute).parties
    assert [one.confirmed_at for one in parties] == [None, None]
    assert told(dispute, Side.BUYER).count("exhibit.released") == 1
    assert told(dispute, Side.SELLER).count("file.changed") == 1
    assert world.stage(dispute) == "screening"
    world.confirm(dispute)
    assert world.stage(dispute) == "hearing"


def test_what_the_other_side_never_sees_leaves_its_confirmation_alone(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    with transaction(lock=dispute) as now:
        disclose.withhold_exhibit(
            dispute,
            exhibit,
            code="abusive",
            reason="It threatens.",
            staff_id=world.staff_id,
            now=now,
        )
    kept = world.dispute(dispute)
    assert kept.party(Side.SELLER).confirmed_at is not None
    assert kept.party(Side.BUYER).confirmed_at is None


def test_every_act_of_a_moderator_names_its_ground_in_the_log(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    task = ask(dispute, Side.BUYER, "claim", "主板")
    picture = prepare.cover_picture(dispute, exhibit, ())
    with transaction(lock=dispute) as now:
        disclose.release_exhibit(
            dispute,
            exhibit,
            covered=picture,
            staff_id=world.staff_id,
            now=now,
            ground=Ground("needed", "The number is the point."),
        )
    with transaction(lock=dispute) as now:
        covering.cover_as_wished(task, passage="主板", staff_id=world.staff_id, now=now)
    (released,) = entries(dispute, "exhibit.released")
    assert (released.payload["code"], released.payload["exhibit"]) == (
        "needed",
        exhibit,
    )
    notes = list_notes(audit.dispute_chain(dispute))
    assert notes[released.seq] == "The number is the point."
    (covered,) = entries(dispute, "text.covered")
    assert covered.payload == {"source": "claim", "code": "asked", "tasks": [task]}


def test_a_place_on_a_picture_is_tapped_instead_of_told(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    for passage, spot in (("", SPOT), ("", SPOT), ("the number", SPOT)):
        tap(dispute, exhibit, passage, spot)
    told = [wishes.wish_of(one) for one in list_tasks_of(dispute, "cover")]
    assert [(one.passage, one.spot) for one in told] == [
        ("", SPOT),
        ("the number", SPOT),
    ]


@pytest.mark.parametrize(
    ("passage", "spot"),
    [
        ("", None),
        ("", wishes.Spot(1001, 0)),
        ("", wishes.Spot(0, -1)),
        ("here", wishes.Spot(1, 1, 1)),
    ],
)
def test_a_place_that_is_not_on_the_picture_is_refused(
    world: World, dispute: str, passage: str, spot: wishes.Spot | None
) -> None:
    exhibit = world.file_picture(dispute)
    with pytest.raises(Invalid):
        tap(dispute, exhibit, passage, spot)


def test_a_text_has_no_places_to_tap(world: World, dispute: str) -> None:
    with pytest.raises(Invalid):
        tap(dispute, "claim", "", SPOT)


def tap(dispute: str, target: str, passage: str, spot: wishes.Spot | None) -> None:
    with transaction(lock=dispute) as now:
        covering.ask_cover(
            dispute, Side.BUYER, target=target, passage=passage, spot=spot, now=now
        )
