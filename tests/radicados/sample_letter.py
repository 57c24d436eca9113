"""A letter like those of the portal, of any length, for tests and benchmarks."""

from datetime import UTC, datetime

from radicados.letters import Clauses, Column, Entity, Fields, Letter, Paragraph, Signer, Table

BASE_URL = "https://servicios.example.gov.co"
CODE = "ACDEFHJKMNPRTVWXY2"
URL = f"{BASE_URL}/v/{CODE}"
FILING = {
    "number": "2026-E-000001",
    "filed_at": datetime(2026, 11, 20, 20, 4, tzinfo=UTC),
    "verification_code": CODE,
    "is_demo": False,
}
ENTITY = Entity(
    name="Instituto Nacional de Metrología",
    acronym="INM",
    nit="900.494.393-3",
    sector="Ministerio de Comercio, Industria y Turismo",
    city="Bogotá, D. C.",
    address="",
    phone="",
    email="",
    website="https://www.inm.gov.co",
)
SECTORS = (
    (
        "18",
        "La ejecución de obras de infraestructura de transporte y obra pública, así como la cadena de "
        "suministros de materiales e insumos relacionados con la ejecución de las mismas.",
    ),
    (
        "23",
        "La operación aérea y aeroportuaria de conformidad con lo establecido en el artículo 7 del "
        "presente decreto, y su respectivo mantenimiento.",
    ),
)
_NAMES = ("María Fernanda Ñáñez Güiza", "José Ángel Muñoz Peña", "Luz Dary Úsuga", "Andrés Castaño")
_ITEMS = ("Balanza analítica 220 g (±0,1 mg)", "Juego de pesas E2", "Termohigrómetro patrón ±0,2 °C")
DECLARATION = "El solicitante declara que la información suministrada es veraz."
FAREWELL = "Cordialmente,"


def people_table(people: int) -> Table:
    rows = (
        (str(n), "Cédula de ciudadanía", str(1_012_345_600 + n), f"{_NAMES[n % 4]} {n}") for n in range(1, people + 1)
    )
    columns = (
        Column("N.º", 0.5),
        Column("Tipo de documento", 1.7),
        Column("Número", 1.2),
        Column("Nombres y apellidos", 3),
    )
    return Table("Responsables del servicio", columns, tuple(rows), "No se registraron personas.")


def items_table(items: int) -> Table:
    rows = ((str(n), f"{_ITEMS[n % 3]}, pieza {n}") for n in range(1, items + 1))
    return Table("Equipos e instrumentos", (Column("N.º", 0.5), Column("Descripción", 6)), tuple(rows))


def letter_of(*blocks, **changes) -> Letter:
    """A letter with those blocks; any other field may be changed by name."""
    fields = {
        "entity": ENTITY,
        "subject": "Comunicación para desplazamiento — Decreto 636 de 2020, artículo 3",
        "addressee": ("Señores", "Laboratorio de Calibración Ñandú S. A. S.", "NIT 901.234.567-1"),
        "salutation": "Respetados señores:",
        "blocks": blocks,
        "farewell": FAREWELL,
        "signer": Signer("PERSONA FICTICIA DE EJEMPLO", "Director General", is_acting=True),
        "base_url": BASE_URL,
    }
    return Letter(**(fields | changes))


def sample_letter(people: int = 18, items: int = 12) -> Letter:
    """Two pages with the numbers of people and items given by default."""
    return letter_of(
        Paragraph("En atención a su solicitud, se relacionan las personas y los equipos que se desplazan."),
        Fields("Datos del laboratorio", (("Código de acreditación", "10-LAC-001 (ONAC)"),)),
        Clauses("Sectores económicos", SECTORS),
        people_table(people),
        items_table(items),
        Paragraph(DECLARATION),
    )
