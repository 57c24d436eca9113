"""A petition, who makes it, and what they chose to tell about themself."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.identity import NAME_LENGTH, DocumentType
from accounts.models import CharacterisationAnswers, ConsentText, Residence
from accounts.nit import Nit
from expedientes.desk import Desk
from expedientes.models import Anexo, Expediente, Paso
from expedientes.models.case import FROZEN
from ground.permanence import NEVER_DELETED, ONLY_ADDED, Insert, Meets, OnlyMayChange, OnlyWhile
from ground.webforms.fields import validate_mail_address
from pqrsd.kinds import AnswerChannel, Applicant, ClaimAsks, FilingChannel, Kind, Outcome, PriorityGround
from pqrsd.models.reference import Termino


class Pqrsd(Expediente):
    """One petition: what was asked, which never changes, by whom, and the law that rules it.

    Where it stands is the case's.
    """

    desk = Desk(
        app="pqrsd",
        title="Mesa PQRSD",
        noun="petición",
        filer="peticionario",
        reserved="denuncia",
        summary="pqrsd/desk/_case_summary.html",
        handle="pqrsd.handle_pqrsd",
        handle_reserved="pqrsd.handle_denuncia",
        view="pqrsd.view_pqrsd",
    )
    kinds, outcomes = Kind, Outcome
    while_open = (
        *("pqrsd.waiting_ends", "pqrsd.due_soon", "pqrsd.due_today", "pqrsd.overdue"),
        "pqrsd.waiting_over",
    )

    submission_id = models.UUIDField("envío", default=uuid4, unique=True, editable=False)

    filed_kind = models.CharField("clase al radicarse", max_length=20, choices=Kind.choices)
    applicant = models.CharField("tipo de solicitante", max_length=12, choices=Applicant.choices)
    channel = models.CharField("canal", max_length=12, choices=FilingChannel.choices, default=FilingChannel.WEB)
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
    request = models.TextField("qué solicita")
    grounds = models.TextField("razones", blank=True)
    claim_asks = models.CharField("qué reclama sobre sus datos", max_length=15, choices=ClaimAsks.choices, blank=True)
    missing = models.JSONField("lo que faltaba al radicarse", default=list, blank=True)
    answer_channel = models.CharField(
        "medio de respuesta", max_length=12, choices=AnswerChannel.choices, default=AnswerChannel.PORTAL
    )
    accepts_electronic_notice = models.BooleanField("acepta notificación electrónica", default=False)
    priority_ground = models.CharField(
        "atención prioritaria por", max_length=15, choices=PriorityGround.choices, blank=True
    )
    priority_reason = models.TextField("razón de la prioridad", blank=True)
    # Of another right than that of petition; an officer says so, and why (Decreto Legislativo 491 de 2020, art. 5).
    is_about_rights = models.BooleanField("trata de la efectividad de otro derecho fundamental", default=False)
    termino = models.ForeignKey(Termino, models.PROTECT, related_name="+", verbose_name="término")
    calendar_version = models.CharField("versión del calendario", max_length=64, blank=True)

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
                condition=~Q(applicant=Applicant.ANONYMOUS) | Q(user__isnull=True),
                name="pqrsd_anonymous_without_user",
                violation_error_message="Una petición anónima no guarda quién la presentó.",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyWhile(
                "expediente_ptr",
                operation=Insert,
                condition="app = 'pqrsd' AND effective_on IS NOT NULL",
                sentence="Una petición es un caso con término de la sala pqrsd.",
            ),
            OnlyMayChange("termino", "calendar_version", "is_about_rights", may_empty=["user"], sentence=FROZEN),
            OnlyMayChange(
                may_empty=["user"],
                name="closed",
                unless=Meets("expediente_ptr", "closed_at IS NULL"),
                sentence="Un caso cerrado no se puede modificar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.radicado.number}"

    @property
    def answer_medium(self) -> str:
        return self.get_answer_channel_display()

    @property
    def addressee_name(self) -> str:
        petitioner = self.named_petitioner
        return str(petitioner) if petitioner else "Peticionario anónimo"

    @property
    def mail_address(self) -> str:
        """Whatever the channel of the answer; "" when they gave none or insisted on one that is none."""
        petitioner = self.named_petitioner
        address = petitioner.email if petitioner else ""
        try:
            validate_mail_address(address)
        except ValidationError:
            return ""
        return address

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
    def handed_in(self) -> models.QuerySet[Anexo]:
        """The files that came with it and with what its petitioner wrote later, in order."""
        is_petitioners = Q(step__kind=Paso.Kind.FILED) | Q(step__is_by_petitioner=True)
        return Anexo.objects.filter(is_petitioners, step__expediente=self).select_related("document__scan")

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
    document_type = models.CharField("tipo de documento", max_length=3, choices=DocumentType.choices, blank=True)
    document_number = models.CharField("número de documento", max_length=40, blank=True)
    legal_name = models.CharField("razón social", max_length=NAME_LENGTH, blank=True)
    nit = models.CharField("NIT", max_length=40, blank=True)
    nit_digit = models.CharField("dígito de verificación", max_length=1, blank=True)
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
    def tax_number(self) -> str:
        """The NIT as people read it; as it was typed, that of another country or a wrong one."""
        return str(Nit(self.nit, self.nit_digit)) if self.nit_digit else self.nit

    @property
    def document(self) -> str:
        """`CC 1032456789`, `NIT 900.494.393-3`, or "" when none was given."""
        if self.nit:
            return f"NIT {self.tax_number}"
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
