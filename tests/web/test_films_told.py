"""What a side is told of a film that it files, by the policy of its dispute."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.law.evidence import Evidence, Video
from jury.domain.lifecycle import Side
from tests.policies import every_policy
from tests.web.people import as_party, shows, small_world

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

STILLS = (
    "key moments of a video as pictures",
    "Jurors see pictures of its key moments",
)
WHOLE = ("a video without its sound", "Jurors see the film without its sound")


@pytest.mark.parametrize(
    ("video", "told"), [(Video.STORYBOARD, STILLS), (Video.PLAYED, WHOLE)]
)
def test_a_side_is_told_before_and_after_what_jurors_see_of_a_film(
    app: Flask,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    video: Video,
    told: tuple[str, str],
) -> None:
    monkeypatch.setattr("jury.web.party.looking.has_detectors", lambda: True)
    with every_policy(evidence=Evidence(video)):
        dispute = small_world().escalate()
    buyer = as_party(app, dispute, Side.BUYER)
    before, after = told
    assert shows(buyer.get(f"/disputes/{dispute}/exhibits"), before)
    assert shows(buyer.get(f"/disputes/{dispute}?filed=video"), after)
