"""The lists of the *caracterización*: the usual ones of Colombian entities (Función Pública, *Guía de
caracterización de ciudadanía y grupos de valor*; disability by Resolución 113 de 2020 of MinSalud)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    WOMAN = "mujer", _("Mujer")
    MAN = "hombre", _("Hombre")
    INTERSEX = "intersexual", _("Intersexual")
    UNTOLD = "no_dice", _("Prefiero no decirlo")


class GenderIdentity(models.TextChoices):
    FEMALE = "femenina", _("Femenina")
    MALE = "masculina", _("Masculina")
    TRANS = "transgenero", _("Transgénero")
    NON_BINARY = "no_binaria", _("No binaria")
    OTHER = "otra", _("Otra")
    UNTOLD = "no_dice", _("Prefiero no decirlo")


class AgeRange(models.TextChoices):
    EARLY_CHILDHOOD = "0-5", _("0 a 5 años")
    CHILDHOOD = "6-11", _("6 a 11 años")
    ADOLESCENCE = "12-17", _("12 a 17 años")
    YOUTH = "18-28", _("18 a 28 años")
    ADULTHOOD = "29-59", _("29 a 59 años")
    OLD_AGE = "60+", _("60 años o más")


class EthnicGroup(models.TextChoices):
    INDIGENOUS = "indigena", _("Indígena")
    AFRO = "afro", _("Negro, afrocolombiano o mulato")
    RAIZAL = "raizal", _("Raizal")
    PALENQUERO = "palenquero", _("Palenquero")
    ROM = "rrom", _("Rrom o gitano")
    NONE = "ninguno", _("Ninguno")


class Disability(models.TextChoices):
    PHYSICAL = "fisica", _("Física")
    VISUAL = "visual", _("Visual")
    HEARING = "auditiva", _("Auditiva")
    DEAFBLIND = "sordoceguera", _("Sordoceguera")
    INTELLECTUAL = "intelectual", _("Intelectual")
    PSYCHOSOCIAL = "psicosocial", _("Psicosocial (mental)")
    MULTIPLE = "multiple", _("Múltiple")
    NONE = "ninguna", _("Ninguna")


class Schooling(models.TextChoices):
    NONE = "ninguna", _("Ninguna")
    PRIMARY = "primaria", _("Primaria")
    SECONDARY = "secundaria", _("Secundaria o media")
    TECHNICAL = "tecnico", _("Técnico")
    TECHNOLOGICAL = "tecnologo", _("Tecnólogo")
    PROFESSIONAL = "profesional", _("Profesional")
    SPECIALISATION = "especializacion", _("Especialización")
    MASTER = "maestria", _("Maestría")
    DOCTORATE = "doctorado", _("Doctorado")


STRATA = [(number, str(number)) for number in range(1, 7)]


class Zone(models.TextChoices):
    URBAN = "urbana", _("Urbana")
    RURAL = "rural", _("Rural")


class Condition(models.TextChoices):
    VICTIM = "victima", _("Víctima del conflicto armado")
    DISPLACED = "desplazado", _("Persona desplazada")
    HEAD_OF_FAMILY = "cabeza_familia", _("Cabeza de familia")
    PREGNANT = "gestante", _("Gestante o lactante")
    OLDER_ADULT = "adulto_mayor", _("Persona adulta mayor")
    REINCORPORATED = "reincorporado", _("En proceso de reincorporación")


class Channel(models.TextChoices):
    EMAIL = "correo", _("Correo electrónico")
    PORTAL = "portal", _("Este portal")
    PHONE = "telefono", _("Teléfono")
    IN_PERSON = "presencial", _("Presencial")
    POST = "fisico", _("Correspondencia física")


class HowKnown(models.TextChoices):
    WEBSITE = "sitio_web", _("Sitio web del INM")
    SEARCH = "buscador", _("Buscador de internet")
    SOCIAL = "redes", _("Redes sociales")
    EVENT = "evento", _("Un evento o una capacitación")
    ENTITY = "entidad", _("Otra entidad pública")
    ONAC = "onac", _("ONAC u otro organismo de acreditación")
    ACQUAINTANCE = "recomendacion", _("Recomendación")
    OTHER = "otro", _("Otro medio")


class EntityKind(models.TextChoices):
    PRIVATE = "privada", _("Empresa privada")
    PUBLIC_NATIONAL = "publica_nacional", _("Entidad pública del orden nacional")
    PUBLIC_TERRITORIAL = "publica_territorial", _("Entidad pública del orden territorial")
    MIXED = "mixta", _("Sociedad de economía mixta")
    NON_PROFIT = "sin_animo", _("Entidad sin ánimo de lucro")
    COOPERATIVE = "solidaria", _("Organización solidaria o cooperativa")
    EDUCATION = "educacion", _("Institución educativa")
    INTERNATIONAL = "internacional", _("Organismo internacional")
    OTHER = "otra", _("Otra")
