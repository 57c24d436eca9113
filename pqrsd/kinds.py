"""What may be asked of the entity, and by whom, in the words of the law (CPACA, arts. 13 and 14)."""

from django.db import models

from expedientes.models.step import StepKind


class Kind(models.TextChoices):
    GENERAL_INTEREST = "interes_general", "Petición de interés general"
    PRIVATE_INTEREST = "interes_particular", "Petición de interés particular"
    INFORMATION = "informacion", "Solicitud de información o de documentos"
    CONSULTATION = "consulta", "Consulta"
    COMPLAINT = "queja", "Queja"
    CLAIM = "reclamo", "Reclamo"
    SUGGESTION = "sugerencia", "Sugerencia"
    REPORT = "denuncia", "Denuncia"
    COMPLIMENT = "felicitacion", "Felicitación"
    DATA_QUERY = "habeas_consulta", "Consulta sobre datos personales"
    DATA_CLAIM = "habeas_reclamo", "Reclamo sobre datos personales"
    AUTHORITY = "autoridad", "Petición de otra autoridad"
    CONGRESS = "congreso", "Petición de un congresista"
    OMBUDSMAN = "defensoria", "Petición de la Defensoría del Pueblo"


# Kinds whose cases are seen only by Control interno disciplinario, and whose letters reveal nothing.
RESERVED_KINDS = frozenset({Kind.REPORT})

DATA_KINDS = (Kind.DATA_QUERY, Kind.DATA_CLAIM)
AUTHORITIES_KINDS = (Kind.AUTHORITY, Kind.CONGRESS, Kind.OMBUDSMAN)
CITIZENS_KINDS = tuple(kind for kind in Kind if kind not in {*DATA_KINDS, *AUTHORITIES_KINDS})
# The groups in which a list offers them.
GROUPS = (
    ("De cualquier persona", CITIZENS_KINDS),
    ("Sobre sus datos personales", DATA_KINDS),
    ("De otras autoridades", AUTHORITIES_KINDS),
)
GROUPED_CHOICES = [(title, [(kind.value, kind.label) for kind in kinds]) for title, kinds in GROUPS]


class ClaimAsks(models.TextChoices):
    """What a claim about personal data asks (Ley 1581 de 2012, arts. 8 and 15)."""

    CORRECTION = "correccion", "Corrección o actualización"
    ERASURE = "supresion", "Supresión"
    REVOCATION = "revocacion", "Revocación de una autorización"
    COMPLIANCE = "cumplimiento", "Que se cumpla la ley al tratarlos"


class Applicant(models.TextChoices):
    """*Tipo de solicitante* (Resolución MinTIC 3564 de 2015, annex)."""

    PERSON = "natural", "Persona natural"
    COMPANY = "juridica", "Persona jurídica"
    MINOR = "menor", "Niña, niño o adolescente"
    AGENT = "apoderado", "Apoderado o representante de otra persona"
    ANONYMOUS = "anonimo", "Anónimo"


class FilingChannel(models.TextChoices):
    """How the petition arrived; verbal ones are typed at the desk (Decreto 1166 de 2016)."""

    WEB = "web", "Este portal"
    IN_PERSON = "presencial", "Verbal, en persona"
    PHONE = "telefono", "Verbal, por teléfono"
    EMAIL = "correo", "Correo electrónico"
    POST = "fisico", "Correspondencia física"


VERBAL_CHANNELS = frozenset({FilingChannel.IN_PERSON, FilingChannel.PHONE})


class AnswerChannel(models.TextChoices):
    EMAIL = "correo", "Por correo electrónico"
    POST = "direccion", "A la dirección de correspondencia"
    PORTAL = "portal", "En este portal, con el número y el código"


class PriorityGround(models.TextChoices):
    """CPACA, arts. 5.6 and 20; Decreto 1166 de 2016."""

    LIFE = "vida", "Peligro inminente para la vida o la integridad"
    RIGHTS = "derecho", "Derecho fundamental en riesgo de perjuicio irremediable"
    JOURNALIST = "periodista", "Periodista en ejercicio de su actividad"
    CHILD = "ninez", "Niña, niño o adolescente"
    PREGNANT = "gestante", "Mujer gestante"
    DISABILITY = "discapacidad", "Persona con discapacidad"
    OLDER_ADULT = "adulto_mayor", "Persona adulta mayor"
    VICTIM = "victima", "Víctima del conflicto armado"
    VETERAN = "veterano", "Veterano de la fuerza pública"


class Outcome(models.TextChoices):
    ANSWERED = "respondida", "Respondida"
    TRANSFERRED = "trasladada", "Trasladada a otra entidad"
    REJECTED = "rechazada", "Rechazada"
    ARCHIVED = "archivada", "Archivada"
    LAPSED = "desistida_tacita", "Archivada por desistimiento tácito"
    WITHDRAWN = "desistida", "Desistida"
    ANNULLED = "anulada", "Anulada"


class Step(StepKind):
    """What happens to a petition, besides what may happen to any case."""

    RECLASSIFIED = "reclassified", "Cambió de clase"
    PRIORITY_SET = "priority_set", "Prioridad decidida"
    RIGHTS_SET = "rights_set", "Se decidió si trata de otro derecho fundamental"
    COMPLETION_REQUESTED = "completion_requested", "Se pidió completar la petición"
    COMPLETION_EXTENDED = "completion_extended", "Se amplió el plazo para completarla"
    COMPLETED = "completed", "El peticionario la completó"
    EXTENDED = "extended", "Se prorrogó el término de respuesta"
    TRANSFERRED = "transferred", "Trasladada a otra entidad"
    ANSWERED = "answered", "Respondida"
    REJECTED = "rejected", "Rechazada"
    ARCHIVED = "archived", "Archivada"
    LAPSED = "lapsed", "Archivada por desistimiento tácito"
    WITHDRAWN = "withdrawn", "El peticionario desistió"
    REPLIED = "replied", "El peticionario escribió de nuevo"
    RATED = "rated", "El peticionario calificó la respuesta"
    DUE_CHANGED = "due_changed", "Cambió la fecha de vencimiento"

    @property
    def is_internal(self) -> bool:
        return self is Step.PRIORITY_SET

    @property
    def is_by_petitioner(self) -> bool:
        return self in {Step.COMPLETION_EXTENDED, Step.COMPLETED, Step.WITHDRAWN, Step.REPLIED, Step.RATED}

    @property
    def is_told(self) -> bool:
        return self.is_by_petitioner or self in {
            Step.COMPLETION_REQUESTED,
            Step.EXTENDED,
            Step.TRANSFERRED,
            Step.ANSWERED,
            Step.REJECTED,
            Step.ARCHIVED,
            Step.LAPSED,
            Step.DUE_CHANGED,
        }


class Score(models.IntegerChoices):
    LOWEST = 1, "Muy insatisfecho"
    LOW = 2, "Insatisfecho"
    MIDDLE = 3, "Ni lo uno ni lo otro"
    HIGH = 4, "Satisfecho"
    HIGHEST = 5, "Muy satisfecho"
