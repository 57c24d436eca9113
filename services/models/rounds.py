"""Rounds of proficiency tests: what is measured in each, who takes part, under which code, where the item is, and what
was reported (ISO/IEC 17043)."""

import secrets
from datetime import date
from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from expedientes.models import Paso
from ground.documents.models import Document
from ground.permanence import NEVER_DELETED, ONLY_ADDED, Insert, Law, OnlyMayChange, OnlyWhile, refuse
from services.kinds import Evaluation, PlaceState, RoundStage
from services.models.laboratory import Laboratory
from services.models.lines import Item
from services.models.places import fits, never_fewer

MOST_PLACES = 200
FIGURE_LENGTH = 40
# 32 characters, none of which is read as another: O, I and L are not among them, nor U.
CODE_ALPHABET, CODE_LENGTH = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 4
LATE = "La ronda ya no recibe resultados."

_PLACES = {
    "table": "services_participation", "parent_key": "round_id", "count": "places", "states": f"('{PlaceState.TAKEN}')",
    "constraint": "places_of_round",
}  # fmt: skip
FITS = fits(parent="services_round", full="No quedan cupos en esa ronda.", **_PLACES)
NEVER_FEWER = never_fewer(sentence="Los cupos de una ronda no pueden ser menos que los tomados.", **_PLACES)
IN_TIME = Law(
    name="in_time",
    operation=Insert,
    func=f"""
    PERFORM FROM services_round r JOIN services_participation p ON p.round_id = r.id
        WHERE p.id = NEW.participation_id AND now() < r.results_until
        AND r.reported_at IS NULL AND r.cancelled_at IS NULL;
    IF NOT FOUND THEN {refuse(LATE, constraint="results_in_time")} END IF;
    RETURN NEW;""",
)
NOT_OVER = "reported_at IS NULL AND cancelled_at IS NULL"
OVER = "Una ronda informada o cancelada no se modifica."


class RoundQuerySet(models.QuerySet["Round"]):
    def live(self) -> Self:
        return self.filter(cancelled_at=None, reported_at=None)

    def open_on(self, day: date) -> Self:
        """Those in which one enrols, the next to begin first."""
        enrolling = self.live().filter(opens_on__lte=day, closes_on__gte=day, begins_on__gt=day)
        return enrolling.order_by("begins_on", "pk")


class Round(models.Model):
    """A round of a scheme: one enrols from `opens_on` (without it, it is a draft) to `closes_on`; its item goes about
    from `begins_on` to `ends_on`; results are received until the instant `results_until`.

    Its price is that of the rate of its `code`, for each item of which somebody measures. Where it stands follows from
    its dates.
    """

    title = models.CharField("título", max_length=200)
    magnitude = models.CharField("magnitud", max_length=120)
    code = models.CharField("código de la tasa", max_length=12, help_text="Por ejemplo, EA-018.")
    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, related_name="rounds", verbose_name="laboratorio que la coordina"
    )
    description = models.TextField("qué se mide", blank=True, help_text="El ítem y lo que se mide de él.")
    items = models.PositiveSmallIntegerField("ítems que se ofrecen", default=1, validators=[MinValueValidator(1)])
    places = models.PositiveSmallIntegerField("cupos", validators=[MinValueValidator(1)])
    minimum = models.PositiveSmallIntegerField("mínimo para hacerla", default=5, validators=[MinValueValidator(1)])
    opens_on = models.DateField(
        "abre inscripciones el", null=True, blank=True, help_text="Vacío mientras es un borrador."
    )
    closes_on = models.DateField("cierra inscripciones el", help_text="Ese día todavía se recibe.")
    begins_on = models.DateField("el ítem circula desde")
    ends_on = models.DateField("el ítem circula hasta")
    results_until = models.DateTimeField("se reciben resultados hasta", help_text="Día y hora de Colombia.")
    evaluation = models.CharField("cómo se evalúa", max_length=12, choices=Evaluation.choices)
    protocol = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="of_rounds",
        verbose_name="protocolo",
    )
    reported_at = models.DateTimeField("informada", null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("cancelada", null=True, blank=True, editable=False)
    reason = models.TextField("motivo de la cancelación", blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ronda de un ensayo de aptitud"
        verbose_name_plural = "rondas de ensayos de aptitud"
        ordering = ["-closes_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__gte=F("minimum")) & Q(minimum__gt=0) & Q(places__lte=MOST_PLACES),
                name="round_places",
                violation_error_message=f"Los cupos van del mínimo para hacerla a {MOST_PLACES}.",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(opens_on__lte=F("closes_on")),
                name="round_opens_before_it_closes",
                violation_error_message="Las inscripciones abren antes de cerrar.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__lt=F("begins_on")) & Q(begins_on__lte=F("ends_on")),
                name="round_in_order",
                violation_error_message="El ítem circula después de que cierran las inscripciones, y termina después "
                "de empezar.",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            NEVER_FEWER,
            OnlyMayChange(
                name="ended", where="OLD.reported_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL", sentence=OVER
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def stage(self, today: date) -> RoundStage:
        if self.cancelled_at:
            return RoundStage.CANCELLED
        if self.reported_at:
            return RoundStage.REPORTED
        if self.opens_on is None or today < self.opens_on:
            return RoundStage.DRAFT
        if today <= self.closes_on:
            return RoundStage.OPEN
        return RoundStage.CLOSED if today < self.begins_on else RoundStage.CIRCULATING

    @property
    def current_stage(self) -> RoundStage:
        return self.stage(timezone.localdate())


class Measurand(models.Model):
    """What is measured in a round. Its assigned value, the expanded uncertainty of that and the standard deviation for
    the assessment are secret until the round is reported: only the laboratory that coordinates it reads them.

    The figures stay as they were typed.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="measurands", verbose_name="ronda")
    name = models.CharField("mensurando", max_length=120, help_text="Con su punto: «Error a 100 g».")
    unit = models.CharField("unidad", max_length=20)
    assigned = models.CharField("valor asignado", max_length=FIGURE_LENGTH, blank=True, editable=False)
    uncertainty = models.CharField("U del valor asignado", max_length=FIGURE_LENGTH, blank=True, editable=False)
    deviation = models.CharField("desviación σ", max_length=FIGURE_LENGTH, blank=True, editable=False)

    class Meta:
        verbose_name = "mensurando de una ronda"
        verbose_name_plural = "mensurandos de las rondas"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"], name="uq_measurand", violation_error_message="Ese mensurando está repetido."
            )
        ]
        triggers = [OnlyWhile("round", condition=NOT_OVER, sentence=OVER)]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def taken(self) -> Self:
        return self.filter(state=PlaceState.TAKEN)


class Participation(models.Model):
    """A laboratory in a round, by an item of a request; `owner` is the document of whoever asks, which with the name of
    the laboratory tells one from another.

    `no_report` is why it reported nothing, as the laboratory that coordinates the round attests it.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="participations", verbose_name="ronda")
    item = models.OneToOneField(Item, models.PROTECT, related_name="participation", verbose_name="ítem")
    laboratory = models.CharField("laboratorio participante", max_length=200)
    laboratory_key = models.CharField("laboratorio, para comparar", max_length=200)
    owner = models.CharField("documento de quien lo inscribe", max_length=80)
    state = models.CharField("estado", max_length=10, choices=PlaceState.choices, default=PlaceState.TAKEN)
    no_report = models.TextField("constancia de que no reportó", blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "participación en una ronda"
        verbose_name_plural = "participaciones en rondas"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "owner", "laboratory_key"],
                condition=Q(state=PlaceState.TAKEN),
                name="uq_laboratory_in_a_round",
                violation_error_message="Su laboratorio ya está inscrito en esta ronda.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            FITS,
            OnlyMayChange("round", "state", "no_report", sentence="Una participación no pasa a otra solicitud."),
        ]

    def __str__(self) -> str:
        return self.laboratory

    @property
    def code(self) -> str:
        """That in force, "" before it is assigned; only for whoever takes part and for who coordinates the round."""
        live = [each for each in self.codes.all() if each.replaced_at is None]
        return live[0].code if live else ""


class ParticipantCode(models.Model):
    """What a participant is called in the results: by chance, once in a round, never given to another. A new one takes
    its place with a reason."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="codes", verbose_name="ronda")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="codes", verbose_name="participación")
    code = models.CharField("código", max_length=CODE_LENGTH)
    made_at = models.DateTimeField("asignado", db_default=Now())
    replaced_at = models.DateTimeField("reemplazado", null=True, blank=True)
    reason = models.TextField("por qué se reemplazó", blank=True)

    class Meta:
        verbose_name = "código de participante"
        verbose_name_plural = "códigos de participantes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="uq_participant_code"),
            models.UniqueConstraint(
                fields=["participation"], condition=Q(replaced_at=None), name="one_code_of_a_participant"
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                "replaced_at",
                "reason",
                where="OLD.replaced_at IS NULL",
                sentence="Un código no se modifica: se reemplaza por otro.",
            ),
            OnlyMayChange(name="replaced", where="OLD.replaced_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"Código de {self.participation_id}"  # nothing that lists rows tells whose it is

    @classmethod
    def drawn(cls) -> str:
        return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class ReportedValue(models.Model):
    """What a participant reported of a measurand, as it was typed; the last step that tells of it counts."""

    step = models.ForeignKey(Paso, models.PROTECT, related_name="reported_values", verbose_name="paso")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="reported", verbose_name="participación"
    )
    measurand = models.ForeignKey(Measurand, models.PROTECT, related_name="reported", verbose_name="mensurando")
    value = models.CharField(_("valor"), max_length=FIGURE_LENGTH)
    uncertainty = models.CharField("U", max_length=FIGURE_LENGTH)
    coverage = models.CharField("k", max_length=FIGURE_LENGTH)

    class Meta:
        verbose_name = "valor reportado"
        verbose_name_plural = "valores reportados"
        ordering = ["step", "measurand"]
        constraints = [models.UniqueConstraint(fields=["step", "measurand"], name="uq_reported_value")]
        triggers = [*ONLY_ADDED, IN_TIME]

    def __str__(self) -> str:
        return f"{self.measurand}: {self.value} ± {self.uncertainty}"


class RoundItem(models.Model):
    """One of the things that go about in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="travelling", verbose_name="ronda")
    name = models.CharField("ítem", max_length=120, help_text="Con su serial o su marca.")

    class Meta:
        verbose_name = "ítem que circula"
        verbose_name_plural = "ítems que circulan"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"], name="uq_round_item", violation_error_message="Ese ítem está repetido."
            )
        ]
        triggers = [OnlyWhile("round", condition=NOT_OVER, sentence=OVER)]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """A way of an item of a round, between the laboratory that coordinates it and a participant: each gives it back to
    the laboratory, so that nobody has to know the address of another. How it looked is written at each end."""

    class Condition(models.TextChoices):
        GOOD = "bien", _("En buen estado")
        OBSERVED = "observado", _("Con observaciones")
        DAMAGED = "danado", _("Dañado")

    item = models.ForeignKey(RoundItem, models.PROTECT, related_name="passages", verbose_name="ítem")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="passages", verbose_name="participante"
    )
    is_back = models.BooleanField("de vuelta al laboratorio")
    courier = models.CharField("transportador y guía", max_length=120)
    sent_at = models.DateTimeField("enviado", db_default=Now())
    sent_condition = models.CharField("estado al salir", max_length=10, choices=Condition.choices)
    sent_notes = models.TextField("observaciones al salir", blank=True)
    received_at = models.DateTimeField("recibido", null=True, blank=True)
    received_condition = models.CharField("estado al llegar", max_length=10, choices=Condition.choices, blank=True)
    received_notes = models.TextField("observaciones al llegar", blank=True)

    class Meta:
        verbose_name = "envío de un ítem de una ronda"
        verbose_name_plural = "envíos de los ítems de las rondas"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(received_at=None),
                name="one_way_at_a_time",
                violation_error_message="El ítem está en camino a otro participante.",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_condition="")
                | Q(received_at__isnull=False) & ~Q(received_condition=""),
                name="passage_received_in_some_condition",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                *("received_at", "received_condition", "received_notes"),
                where="OLD.received_at IS NULL",
                sentence="Un envío no se modifica.",
            ),
            OnlyMayChange(name="received", where="OLD.received_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {'de vuelta' if self.is_back else 'de ida'}"


def reads(figure: str) -> Decimal:
    """The number that a figure of these says, as it was typed and judged."""
    return Decimal(figure.replace("−", "-").replace(" ", "").replace(",", "."))
