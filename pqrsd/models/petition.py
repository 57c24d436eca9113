"""A petition, who makes it, and what they chose to tell about themself."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from accounts.identity import NAME_LENGTH, DocumentType, format_nit
from accounts.models import ConsentText
from accounts.models.people import CharacterisationAnswers
from accounts.models.places import Residence
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from pqrsd.kinds import AnswerChannel, Applicant, ClaimAsks, FilingChannel, Kind, Outcome, PriorityGround
from pqrsd.models.petition_queries import PqrsdManager, PqrsdQuerySet
from pqrsd.models.reference import Dependencia, Termino
from radicados.models import Radicado

SUBJECT_LENGTH = 200
TEXT_LENGTH = 20_000
FROZEN = "Lo radicado en una PQRSD no se puede modificar."
# What the acts of an open case may change, one version on.
CHANGED_BY_ACTS = (
    *("kind", "termino", "initial_due_on", "due_on", "waiting_until", "calendar_version"),
    *("extension_days", "extended_at", "office", "assignee", "is_priority", "is_reserved"),
    *("closed_at", "outcome", "is_access_refused", "version"),
)


class Pqrsd(models.Model):
    """One petition and where it stands. What was asked never changes; each step is a CaseEvent.

    `received_at` is the instant at which it reached the entity; `effective_on`, the business day from which
    the law counts. `due_on` is empty while the clock is stopped, waiting for the petitioner until
    `waiting_until`; of a closed case it says when it had been due.
    """

    radicado = models.OneToOneField(Radicado, models.PROTECT, related_name="pqrsd", verbose_name="radicado")
    submission_id = models.UUIDField("envío", default=uuid4, unique=True, editable=False)

    kind = models.CharField("clase", max_length=20, choices=Kind.choices)
    filed_kind = models.CharField("clase al radicarse", max_length=20, choices=Kind.choices)
    applicant = models.CharField("tipo de solicitante", max_length=12, choices=Applicant.choices)
    channel = models.CharField(
        "canal", max_length=12, choices=FilingChannel.choices, default=FilingChannel.WEB
    )
    language = models.CharField("lengua en que se presentó", max_length=60, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="la recibió",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pqrsd",
        verbose_name="usuario",
    )
    subject = models.CharField("asunto", max_length=SUBJECT_LENGTH)
    request = models.TextField("qué solicita")
    grounds = models.TextField("razones", blank=True)
    claim_asks = models.CharField(
        "qué reclama sobre sus datos", max_length=15, choices=ClaimAsks.choices, blank=True
    )
    missing = models.JSONField("lo que faltaba al radicarse", default=list, blank=True)
    answer_channel = models.CharField(
        "medio de respuesta", max_length=12, choices=AnswerChannel.choices, default=AnswerChannel.PORTAL
    )
    accepts_electronic_notice = models.BooleanField("acepta notificación electrónica", default=False)
    priority_ground = models.CharField(
        "atención prioritaria por", max_length=15, choices=PriorityGround.choices, blank=True
    )
    priority_reason = models.TextField("razón de la prioridad", blank=True)
    is_priority = models.BooleanField("prioritaria", default=False)

    received_at = models.DateTimeField("recibida")
    effective_on = models.DateField("fecha efectiva")
    termino = models.ForeignKey(Termino, models.PROTECT, related_name="+", verbose_name="término")
    initial_due_on = models.DateField("vencimiento inicial")
    due_on = models.DateField("vence", null=True, blank=True)
    waiting_until = models.DateField("plazo para completarla", null=True, blank=True)
    extension_days = models.PositiveSmallIntegerField("días de prórroga", default=0)
    extended_at = models.DateTimeField("prorrogada", null=True, blank=True)
    calendar_version = models.CharField("versión del calendario", max_length=64, blank=True)

    office = models.ForeignKey(Dependencia, models.PROTECT, related_name="pqrsd", verbose_name="dependencia")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_pqrsd",
        verbose_name="responsable",
    )
    related = models.ManyToManyField("self", blank=True, verbose_name="casos relacionados")
    is_reserved = models.BooleanField("reservada", default=False)
    closed_at = models.DateTimeField("cerrada", null=True, blank=True)
    outcome = models.CharField("resultado", max_length=20, choices=Outcome.choices, blank=True)
    is_access_refused = models.BooleanField("se negó el acceso a información", default=False)
    version = models.PositiveIntegerField("versión", default=0)
    search_text = models.TextField("texto para buscar", blank=True, editable=False)
    # Kept by the database: a word that many petitions say is looked for in their order of reception, and
    # cutting each text into words again would be most of its cost.
    search_words = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PqrsdManager.from_queryset(PqrsdQuerySet)()

    class Meta:
        verbose_name = "PQRSD"
        verbose_name_plural = "PQRSD"
        ordering = ["-received_at"]
        permissions = [
            ("handle_pqrsd", "Puede atender PQRSD"),
            ("handle_denuncia", "Puede atender denuncias"),
            ("supervise_pqrsd", "Dirige la atención de PQRSD"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="pqrsd_closed_with_outcome",
                violation_error_message="Un caso cerrado tiene fecha y resultado.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, waiting_until__isnull=False)
                | Q(due_on__isnull=False, waiting_until__isnull=True),
                name="pqrsd_due_or_waiting",
                violation_error_message="El término corre, o espera a que se complete la petición.",
            ),
            models.CheckConstraint(
                condition=Q(extension_days=0, extended_at__isnull=True)
                | Q(extension_days__gt=0, extended_at__isnull=False),
                name="pqrsd_extended_whole",
                violation_error_message="Una prórroga tiene fecha y días.",
            ),
            models.CheckConstraint(
                condition=~Q(applicant=Applicant.ANONYMOUS) | Q(user__isnull=True),
                name="pqrsd_anonymous_without_user",
                violation_error_message="Una petición anónima no guarda quién la presentó.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["is_reserved", "-is_priority", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="ix_pqrsd_queue",
            ),
            models.Index(fields=["is_reserved", "-received_at"], name="ix_pqrsd_received"),
            models.Index(
                fields=["assignee", "due_on"], condition=Q(closed_at__isnull=True), name="ix_pqrsd_mine"
            ),
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="ix_pqrsd_closed"),
            GinIndex(fields=["search_words"], name="ix_pqrsd_words"),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(*CHANGED_BY_ACTS, may_empty=["user"], sentence=FROZEN),
            # The calendar and the law may change under a case without moving its last day.
            OnlyMayChange(
                *("termino", "initial_due_on", "calendar_version"),
                may_empty=["user"],
                name="without_act",
                where="NEW.version <> OLD.version + 1",
                sentence="Un caso solo cambia por un acto, que sube su versión en uno.",
            ),
            OnlyMayChange(
                *("is_access_refused", "version"),
                may_empty=["user"],
                name="closed",
                where="OLD.closed_at IS NOT NULL",
                sentence="Un caso cerrado no se puede modificar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.radicado.number}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether the clock is stopped until the petitioner completes what was asked."""
        return self.is_open and self.waiting_until is not None

    @property
    def is_anonymous(self) -> bool:
        return self.applicant == Applicant.ANONYMOUS

    @property
    def may_end_in_erasure(self) -> bool:
        """Whether it is a claim by whose answer the account of who made it may be erased. One that was
        filed without saying what it asks may be: it is read."""
        is_live = self.is_open or self.outcome == Outcome.ANSWERED
        is_claim = self.kind == Kind.DATA_CLAIM and self.claim_asks in {"", ClaimAsks.ERASURE}
        return is_claim and is_live and self.user_id is not None

    @property
    def named_petitioner(self) -> "Petitioner | None":
        """Who makes it; None when it is anonymous."""
        return getattr(self, "petitioner", None)


class Petitioner(Residence):
    """Who makes a petition, as they told it. An anonymous one has no row.

    What is wrong or missing is kept as it was typed when the person insisted (CPACA, art. 15).
    """

    pqrsd = models.OneToOneField(
        Pqrsd, models.CASCADE, primary_key=True, related_name="petitioner", verbose_name="PQRSD"
    )
    first_name = models.CharField("nombres", max_length=NAME_LENGTH, blank=True)
    last_name = models.CharField("apellidos", max_length=NAME_LENGTH, blank=True)
    document_type = models.CharField(
        "tipo de documento", max_length=3, choices=DocumentType.choices, blank=True
    )
    document_number = models.CharField("número de documento", max_length=40, blank=True)
    legal_name = models.CharField("razón social", max_length=NAME_LENGTH, blank=True)
    nit = models.CharField("NIT", max_length=40, blank=True)
    represented_name = models.CharField(
        "a quién representa", max_length=NAME_LENGTH, blank=True, help_text="Quien da el poder."
    )
    represented_document = models.CharField("documento de quien representa", max_length=60, blank=True)
    guardian_name = models.CharField(
        "quien acompaña a la persona menor de edad", max_length=2 * NAME_LENGTH, blank=True
    )
    email = models.CharField("correo electrónico", max_length=254, blank=True)
    mobile = models.CharField("celular", max_length=40, blank=True)
    phone = models.CharField("teléfono fijo", max_length=40, blank=True)

    class Meta:
        verbose_name = "peticionario"
        verbose_name_plural = "peticionarios"
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.name or "Sin nombre"

    @property
    def name(self) -> str:
        """Of the company or of the person; "" when none was given."""
        return self.legal_name or self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def document(self) -> str:
        """`CC 1032456789`, `NIT 900.494.393-3`, or "" when none was given."""
        if self.nit:
            return f"NIT {format_nit(self.nit) if self.nit.isdigit() else self.nit}"
        return f"{self.document_type} {self.document_number}".strip() if self.document_number else ""


class PetitionerCharacterisation(CharacterisationAnswers):
    """What somebody chose to tell with a petition; sensitive answers, with the words that authorised them."""

    pqrsd = models.OneToOneField(
        Pqrsd, models.CASCADE, primary_key=True, related_name="characterisation", verbose_name="PQRSD"
    )
    consent_text = models.ForeignKey(
        ConsentText, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="autorización"
    )
    consent_wording = models.TextField("texto mostrado", blank=True)
    consent_sha256 = models.CharField("SHA-256 del texto", max_length=64, blank=True)
    given_at = models.DateTimeField("otorgada", auto_now_add=True)

    class Meta:
        verbose_name = "caracterización del peticionario"
        verbose_name_plural = "caracterizaciones de peticionarios"
        # What habeas_data/erasure.py does.
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(may_empty=[field.name for field in CharacterisationAnswers._meta.local_fields]),
        ]

    def __str__(self) -> str:
        return f"Caracterización de {self.pqrsd_id}"
