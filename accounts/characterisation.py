"""The lists of the *caracterización*: the usual ones of Colombian entities (Función Pública, *Guía de
caracterización de ciudadanía y grupos de valor*; disability by Resolución 113 de 2020 of MinSalud)."""

import json
from pathlib import Path

from django.db import models


class Sex(models.TextChoices):
    WOMAN = "mujer", "Mujer"
    MAN = "hombre", "Hombre"
    INTERSEX = "intersexual", "Intersexual"
    UNTOLD = "no_dice", "Prefiero no decirlo"


class GenderIdentity(models.TextChoices):
    FEMALE = "femenina", "Femenina"
    MALE = "masculina", "Masculina"
    TRANS = "transgenero", "Transgénero"
    NON_BINARY = "no_binaria", "No binaria"
    OTHER = "otra", "Otra"
    UNTOLD = "no_dice", "Prefiero no decirlo"


class AgeRange(models.TextChoices):
    EARLY_CHILDHOOD = "0-5", "0 a 5 años"
    CHILDHOOD = "6-11", "6 a 11 años"
    ADOLESCENCE = "12-17", "12 a 17 años"
    YOUTH = "18-28", "18 a 28 años"
    ADULTHOOD = "29-59", "29 a 59 años"
    OLD_AGE = "60+", "60 años o más"


class EthnicGroup(models.TextChoices):
    INDIGENOUS = "indigena", "Indígena"
    AFRO = "afro", "Negro, afrocolombiano o mulato"
    RAIZAL = "raizal", "Raizal"
    PALENQUERO = "palenquero", "Palenquero"
    ROM = "rrom", "Rrom o gitano"
    NONE = "ninguno", "Ninguno"


class Disability(models.TextChoices):
    PHYSICAL = "fisica", "Física"
    VISUAL = "visual", "Visual"
    HEARING = "auditiva", "Auditiva"
    DEAFBLIND = "sordoceguera", "Sordoceguera"
    INTELLECTUAL = "intelectual", "Intelectual"
    PSYCHOSOCIAL = "psicosocial", "Psicosocial (mental)"
    MULTIPLE = "multiple", "Múltiple"
    NONE = "ninguna", "Ninguna"


class Schooling(models.TextChoices):
    NONE = "ninguna", "Ninguna"
    PRIMARY = "primaria", "Primaria"
    SECONDARY = "secundaria", "Secundaria o media"
    TECHNICAL = "tecnico", "Técnico"
    TECHNOLOGICAL = "tecnologo", "Tecnólogo"
    PROFESSIONAL = "profesional", "Profesional"
    SPECIALISATION = "especializacion", "Especialización"
    MASTER = "maestria", "Maestría"
    DOCTORATE = "doctorado", "Doctorado"


STRATA = [(number, str(number)) for number in range(1, 7)]


class Zone(models.TextChoices):
    URBAN = "urbana", "Urbana"
    RURAL = "rural", "Rural"


class Condition(models.TextChoices):
    VICTIM = "victima", "Víctima del conflicto armado"
    DISPLACED = "desplazado", "Persona desplazada"
    HEAD_OF_FAMILY = "cabeza_familia", "Cabeza de familia"
    PREGNANT = "gestante", "Gestante o lactante"
    OLDER_ADULT = "adulto_mayor", "Persona adulta mayor"
    REINCORPORATED = "reincorporado", "En proceso de reincorporación"


class Channel(models.TextChoices):
    EMAIL = "correo", "Correo electrónico"
    PORTAL = "portal", "Este portal"
    PHONE = "telefono", "Teléfono"
    IN_PERSON = "presencial", "Presencial"
    POST = "fisico", "Correspondencia física"


class HowKnown(models.TextChoices):
    WEBSITE = "sitio_web", "Sitio web del INM"
    SEARCH = "buscador", "Buscador de internet"
    SOCIAL = "redes", "Redes sociales"
    EVENT = "evento", "Un evento o una capacitación"
    ENTITY = "entidad", "Otra entidad pública"
    ONAC = "onac", "ONAC u otro organismo de acreditación"
    ACQUAINTANCE = "recomendacion", "Recomendación"
    OTHER = "otro", "Otro medio"


class EntityKind(models.TextChoices):
    PRIVATE = "privada", "Empresa privada"
    PUBLIC_NATIONAL = "publica_nacional", "Entidad pública del orden nacional"
    PUBLIC_TERRITORIAL = "publica_territorial", "Entidad pública del orden territorial"
    MIXED = "mixta", "Sociedad de economía mixta"
    NON_PROFIT = "sin_animo", "Entidad sin ánimo de lucro"
    COOPERATIVE = "solidaria", "Organización solidaria o cooperativa"
    EDUCATION = "educacion", "Institución educativa"
    INTERNATIONAL = "internacional", "Organismo internacional"
    OTHER = "otra", "Otra"


# The divisions of CIIU Rev. 4 A. C. (DANE), by section: codes of two digits, as strings; short names.
SECTIONS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("data").joinpath("ciiu.json").read_text(encoding="utf-8")
)

# As a form and a model take them: grouped by section.
DIVISION_CHOICES = [
    (section, [(code, f"{code} {name}") for code, name in divisions.items()]) for section, divisions in SECTIONS.items()
]
