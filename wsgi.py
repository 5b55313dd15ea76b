"""The web application as servers and `flask --app wsgi` find it."""

from config import Config
from jury import create_app

app = create_app(Config.from_env())
