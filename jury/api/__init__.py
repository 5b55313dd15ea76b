"""JSON for the marketplace, under /api/v1."""

from apiflask import APIFlask
from flask_wtf import CSRFProtect

from jury.api import (
    courier,
    deliveries,
    disputes,
    events,
    links,
    openapi,
    pool,
    reconciliations,
    refunds,
    robots,
    roster,
    sandbox,
    staff_decisions,
)

PREFIX = "/api/v1"


def init_app(app: APIFlask, csrf: CSRFProtect) -> None:
    """Register the API; bearer keys, not cookies, so no form token is asked for."""
    for module in (
        courier,
        deliveries,
        disputes,
        events,
        links,
        pool,
        refunds,
        reconciliations,
        roster,
        sandbox,
        staff_decisions,
        robots,
    ):
        csrf.exempt(module.blueprint)
        app.register_blueprint(module.blueprint, url_prefix=PREFIX)
    openapi.init_app(app)
