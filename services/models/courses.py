"""Courses: their editions, the days of each, and the seats that requests hold or wait for."""

from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from expedientes.models import Paso
from ground.languages import is_english
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange, OnlyWhile
from legal_calendar.spoken import long_date
from services.kinds import EditionStage, Result, SeatState
from services.models.laboratory import Laboratory
from services.models.lines import Item, Participant
from services.models.places import fits, never_fewer

# The states in which nobody else may have a seat, as the database writes them.
HELD = (SeatState.OFFERED, SeatState.TAKEN)
GONE = (SeatState.LEFT, SeatState.FREED)
_HELD = f"('{HELD[0]}', '{HELD[1]}')"
MOST_SEATS = 200
SCORES = [(score, str(score)) for score in range(1, 6)]

_PLACES = {
    "table": "services_seat", "parent_key": "edition_id", "count": "seats", "states": _HELD,
    "constraint": "seats_of_edition",
}  # fmt: skip
FITS = fits(parent="services_courseedition", full="No quedan cupos en esa edición.", **_PLACES)
NEVER_FEWER = never_fewer(sentence="Los cupos de una edición no pueden ser menos que los tomados.", **_PLACES)


class CourseEditionQuerySet(models.QuerySet["CourseEdition"]):
    def with_days(self) -> Self:
        """Each with its `first_day` and `last_day`, None of one without days."""
        return self.annotate(first_day=Min("sessions__day"), last_day=Max("sessions__day"))

    def open_on(self, day: date) -> Self:
        """Those in which one enrols, the next to begin first."""
        live = self.filter(cancelled_at=None, held_at=None, opens_on__lte=day, closes_on__gte=day)
        return live.with_days().filter(first_day__gt=day).order_by("first_day", "pk")


class CourseEdition(models.Model):
    """A course that is given on some days: one enrols from `opens_on` (without it, it is a draft) to `closes_on`.

    Its price is that of the rate of its `code`, for each participant. Where it stands follows from its dates.
    """

    name = models.CharField("curso", max_length=200)
    code = models.CharField("código de la tasa", max_length=12, help_text="Por ejemplo, CAP-012.")
    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="editions", verbose_name="laboratorio")
    hours = models.PositiveSmallIntegerField("horas", validators=[MinValueValidator(1)])
    is_virtual = models.BooleanField("es virtual", default=False)
    place = models.CharField("lugar", max_length=200, blank=True, help_text="Con su dirección, si no es virtual.")
    seats = models.PositiveSmallIntegerField("cupos", validators=[MinValueValidator(1)])
    minimum = models.PositiveSmallIntegerField(
        "mínimo para dictarla", default=5, validators=[MinValueValidator(1)]
    )  # fmt: skip
    opens_on = models.DateField(
        "abre inscripciones el", null=True, blank=True, help_text="Vacío mientras es un borrador."
    )
    closes_on = models.DateField("cierra inscripciones el", help_text="Ese día todavía se recibe.")
    held_at = models.DateTimeField("asistencia cerrada", null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("cancelada", null=True, blank=True, editable=False)
    reason = models.TextField("motivo de la cancelación", blank=True, editable=False)

    objects = CourseEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edición de un curso"
        verbose_name_plural = "ediciones de cursos"
        ordering = ["-closes_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=F("minimum")) & Q(minimum__gt=0) & Q(seats__lte=MOST_SEATS),
                name="edition_seats",
                violation_error_message=f"Los cupos van del mínimo para dictarla a {MOST_SEATS}.",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(opens_on__lte=F("closes_on")),
                name="edition_opens_before_it_closes",
                violation_error_message="Las inscripciones abren antes de cerrar.",
            ),
            models.CheckConstraint(
                condition=Q(is_virtual=True) | ~Q(place=""),
                name="edition_somewhere",
                violation_error_message="Escriba el lugar, o marque que es virtual.",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            NEVER_FEWER,
            OnlyMayChange(
                name="ended",
                where="OLD.held_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL",
                sentence="Una edición realizada o cancelada no se modifica.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.when})" if self.when else self.name

    @property
    def days(self) -> list[date]:
        """Of its sessions, each once."""
        return sorted({session.day for session in self.sessions.all()})

    @property
    def when(self) -> str:
        """«del 3 al 5 de marzo de 2027», in the language of the page; "" without days."""
        if not (days := self.days):
            return ""
        first, last = days[0], days[-1]
        if first == last:
            return long_date(first)
        between = " " if is_english() else " de "
        parts = long_date(first).split(between)
        shared = (first.year == last.year) + ((first.year, first.month) == (last.year, last.month))
        return _("del {first} al {last}").format(first=between.join(parts[: 3 - shared]), last=long_date(last))

    @property
    def where(self) -> str:
        return " · ".join(filter(None, (_("Virtual") if self.is_virtual else "", self.place)))

    def stage(self, today: date) -> EditionStage:
        if self.cancelled_at:
            return EditionStage.CANCELLED
        if self.held_at:
            return EditionStage.HELD
        if self.opens_on is None or today < self.opens_on or not self.days:
            return EditionStage.DRAFT
        return EditionStage.OPEN if today <= self.closes_on and today < self.days[0] else EditionStage.CLOSED

    @property
    def current_stage(self) -> EditionStage:
        return self.stage(timezone.localdate())


class CourseSession(models.Model):
    """A part of a course that is attended as a whole."""

    edition = models.ForeignKey(CourseEdition, models.CASCADE, related_name="sessions", verbose_name="edición")
    day = models.DateField("día")
    starts = models.TimeField("desde")
    ends = models.TimeField("hasta")

    class Meta:
        verbose_name = "sesión de un curso"
        verbose_name_plural = "sesiones de cursos"
        ordering = ["day", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "day", "starts"],
                name="uq_course_session",
                violation_error_message="Esa sesión está repetida.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message="La sesión termina después de empezar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{long_date(self.day)}, de {self.starts:%H:%M} a {self.ends:%H:%M}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def live(self) -> Self:
        return self.exclude(state__in=GONE)

    def held(self) -> Self:
        """Those that nobody else may have."""
        return self.filter(state__in=HELD)

    def in_line(self) -> Self:
        """In the strict order of their radicados, whatever their state."""
        return self.order_by("item__request__radicado__filed_at", "pk")


class Seat(models.Model):
    """A seat of an edition that a participant takes, is offered or waits for; `document` is theirs, to tell one person
    from another. `offered_until` is the last day on which an offer may be taken.

    `result` is theirs once the attendance is closed; `certificate`, the step whose letter says so; `answered_on`, when
    they said what they thought of it.
    """

    edition = models.ForeignKey(CourseEdition, models.PROTECT, related_name="seats_asked", verbose_name="edición")
    item = models.ForeignKey(Item, models.PROTECT, related_name="seats", verbose_name="ítem")
    participant = models.OneToOneField(Participant, models.PROTECT, related_name="seat", verbose_name="participante")
    document = models.CharField("documento", max_length=40)
    state = models.CharField("estado", max_length=10, choices=SeatState.choices)
    offered_until = models.DateField("se ofrece hasta", null=True, blank=True)
    result = models.CharField("resultado", max_length=10, choices=Result.choices, blank=True)
    certificate = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="certified_seat", verbose_name="constancia"
    )
    answered_on = models.DateField("opinó el", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "cupo de un curso"
        verbose_name_plural = "cupos de cursos"
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "document"],
                condition=~Q(state__in=GONE),
                name="uq_seat_of_a_person",
                violation_error_message="Esa persona ya tiene cupo.",
            ),
            models.CheckConstraint(
                condition=Q(state=SeatState.OFFERED, offered_until__isnull=False)
                | ~Q(state=SeatState.OFFERED) & Q(offered_until=None),
                name="seat_offered_until_a_day",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            FITS,
            OnlyMayChange(
                *("edition", "state", "offered_until", "participant", "document", "result", "certificate"),
                "answered_on",
                sentence="Un cupo no pasa a otra solicitud.",
            ),
            OnlyMayChange(
                *("participant", "document", "certificate", "answered_on"),
                name="ended",
                where="OLD.result <> ''",
                sentence="La asistencia a un curso que terminó no se modifica.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_state_display().lower()}"


class Attendance(models.Model):
    """Whether a participant was in a session; written by the laboratory until the attendance is closed."""

    session = models.ForeignKey(CourseSession, models.PROTECT, related_name="attendance", verbose_name="sesión")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendance", verbose_name="cupo")
    was_there = models.BooleanField("asistió")

    class Meta:
        verbose_name = "asistencia"
        verbose_name_plural = "asistencias"
        ordering = ["session", "seat"]
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="uq_attendance")]
        triggers = [
            OnlyWhile("seat", condition="result = ''", sentence="La asistencia a un curso que terminó no se modifica."),
        ]

    def __str__(self) -> str:
        return f"{self.seat.participant}, {self.session}: {'sí' if self.was_there else 'no'}"


class CourseOpinion(models.Model):
    """What somebody who took part thought of an edition; nothing says who."""

    edition = models.ForeignKey(CourseEdition, models.PROTECT, related_name="opinions", verbose_name="edición")
    given_on = models.DateField("fecha")
    contents = models.PositiveSmallIntegerField(gettext_lazy("contenidos"), choices=SCORES)
    teaching = models.PositiveSmallIntegerField(gettext_lazy("profesores"), choices=SCORES)
    organisation = models.PositiveSmallIntegerField(gettext_lazy("organización"), choices=SCORES)
    use = models.PositiveSmallIntegerField(gettext_lazy("utilidad para su trabajo"), choices=SCORES)
    comment = models.TextField("comentario", max_length=2000, blank=True)

    class Meta:
        verbose_name = "opinión de un curso"
        verbose_name_plural = "opiniones de cursos"
        ordering = ["edition", "pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"Opinión sobre {self.edition}"
