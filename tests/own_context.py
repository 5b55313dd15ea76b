"""A client whose requests share nothing with the test that makes them."""

import contextvars
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class OwnContextClient(FlaskClient):
    """Gives every request contexts of its own, as a server does.

    Flask would otherwise let a request share the context that a test holds open, and
    with it the session and whoever logged in last.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request."""
        return contextvars.Context().run(super().open, *args, **kwargs)
