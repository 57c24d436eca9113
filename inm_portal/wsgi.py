"""The WSGI entry point."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ground import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inm_portal.settings")

_portal = get_wsgi_application()
patience.be_patient(statement_seconds=settings.DATABASE_STATEMENT_SECONDS)
# Loaded before gunicorn forks, and left alone by the garbage collector: its processes share that memory.
import_module(settings.ROOT_URLCONF)
gc.freeze()


def application(environ, start_response):
    # What is sent while it is made, as long lists are, takes the time that it takes.
    with patience.page(settings.DATABASE_PAGE_SECONDS):
        return _portal(environ, start_response)


# CPython keeps frames in chunks of 16 kB and gives a chunk back to the system each time the stack leaves it
# (python/cpython#142183). The recursion of nested templates crosses such a border thousands of times a page;
# how often depends on the depth of whatever calls it. A frame that claims this many slots opens one chunk
# that holds the whole page: 10 % off a form page at the usual depth, 30 % at an unlucky one.
application.__code__ = application.__code__.replace(co_stacksize=14_000)
