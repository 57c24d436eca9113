from celery import shared_task

from inm_portal.search.index import refresh


@shared_task
def refresh_index() -> None:
    """What was published, changed or reached its day since the last time is found from now on."""
    refresh()
