# slowapi at /LIMIT-SECONDS.
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

limiter = Limiter(key_func=get_remote_address, headers_enabled=True)


def route(limit, seconds):
    async def answer(request):
        return PlainTextResponse("ok")

    # By its name the limiter tells it from others.
    answer.__name__ = answer.__qualname__ = f"answer_{limit}_{seconds}"
    return Route(f"/{limit}-{seconds}", limiter.limit(f"{limit}/{seconds} second")(answer))


app = Starlette(routes=[route(20, 2), route(10, 1)])
app.state.limiter = limiter
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
