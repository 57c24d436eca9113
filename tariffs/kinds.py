"""What a rate is charged for, and by what it is counted: words that the law and the rows share."""

from enum import StrEnum
from typing import Self

from tariffs.spanish import Spanish


class Worded(StrEnum):
    """A value with the Spanish words that people read."""

    label: str

    # Of one value alone, `SectionKind("calibracion")` looks its member up.
    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


class SectionKind(Worded):
    """The sections of the resolution, as far as its articles tell them apart."""

    CALIBRATION = "calibracion", "Calibración"
    TRAINING = "capacitacion", "Capacitación"
    OTHER_TRAINING = "otra_capacitacion", "Otros servicios de capacitación"
    ASSISTANCE = "asistencia", "Asistencia técnica"
    PROFICIENCY_TEST = "ensayo_aptitud", "Ensayos de aptitud"
    REFERENCE_MATERIAL = "material_referencia", "Materiales de referencia certificados"
    TRAVEL = "desplazamiento", "Costos de desplazamiento"


class Unit(Worded):
    """What one unit of a rate is, as the name of the row states it."""

    SERVICE = "servicio", Spanish("servicio")
    POINT = "punto", Spanish("punto")
    CHANNEL = "canal", Spanish("canal")
    DIRECTION = "sentido", Spanish("sentido")
    STEP = "paso", Spanish("paso")
    GAUGE = "galga", Spanish("galga")
    DIMENSION = "cota", Spanish("cota")
    METRE = "metro", Spanish("metro")
    WAVELENGTH = "longitud_onda", Spanish("longitud de onda")
    INTERVAL = "intervalo", Spanish("intervalo")
    RESISTOR = "resistencia", Spanish("resistencia")
    MONTHLY_REPORT = "informe_mensual", Spanish("informe mensual")
    HOUR = "hora", Spanish("hora")
    DAY = "dia", Spanish("día")
    HALF_DAY = "mediodia", Spanish("mediodía")
    PERSON_DAY = "dia_persona", Spanish("día por persona")
    COURSE = "curso", Spanish("curso")
    PARTICIPATION = "participacion", Spanish("participación")
    ITEM = "unidad", Spanish("unidad")
    TRANSPORT = "transporte", Spanish("transporte")
