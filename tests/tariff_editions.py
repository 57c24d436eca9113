"""The resolution of 2020 as an edition: a draft, published, and a correction of it; written once and copied for each
test that asks."""

import pytest
from django.conf import settings

from tariffs.models import Edition
from tariffs.printed import PrintedResolution, loads
from tariffs.resolution_import import start_edition
from tariffs.tasks import make_booklet
from tests import database
from tests.tariffs.desk import correction_of

FIXTURE = settings.BASE_DIR / "fixtures" / "resolucion_015_2020.json"
TEXT = (
    'RESOLUCIÓN NÚMERO 001-2031\n\n(03 FEB 2031)\n\n"Por la cual se fijan las tasas de prueba."\n\n'
    "LA DIRECTORA GENERAL DE PRUEBA\n\nEn ejercicio de sus facultades, y\n\nCONSIDERANDO:\n\n"
    "Que en virtud de lo anterior\testo se lee.\n\nQue también esto.\n\nRESUELVE:\n\nNada de esto\tse lee.\n\n"
    "**ARTÍCULO PRIMERO.-** Las TASAS quedarán así:\n\n"
    "### 1. SERVICIOS DE CALIBRACIÓN\n\n"
    "#### SERVICIOS LABORATORIO DE VOLÚMEN\n\n"
    "Nombre del servicio\tTasa COP\tTasa S.M.M.L.V.\tTasa USD\n"
    "Calibración de pipetas (1 $\\mu$ L a 10 000 $\\mu$ L), por canal.\t599 100\t0.682499\t222\n\n"
    '*"Por la cual se fijan las tasas de prueba."*\n\n'
    "Calibración de sólidos ( $\\leq 0.02\\%$ ).\t229.800\t0,261790\t1.009\n\n"
    "SERVICIOS LABORATORIO DE PRESION\t\t\t\n"
    "**LABORATORIO DE PRESIÓN- Balanzas -****LABORATORIO DE PRESION - Manómetros -**\n\n"
    "Medición de una pesa <sup>1</sup> .\t100 000\t0.113921\t1 203\n\n"
    "<sup>1</sup> Solo con la unidad.\n\n"
    "### 2. SERVICIOS DE CAPACITACIÓN\n\n"
    "Curso\tTasa COP\tTasa S.M.M.L.V.\tTasa USD\n"
    "<b>CURSOS DEL NÚCLEO BÁSICO</b>\t\t\t\n"
    "Contexto metroológico\t1 000 000\t1.139208\t370\n"
    "### OTROS SERVICIOS DE CAPACITACIÓN\n\n"
    "Día de estadía, máximo 6 personas\t1 000 100\t1.139322\t370\n"
    "### 3. SERVICIOS DE ASISTENCIA TÉCNICA\n\n"
    "Cursos. Servicio en sitio,\tAplica la tasa de los servicios de capacitación\n"
    "#### 6. COSTOS DE DESPLAZAMIENTO\n\n"
    "Día de viáticos\t325 700\t0.371040\t\n"
    "Día de viáticos para servicios en el exterior\t\t\t293\n\n"
    "**PARÁGRAFO PRIMERO:** Las tasas en dólares son para extranjeros.\n\n"
    "**ARTÍCULO SEGUNDO.-** Se paga en *sitio*, como dice el decreto<sup>2</sup>.\n\n"
    "Y esto también.\n\n"
    "<sup>2</sup> Decreto de prueba.\n\n"
    "Con dos párrafos.\n\n"
    '"Por la cual se fijan las tasas de prueba."\n\n'
    "**ARTÍCULO TERCERO.**- Rige desde su publicación y deroga la Resolución 9 de 2030.\n\n"
    "**PUBLIQUESE Y CUMPLASE**\n\n"
    "Dado a los **3** FEB 2031\n\n**ANA DE PRUEBA**  \nDirectora General\n\n"
    "Una revisión\tque nadie lee.\n"
)


@pytest.fixture(scope="session")
def printed() -> PrintedResolution:
    """The resolution of 2020, as it ships."""
    return loads(FIXTURE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def _scenes(django_db_setup, django_db_blocker, printed) -> None:
    """Its 327 rows with their PDF, and those of a correction, are written once and copied for each test."""
    with django_db_blocker.unblock():
        start_edition(printed, reason="Transcripción de la resolución.")
        database.keep_scene("draft")
        database.bring("draft")
        edition = Edition.objects.get()
        edition.publish()
        make_booklet(str(edition.pk))
        database.keep_scene("edition")
        database.bring("edition")
        correction_of(Edition.objects.get())
        database.keep_scene("correction", after="edition")


@pytest.fixture
def draft(_scenes, db) -> Edition:
    database.bring("draft")
    return Edition.objects.get()


@pytest.fixture
def edition(_scenes, db) -> Edition:
    """The resolution of 2020, published."""
    database.bring("edition")
    return Edition.objects.get()


@pytest.fixture
def correction(edition) -> Edition:
    """A draft that begins as a copy of it."""
    database.bring("correction")
    return Edition.objects.get(version=2)
