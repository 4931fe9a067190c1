"""The front door of the apps: who is let in, how much may be sent, and the list that everybody meets first.

Voila has no option for any of this, but for the class that says who a visitor is; voila.json names this one.
"""

from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.utils import ensure_async, url_path_join
from markupsafe import Markup
from tornado import web
from traitlets import Int
from voila.handler import BaseVoilaHandler

from manyhats.serving.address import room_address
from manyhats.serving.apps import read_apps
from manyhats.serving.qr import qr_svg

_SHORT = "([a-z0-9-]+)"
"""An app's address that can be read aloud in a room: its notebook's name."""


class Door(PasswordIdentityProvider):
    """Lets everybody in who comes, without a name, until all places are taken."""

    most_sessions = Int(80, config=True, help="Sessions at once, those that wait for a visitor included.")
    most_bytes = Int(64 * 1024, config=True, help="Largest body of an HTTP request.")

    async def get_user(self, handler: web.RequestHandler) -> Any:
        """The visitor; no new session is begun once all places are taken.

        Raises:
            HTTPError: 503, all places are taken.
        """
        user = await ensure_async(super().get_user(handler))
        server = handler.settings["voila"]
        opens = handler.request.path.startswith(url_path_join(server.server_url, "voila/render/"))
        if opens and len(server.kernel_manager.list_kernel_ids()) >= self.most_sessions:
            handler.current_user = user  # the page that says so asks who it is for
            raise web.HTTPError(503, reason="All places are taken")
        return user

    def get_handlers(self) -> list[Any]:
        """The list of apps in place of Voila's file tree."""
        server = self.parent
        # Voila starts to listen right after this, and offers no other way to limit what is sent to it.
        server.app.listen = partial(server.app.listen, max_body_size=self.most_bytes)
        handlers = list(super().get_handlers())  # a page to log in, if the facilitator sets a token
        if not server.notebook_path:
            known = {"voila_configuration": server.voila_configuration}
            tree, short = (url_path_join(server.server_url, path) for path in ("voila/tree/?", _SHORT))
            app = url_path_join(server.base_url, "voila/render/{0}.ipynb")
            handlers += [
                (server.server_url, AppList, known),
                (tree, web.RedirectHandler, {"url": server.base_url}),
                (short, web.RedirectHandler, {"url": app, "permanent": False}),
            ]
        return handlers


class AppList(BaseVoilaHandler):
    """The page with a picture, a line, minutes and a QR code for each app."""

    @web.authenticated
    async def get(self) -> None:
        """Write the page."""
        server = self.settings["voila"]
        room = room_address(self.request.protocol, self.request.host, server.ip, server.base_url)
        apps = [
            {
                "title": app.title,
                "line": app.line,
                "minutes": app.minutes,
                "picture": app.picture,
                "path": f"voila/render/{app.file}",
                "room": room and room + app.file.removesuffix(".ipynb"),
            }
            for app in read_apps(Path(server.root_dir))
        ]
        for app in apps:
            app["qr"] = app["room"] and Markup(qr_svg(app["room"], f"QR code: {app['title']}"))
        self.write(self.render_template("tree-lab.html", apps=apps, room=room, port=server.port))
