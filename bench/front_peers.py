"""The same read as `GET /positions/{userId}` of the front, as two Python servers would do it: the
token, the person's role and session for one transaction, the same function under the same policies.

`fastapi_app`: FastAPI with asyncpg as its documentation has it. `tuned_app`: Starlette as far as it
goes: verified tokens remembered, no pool reset, JSON as the database wrote it, two round trips."""
import hashlib
import json
import os
import time
from contextlib import asynccontextmanager

import asyncpg
import jwt
from fastapi import FastAPI, HTTPException, Request
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

KEY = open(os.environ["BENCH_PUBLIC_KEY"]).read()
DSN = os.environ["BENCH_DSN"]
IDENTIFY = ("select set_config('role', $1, {local}), set_config('irra.session', $2, {local}), "
            "set_config('irra.request_id', $3, {local}), set_config('irra.address', $4, {local})")
POSITIONS = "select api.get_positions($1)::text"


def claims(authorization):
    token = authorization.removeprefix("Bearer ")
    return jwt.decode(token, KEY, algorithms=["ES256"], audience="irra-front", issuer="irra")


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(DSN, min_size=8, max_size=8)
    yield
    await app.state.pool.close()


fastapi_app = FastAPI(lifespan=lifespan)


@fastapi_app.get("/positions/{user_id}")
async def positions(user_id: int, request: Request):
    try:
        person = claims(request.headers.get("authorization", ""))
    except jwt.InvalidTokenError:
        raise HTTPException(401)
    async with request.app.state.pool.acquire() as connection:
        async with connection.transaction():
            await connection.fetchrow(
                IDENTIFY.format(local="true"), person["role"], person["sec"], "bench", "127.0.0.1")
            return json.loads(await connection.fetchval(POSITIONS, user_id))


class Unreset(asyncpg.Connection):
    def get_reset_query(self):
        return ""

    async def reset(self, *, timeout=None):
        pass


@asynccontextmanager
async def tuned_lifespan(app):
    app.state.pool = await asyncpg.create_pool(
        DSN, min_size=8, max_size=8, connection_class=Unreset)
    yield
    await app.state.pool.close()


known = {}


async def tuned_positions(request):
    authorization = request.headers.get("authorization", "")
    digest = hashlib.sha256(authorization.encode()).digest()
    person = known.get(digest)
    if person is None or person["exp"] < time.time():
        try:
            person = known[digest] = claims(authorization)
        except jwt.InvalidTokenError:
            return Response(status_code=401)
    async with request.app.state.pool.acquire() as connection:
        await connection.fetchrow(
            IDENTIFY.format(local="false"), person["role"], person["sec"], "bench", "127.0.0.1")
        body = await connection.fetchval(POSITIONS, int(request.path_params["user_id"]))
    return Response(body, media_type="application/json")


tuned_app = Starlette(
    routes=[Route("/positions/{user_id:int}", tuned_positions)], lifespan=tuned_lifespan)
