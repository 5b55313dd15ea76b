"""HTML for jurors, parties, moderators and the public."""

from flask import Flask

from jury.web import accounts, health


def init_app(app: Flask) -> None:
    """Register every page."""
    for module in (accounts, health):
        app.register_blueprint(module.blueprint)
