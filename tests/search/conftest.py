import pytest
from django.conf import settings

from inm_portal.search.index import refresh
from tariffs.models import Edition
from tariffs.printed import loads
from tariffs.resolution_import import start_edition
from tests import database

RESOLUTION = settings.BASE_DIR / "fixtures" / "resolucion_015_2020.json"


@pytest.fixture(scope="session")
def _indexed_scene(django_db_setup, django_db_blocker) -> None:
    """The tariffs of 2020, published, and the index of all that ships: made once and copied for each test."""
    with django_db_blocker.unblock():
        start_edition(loads(RESOLUTION.read_text(encoding="utf-8")), reason="Transcripción de la resolución.")
        Edition.objects.get().publish()
        refresh()
        database.keep_scene("indexed")


@pytest.fixture
def indexed(_indexed_scene, db) -> None:
    """A portal with its tariffs, all of which is found."""
    database.bring("indexed")
