"""HTML for jurors, parties, moderators and the public."""

from flask import Flask

from jury.web import accounts, health, juror


def init_app(app: Flask) -> None:
    """Register every page."""
    for module in (accounts, health, juror):
        app.register_blueprint(module.blueprint)
