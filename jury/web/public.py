"""The first page: what this is, and in a sandbox the way into the demo."""

from flask import Blueprint, render_template

from jury import clock
from jury.storage.base import current_settings
from jury.web import access, demo, how

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
@access.public
def first_page() -> str:
    """What this is in two sentences, how a dispute runs, what is promised."""
    settings = current_settings()
    return render_template(
        "public/first.html",
        tour=demo.tour() if settings.sandbox else None,
        login_url=settings.marketplace_login_url,
        way=how.main_way(),
        promises=how.promises(),
        now=clock.now(),
    )
