# flask-limiter at /STRATEGY/LIMIT/SECONDS.
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask("limited")


def add(strategy, limits):
    # Each has all that it counts in its own memory.
    limiter = Limiter(get_remote_address, app=app, strategy=strategy, storage_uri="memory://", headers_enabled=True)
    for limit, seconds in limits:

        def answer():
            return "ok"

        path = f"/{strategy}/{limit}/{seconds}"
        # By its name the limiter tells it from others.
        answer.__name__ = answer.__qualname__ = path
        app.add_url_rule(path, path, limiter.limit(f"{limit} per {seconds} second")(answer))


add("fixed-window", [(20, 2), (30, 5)])
add("moving-window", [(20, 2), (30, 5)])
add("sliding-window-counter", [(20, 2), (15, 1)])
