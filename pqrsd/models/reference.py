"""The law of terms, as rows, and the calendars by which petitions were dated."""

from dataclasses import fields

from django.db import models
from django.db.models import F, Q

from ground.permanence import ONLY_ADDED
from legal_calendar.legal_time import business_days
from pqrsd.deadlines import Resumption, Term
from pqrsd.kinds import Kind


class Termino(models.Model):
    """How long the entity has to answer petitions of a kind, from a date until the kind's next row, and what
    the law says of completing and transferring them: see `Term`."""

    class AfterCompletion(models.TextChoices):
        CONTINUES = Resumption.CONTINUES.value, "Continúa con los días que faltaban"
        RESTARTS = Resumption.RESTARTS.value, "Empieza de nuevo"
        RUNS = Resumption.RUNS.value, "Sigue contada desde el recibo"

    kind = models.CharField("clase", max_length=20, choices=Kind.choices)
    valid_from = models.DateField("rige desde")
    days = models.PositiveSmallIntegerField("días hábiles para responder")
    extension_days = models.PositiveSmallIntegerField("días hábiles que puede ampliarse", default=0)
    norm = models.CharField("norma", max_length=200)
    ask_days = models.PositiveSmallIntegerField(
        "días hábiles para pedir que se complete", null=True, blank=True, help_text="Vacío: hasta que venza."
    )
    completion_months = models.PositiveSmallIntegerField(
        "meses para completarla", help_text="0: pedirlo no detiene el término."
    )
    is_completion_extendable = models.BooleanField("el plazo para completarla se amplía una vez")
    lapses_by_act = models.BooleanField(
        "el desistimiento se decreta por acto motivado",
        help_text="Se notifica y tiene recurso; si no, basta una carta.",
    )
    completion_norm = models.CharField("norma sobre completarla", max_length=200)
    clarification_days = models.PositiveSmallIntegerField(
        "días hábiles para aclararla",
        null=True,
        blank=True,
        help_text="Vacío: lo que no se comprende se completa como lo demás.",
    )
    transfer_days = models.PositiveSmallIntegerField("días hábiles para trasladarla")
    transfer_norm = models.CharField("norma sobre el traslado", max_length=200)
    covers_running = models.BooleanField(
        "cobija lo que estaba en curso",
        default=False,
        help_text="Si también rige para las peticiones sin vencer cuando empezó.",
    )
    spares_rights = models.BooleanField(
        "no rige para otros derechos fundamentales",
        default=False,
        help_text="Las peticiones sobre la efectividad de otros derechos fundamentales conservan el término que había.",
    )
    resumption = models.CharField(
        "al completarse la petición",
        max_length=10,
        choices=AfterCompletion.choices,
        default=AfterCompletion.CONTINUES,
    )

    class Meta:
        verbose_name = "término"
        verbose_name_plural = "términos"
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "valid_from"],
                name="uq_termino_kind_date",
                violation_error_message="Ya hay un término de esa clase desde esa fecha.",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(extension_days__lte=F("days")),
                name="termino_extension_at_most_double",
                violation_error_message="El término es de al menos un día y su ampliación no lo supera.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {business_days(self.days)} ({self.norm})"

    @property
    def runs_on(self) -> bool:
        """Whether the clock goes on while the petitioner completes it."""
        return self.resumption == self.AfterCompletion.RUNS

    @property
    def term(self) -> Term:
        """The row as the clock takes it."""
        facts = {field.name: getattr(self, field.name) for field in fields(Term)}
        return Term(**facts | {"resumption": Resumption(self.resumption)})


class CalendarCopy(models.Model):
    """The days without terms of one version of the calendar, weekends aside, each with its reason.

    Kept to tell a petitioner which day changed, when their due date does.
    """

    version = models.CharField("versión", max_length=64, primary_key=True)
    skipped = models.JSONField("días que no cuentan")
    made_at = models.DateTimeField("copiado", auto_now_add=True)

    class Meta:
        verbose_name = "copia del calendario"
        verbose_name_plural = "copias del calendario"
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.version
