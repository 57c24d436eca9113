"""The portal for gunicorn to serve, with one address more, where its process tells what it has loaded."""

import sys

from inm_portal.wsgi import application as portal

MODULES = "/modulos"


def application(environ, start_response):
    if environ["PATH_INFO"] != MODULES:
        return portal(environ, start_response)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["\n".join(sys.modules).encode()]
