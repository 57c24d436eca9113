"""Gunicorn's configuration for the benchmarks: one page more than the portal's own."""

from django.conf import settings


def post_worker_init(worker) -> None:
    """Gunicorn's hook, called in each worker once the portal is loaded."""
    settings.ROOT_URLCONF = "tests.benchmarks.extra_page"
