"""The money of a request: attempts to pay online, transfers that the customer tells of, what came, what went back."""

from decimal import Decimal
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from expedientes.models import Paso
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from ground.words import normalise
from services.models.quotes import QuoteChain
from services.payment.intents import LIVE, IntentState
from tariffs.figures import Figure
from tariffs.pricing.quote import Currency


def _money(name: str) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(name, max_digits=16, decimal_places=2)


class Intent(models.Model):
    """An attempt to pay online; its key is by what the bank knows it, and the same question twice is one intent.

    One lives for each quote at a time. `questions` are those that the bank was asked so far, the next at
    `ask_at`.
    """

    key = models.UUIDField("clave", primary_key=True, default=uuid4, editable=False)
    chain = models.ForeignKey(QuoteChain, models.PROTECT, related_name="intents", verbose_name="cotización")
    gateway = models.CharField("pasarela", max_length=40)
    amount = _money("valor")
    currency = models.CharField("moneda", max_length=3)
    state = models.CharField("estado", max_length=10, choices=IntentState.choices, default=IntentState.CREATED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quien paga"
    )
    opened_at = models.DateTimeField("abierto", db_default=Now())
    expires_at = models.DateTimeField("vence", null=True, blank=True)
    bank_reference = models.CharField("referencia del banco", max_length=80, blank=True)
    url = models.URLField("dirección en el banco", max_length=500, blank=True)
    cus = models.CharField("CUS", max_length=40, blank=True)
    bank = models.CharField("banco", max_length=80, blank=True)
    questions = models.PositiveSmallIntegerField("consultas hechas", default=0)
    ask_at = models.DateTimeField("próxima consulta", null=True, blank=True)

    class Meta:
        verbose_name = "intento de pago en línea"
        verbose_name_plural = "intentos de pago en línea"
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain"],
                condition=Q(state__in=LIVE),
                name="one_live_intent",
                violation_error_message="Hay un pago en curso de esta cotización.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="intent_of_some", violation_error_message="Se paga más que cero."
            ),
        ]
        indexes = [models.Index(fields=["ask_at"], condition=Q(state__in=LIVE), name="ix_intent_ask")]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                *("state", "expires_at", "bank_reference", "url", "cus", "bank", "questions", "ask_at"),
                sentence="Lo que se pagaba no se modifica.",
            ),
            OnlyMayChange(
                *("cus", "bank", "questions", "ask_at", "expires_at", "bank_reference", "url"),
                name="approved",
                where="OLD.state = 'aprobada'",
                sentence="Un pago aprobado sigue aprobado.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written} ({self.get_state_display().lower()})"

    @property
    def written(self) -> Figure:
        return written(self.amount, self.currency)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class Heard(models.Model):
    """What the bank said, by whichever way, and what was made of it; nothing that it said is lost."""

    class Way(models.TextChoices):
        EVENT = "evento", "Evento"
        ANSWER = "consulta", "Respuesta a una consulta"
        LISTING = "extracto", "Extracto del día"

    gateway = models.CharField("pasarela", max_length=40)
    way = models.CharField("por dónde", max_length=10, choices=Way.choices)
    at = models.DateTimeField("oído", db_default=Now())
    reference = models.CharField("referencia", max_length=80)
    transaction = models.CharField("transacción", max_length=80)
    word = models.JSONField("lo que dijo")
    effect = models.CharField("qué se hizo", max_length=200)

    class Meta:
        verbose_name = "lo que dijo el banco"
        verbose_name_plural = "lo que dijo el banco"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["reference"], name="ix_heard_reference")]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.transaction}: {self.effect}"


class TransferProof(models.Model):
    """A transfer that the customer says they made; its files are those of its step. The treasury looks at the statement
    of the account, and says yes or no."""

    chain = models.ForeignKey(QuoteChain, models.PROTECT, related_name="proofs", verbose_name="cotización")
    step = models.OneToOneField(Paso, models.PROTECT, related_name="proof", verbose_name="paso")
    amount = _money("valor")
    paid_on = models.DateField("fecha de la transferencia")
    bank = models.CharField("banco", max_length=80)
    reference = models.CharField("número del comprobante", max_length=60)
    key = models.CharField("comprobante, para comparar", max_length=160, editable=False)
    answered_by = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="respondido por"
    )
    is_refused = models.BooleanField("no se confirmó", default=False)

    class Meta:
        verbose_name = "comprobante de transferencia"
        verbose_name_plural = "comprobantes de transferencias"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "paid_on", "amount"],
                condition=Q(is_refused=False),
                name="uq_transfer_proof",
                violation_error_message="Ese comprobante ya se usó.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="proof_of_some", violation_error_message="Se paga más que cero."
            ),
        ]
        indexes = [models.Index(fields=["chain"], condition=Q(answered_by=None), name="ix_proof_waiting")]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                "answered_by",
                "is_refused",
                where="OLD.answered_by_id IS NULL",
                sentence="Un comprobante no se modifica: se responde.",
            ),
            OnlyMayChange(name="answered", where="OLD.answered_by_id IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.reference}: {self.written}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = transfer_key(self.bank, self.reference)
        super().save(*args, **kwargs)

    @property
    def written(self) -> Figure:
        return written(self.amount, self.chain.currency)


def transfer_key(bank: str, reference: str) -> str:
    """Bank and number of a transfer as they are compared: case, accents, spaces and hyphens say nothing."""
    return "".join(normalise(f"{bank}|{reference}").replace("-", "").split())


class PaymentQuerySet(models.QuerySet["Payment"]):
    def counted(self) -> Self:
        """Those that pay something: what is doubtful does not until somebody applies it."""
        return self.filter(is_counted=True)

    def doubtful(self) -> Self:
        """Those that somebody of the treasury has to look at."""
        return self.exclude(doubt="").filter(resolved_at=None)


class Payment(models.Model):
    """Money that came: a transaction of the bank, counted once however often it is told."""

    class Way(models.TextChoices):
        ONLINE = "en_linea", _("En línea")
        TRANSFER = "transferencia", _("Transferencia")

    class Doubt(models.TextChoices):
        """Why somebody has to look at it."""

        UNKNOWN = "sin_cotizacion", "Pago sin cotización"
        REPEATED = "repetido", "Pago repetido"
        DIFFERENT = "por_revisar", "Pago por revisar: no es lo que se pagaba"

    way = models.CharField("forma de pago", max_length=14, choices=Way.choices)
    transaction = models.CharField("transacción", max_length=200, unique=True)
    chain = models.ForeignKey(
        QuoteChain, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name="cotización"
    )
    intent = models.ForeignKey(
        Intent, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name="intento"
    )
    proof = models.OneToOneField(
        TransferProof, models.PROTECT, null=True, blank=True, related_name="payment", verbose_name="comprobante"
    )
    step = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="payment", verbose_name="recibo"
    )
    amount = _money("valor")
    currency = models.CharField("moneda", max_length=3)
    paid_on = models.DateField("fecha del banco")
    bank = models.CharField("banco o cuenta", max_length=80, blank=True)
    cus = models.CharField("CUS o número", max_length=60, blank=True)
    is_counted = models.BooleanField("cuenta", default=True)
    doubt = models.CharField("duda", max_length=14, choices=Doubt.choices, blank=True)
    resolved_at = models.DateTimeField("resuelta", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="resuelta por"
    )
    resolution = models.TextField("cómo se resolvió", blank=True)
    created_at = models.DateTimeField("registrado", db_default=Now())

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "pago"
        verbose_name_plural = "pagos"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_counted=False) | Q(chain__isnull=False),
                name="payment_counts_for_something",
                violation_error_message="Un pago que cuenta es de una cotización.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="payment_of_some", violation_error_message="Un pago es más que cero."
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                *("chain", "step", "is_counted", "resolved_at", "resolved_by", "resolution"),
                where="OLD.doubt <> '' AND OLD.resolved_at IS NULL",
                sentence="Un pago no se modifica.",
            ),
            OnlyMayChange(
                name="certain",
                where="OLD.doubt = '' OR OLD.resolved_at IS NOT NULL",
                sentence="Un pago no se modifica.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.written}"

    @property
    def written(self) -> Figure:
        return written(self.amount, self.currency)


class MoneyBack(models.Model):
    """Money that went back to who paid it, or that had not come: by the bank, or by an act of the treasury.

    What one of the treasury asks to reverse counts once another one confirmed it.
    """

    class Kind(models.TextChoices):
        BANK = "banco", _("Reversado por el banco")
        REVERSAL = "reverso", _("Pago reversado")
        REFUND = "devolucion", _("Devolución")

    kind = models.CharField("clase", max_length=10, choices=Kind.choices)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="returns", verbose_name="pago")
    amount = _money("valor")
    returned_on = models.DateField("fecha")
    account = models.CharField("cuenta de destino", max_length=120, blank=True)
    administrative_act = models.CharField("acto administrativo", max_length=120, blank=True)
    reason = models.TextField("motivo", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quien lo pidió"
    )
    step = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="money_back", verbose_name="paso"
    )
    is_dropped = models.BooleanField("no se confirmó", default=False)

    class Meta:
        verbose_name = "devolución o reverso"
        verbose_name_plural = "devoluciones y reversos"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment"],
                condition=~Q(kind="devolucion") & Q(is_dropped=False),
                name="reversed_once",
                violation_error_message="Ese pago ya se reversó.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="back_of_some", violation_error_message="Se devuelve más que cero."
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("step", "is_dropped", where="OLD.step_id IS NULL", sentence="Lo devuelto no se modifica."),
            OnlyMayChange(name="done", where="OLD.step_id IS NOT NULL", sentence="Lo devuelto no se modifica."),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {written(self.amount, self.payment.currency)}"


class Invoice(models.Model):
    """The electronic invoice of a quote, which is made elsewhere: its number and CUFE."""

    chain = models.ForeignKey(QuoteChain, models.PROTECT, related_name="invoices", verbose_name="cotización")
    number = models.CharField("número", max_length=40, unique=True)
    cufe = models.CharField("CUFE", max_length=96, blank=True)
    issued_on = models.DateField("fecha")
    step = models.OneToOneField(Paso, models.PROTECT, related_name="invoice", verbose_name="paso")

    class Meta:
        verbose_name = "factura electrónica"
        verbose_name_plural = "facturas electrónicas"
        ordering = ["pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.number


def written(amount: Decimal, currency: str) -> Figure:
    return Currency(currency).written(amount)
