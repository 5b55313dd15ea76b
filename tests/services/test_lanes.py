"""Walking along the stream: one person one chance, in few statements."""

from collections import Counter

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from jury.storage.draws import list_lanes
from jury.storage.roster import facts_of, get_juror
from tests.roster_lines import enrol, make_jurors, make_line, present, quiet_now
from tests.world import World


def hear(session: Session) -> tuple[World, str]:
    world = World.begin(jurors=0)
    return world, world.hear()


def test_one_person_is_called_once_under_whatever_name(session: Session) -> None:
    twins = [make_line(f"twin-{no}", person_key="somebody") for no in range(240)]
    enrol([*twins, *make_jurors(16)])
    world, dispute_id = hear(session)
    called = [get_juror(one.juror_id) for one in world.summonses(dispute_id)]
    assert called
    persons = Counter(
        facts_of(juror, now=present()).person_key or juror.ref for juror in called
    )
    assert set(persons.values()) == {1}
    outcomes = {lane.outcome for lane in list_lanes(world.draw_of(dispute_id).id)}
    assert "person_twice" in outcomes


def test_many_lanes_take_few_statements(session: Session) -> None:
    strangers = [make_line(f"stranger-{no}", verified=False) for no in range(600)]
    # Half of those who may sit sleep: all are called, and the stream goes to its end.
    asleep = make_jurors(5, first=6, **quiet_now(hours=8))
    enrol([*strangers, *make_jurors(5), *asleep])
    engine, asked = session.get_bind(), list[str]()
    assert isinstance(engine, Engine)

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", note)
    world, dispute_id = hear(session)
    event.remove(engine, "before_cursor_execute", note)
    draw = world.draw_of(dispute_id)
    assert draw.exhausted
    lanes = list_lanes(draw.id)
    assert len(lanes) >= 250
    reading = [
        one for one in asked if "FROM roster_page" in one or "FROM juror " in one
    ]
    assert len(reading) < 60, reading[:5]
