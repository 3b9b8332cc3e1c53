"""The preview as a local web application; it writes nothing and speaks to this machine only."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from watchfiles import awatch

from toolkit.errors import ToolkitError
from toolkit.locales import SOURCE, get
from toolkit.preview.desk import Desk, Wanted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from toolkit.preview.sheets import Shown

STATIC = Path(__file__).parent / "static"
HOSTS = ["127.0.0.1", "localhost"]
# Milliseconds: an editor writes a file in several steps.
SETTLE = 120


class Preview:
    """Routes of the preview over one desk; ``first`` has the region and paper shown at first."""

    def __init__(self, desk: Desk, first: Wanted) -> None:
        self._desk = desk
        self._first = first
        self._changed = asyncio.Condition()

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/m/{material}", self.page),
                Route("/api/materials", self.materials),
                Route("/api/sheet", self.sheet),
                Route("/api/page.png", self.picture),
                Route("/api/changes", self.changes),
                Mount("/static", StaticFiles(directory=STATIC)),
            ],
            # A page elsewhere must not read ours through a name that points here.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
            lifespan=self._lifespan,
        )

    async def page(self, _: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    async def materials(self, _: Request) -> Response:
        locale = self._desk.locale
        return JSONResponse(
            {
                "locale": {
                    "code": locale.code,
                    "tag": locale.tag,
                    "direction": locale.direction,
                    "autonym": locale.autonym,
                },
                "regions": self._desk.regions,
                "region": self._first.region,
                "paper": self._first.paper,
                "materials": [asdict(row) for row in self._desk.rows()],
                "version": self._desk.version,
                "problem": self._desk.problem,
            }
        )

    async def sheet(self, request: Request) -> Response:
        """Describe a sheet: its messages, and where they stand on its pages."""
        wanted = _wanted(request)
        try:
            shown = await to_thread.run_sync(self._desk.sheet, wanted)
        except ToolkitError as error:
            return JSONResponse({"error": str(error)}, status_code=422)
        return JSONResponse(_described(shown, wanted, self._desk.version))

    async def picture(self, request: Request) -> Response:
        wanted = _wanted(request)
        try:
            shown = await to_thread.run_sync(self._desk.sheet, wanted)
            page = shown.pages[int(request.query_params.get("page", ""))]
        except (ToolkitError, ValueError, IndexError):
            return Response(status_code=404)
        return Response(page.png, media_type="image/png", headers={"Cache-Control": "no-store"})

    async def changes(self, _: Request) -> Response:
        return EventSourceResponse(self._versions())

    async def _versions(self) -> AsyncIterator[dict[str, Any]]:
        told = -1
        while True:
            async with self._changed:
                while self._desk.version == told:
                    await self._changed.wait()
            told = self._desk.version
            yield {"data": str(told)}

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        root = self._desk.root
        folders = (root / "locales", root / "templates", root / "toolkit" / "data")
        async for changes in awatch(*folders, debounce=SETTLE, step=SETTLE // 3):
            paths = [Path(name) for _, name in changes]
            await to_thread.run_sync(self._desk.changed, paths)
            async with self._changed:
                self._changed.notify_all()


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return Wanted(
        asked.get("material", ""),
        asked.get("locale", ""),
        asked.get("region", ""),
        asked.get("paper", ""),
    )


def _described(shown: Shown, wanted: Wanted, version: int) -> dict[str, Any]:
    locale = get(wanted.locale or SOURCE)
    return {
        "tag": locale.tag,
        "direction": locale.direction,
        "version": version,
        "scale": round(shown.scale, 3),
        "problem": shown.problem,
        "messages": [asdict(message) for message in shown.messages],
        "pages": [[asdict(place) for place in page.places] for page in shown.pages],
    }
