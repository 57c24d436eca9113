"""What a rate is charged for, and by what it is counted: words that the law and the rows share."""

from enum import StrEnum
from typing import Self


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

    SERVICE = "servicio", "servicio"
    POINT = "punto", "punto"
    CHANNEL = "canal", "canal"
    DIRECTION = "sentido", "sentido"
    STEP = "paso", "paso"
    GAUGE = "galga", "galga"
    DIMENSION = "cota", "cota"
    METRE = "metro", "metro"
    WAVELENGTH = "longitud_onda", "longitud de onda"
    INTERVAL = "intervalo", "intervalo"
    RESISTOR = "resistencia", "resistencia"
    MONTHLY_REPORT = "informe_mensual", "informe mensual"
    HOUR = "hora", "hora"
    DAY = "dia", "día"
    HALF_DAY = "mediodia", "mediodía"
    PERSON_DAY = "dia_persona", "día por persona"
    COURSE = "curso", "curso"
    PARTICIPATION = "participacion", "participación"
    ITEM = "unidad", "unidad"
    TRANSPORT = "transporte", "transporte"
