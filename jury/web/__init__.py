"""HTML for jurors, parties, moderators and the public."""

from flask import Flask

from jury.settings import Settings
from jury.web import accounts, demo, draws, health, how, inbox, juror, public


def init_app(app: Flask) -> None:
    """Register every page."""
    for module in (public, how, inbox, draws, accounts, health, juror):
        app.register_blueprint(module.blueprint)
    settings: Settings = app.extensions["jury_settings"]
    if settings.sandbox:
        demo.init_app(app)
