"""The court as a web application: wiring only."""

from pathlib import Path

from apiflask import APIFlask
from flask_babel import Babel
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from jury import api, cli, edge, limits, refusals, web
from jury.services.exam.mocks import exam
from jury.services.law.lawbook import lawbook
from jury.services.playing.sandbox import refuse_leftovers
from jury.settings import Settings
from jury.storage import tables
from jury.storage.base import db
from jury.storage.transaction import engine_options, prepare_engine
from jury.web import access, assets, frame, sessions, wording
from jury.web.templates import PlainEnvironment

TOP = Path(__file__).resolve().parent.parent
MIGRATIONS = Path(__file__).resolve().parent / "storage" / "migrations"
LONGEST_UPLOAD = 21_000_000

__all__ = ["create_app", "tables"]

csrf = CSRFProtect()
migrate = Migrate(directory=str(MIGRATIONS))


def create_app(settings: Settings) -> APIFlask:
    """The application for one deployment; reads no environment itself."""
    app = APIFlask(
        __name__,
        title="Jury",
        version="1",
        docs_path=None,
        json_errors=False,
        template_folder=str(TOP / "templates"),
        static_folder=None,  # type: ignore[arg-type]  # Flask's own: served by assets
    )
    app.jinja_environment = PlainEnvironment
    app.extensions["jury_settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=LONGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=1_000_000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="zh_Hans",
        BABEL_DEFAULT_TIMEZONE=settings.timezone,
        BABEL_TRANSLATION_DIRECTORIES=_catalogues(),
        RATELIMIT_STORAGE_URI=settings.rate_limit_storage,
    )
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own idiom
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    db.init_app(app)
    edge.init_app(app)
    assets.init_app(app, TOP / "static")
    with app.app_context():
        prepare_engine(db.engine)
        if not settings.sandbox:
            _refuse_leftovers(app)
    migrate.init_app(app, db)
    csrf.init_app(app)
    Babel(app, locale_selector=frame.chosen_locale)
    wording.init_app(app)
    sessions.init_app(app)
    limits.init_app(app)
    frame.init_app(app)
    refusals.init_app(app)
    api.init_app(app, csrf)
    web.init_app(app)
    cli.init_app(app)
    access.public(app.view_functions["openapi.spec"])
    access.refuse_undeclared(app)
    lawbook()
    exam()
    return app


def _refuse_leftovers(app: APIFlask) -> None:
    """Look, and leave no connection open: not over a fork, nor when refused.

    A database that could not be looked into is before anybody is served.
    """
    try:
        if not refuse_leftovers():
            edge.watch_for_leftovers(app)
    finally:
        db.session.remove()
        db.engine.dispose()


def _catalogues() -> str:
    folder = Path(__file__).resolve().parent / "translations"
    return ";".join(str(area) for area in sorted(folder.glob("*")) if area.is_dir())
