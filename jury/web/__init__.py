"""HTML for jurors, parties, moderators and the public."""

from flask import Flask

from jury.settings import Settings
from jury.web import (
    accounts,
    check_draw,
    demo,
    desk,
    draws,
    health,
    how,
    inbox,
    juror,
    party,
    policies,
    public,
)


def init_app(app: Flask) -> None:
    """Register every page."""
    for module in (
        public,
        how,
        policies,
        inbox,
        draws,
        check_draw,
        accounts,
        health,
        party,
        juror,
        desk,
    ):
        app.register_blueprint(module.blueprint)
    settings: Settings = app.extensions["jury_settings"]
    if settings.sandbox:
        demo.init_app(app)
