"""What the portal measures of itself, and what of that needs somebody: the alarms, each a sentence."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeGuard

import redis
from celery.schedules import maybe_schedule
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import F, Max
from django.db.models.functions import Now
from django.utils.timezone import localtime

from ground import clocks
from ground.documents.models import Scan
from ground.mails.models import Mail
from ground.patience import page
from ground.work.leases import LeasedWork
from inm_portal.celery import app
from inm_portal.watch.models import Pulse
from radicados.models import Consecutivo, LetterIssuance
from tariffs.models import Booklet

BROKER_SECONDS = 0.5
DATABASE_SECONDS = 2
CERTIFICATE_DAYS = 30
# Long after anything that is due was done, or had been tried again.
DUE_SECONDS = LATE_SECONDS = 600
SKEW_SECONDS = 30  # long before numbers and signatures are refused: ground/clocks.py
FRESH = timedelta(minutes=10)  # of a reading of another process, which takes one each minute
GRAIN = timedelta(seconds=30)
WORK: dict[str, tuple[type[LeasedWork], str]] = {
    "letters": (LetterIssuance, "Cartas"),
    "mails": (Mail, "Correos"),
    "scans": (Scan, "Análisis de archivos"),
    "booklets": (Booklet, "PDF de tarifas"),
}
PROCESSES = {"web": "portal", "worker": "trabajador", "scheduler": "programador de tareas"}
# What each process can tell of itself alone, by the names of the figures below.
OWN = ("clock_skew_seconds", "disk_free_megabytes")
CERTIFICATE, SCHEDULER = "certificate_days", "scheduler"


@dataclass
class Health:
    """Figures by name; None is one that nobody could tell."""

    is_database_up: bool = False
    is_broker_up: bool = False
    oldest_unissued_letter_seconds: float | None = None
    stuck: dict[str, float] = field(default_factory=dict)
    oldest_due_seconds: dict[str, float] = field(default_factory=dict)
    certificate_days: float | None = None
    clock_skew_seconds: dict[str, float] = field(default_factory=dict)
    last_radicado_ahead_seconds: float | None = None
    disk_free_megabytes: dict[str, float] = field(default_factory=dict)
    job_ran_seconds_ago: dict[str, float] = field(default_factory=dict)
    late_jobs: list[str] = field(default_factory=list)

    def alarms(self) -> dict[str, str]:
        """What is wrong, each by its name and in a sentence."""
        return dict(self._alarms())

    def _alarms(self) -> Iterator[tuple[str, str]]:
        if not self.is_database_up:
            yield "database", "La base de datos no responde."
        if not self.is_broker_up:
            yield "broker", "El intermediario de mensajes no responde."
        for kind, (_, label) in WORK.items():
            if count := self.stuck.get(kind):
                yield f"stuck_{kind}", f"{label}: hay trabajo detenido ({count:.0f})."
            if (seconds := self.oldest_due_seconds.get(kind, 0)) > DUE_SECONDS:
                yield f"due_{kind}", f"{label}: nadie atiende lo que espera desde hace {seconds / 60:.0f} minutos."
        if self.certificate_days is not None and self.certificate_days < CERTIFICATE_DAYS:
            left = f"vence en {self.certificate_days:.0f} días" if self.certificate_days > 0 else "venció"
            yield "certificate", f"El certificado de firma {left}: renuévelo."
        for process, seconds in self.clock_skew_seconds.items():
            if abs(seconds) > SKEW_SECONDS:
                apart = f"{abs(seconds):.0f} segundos"
                yield (
                    f"clock_{process}",
                    f"Los relojes del {PROCESSES[process]} y de la base de datos difieren {apart}.",
                )
        if (self.last_radicado_ahead_seconds or 0) > SKEW_SECONDS:
            yield "clock_radicados", "El último radicado tiene una fecha que todavía no llega."
        for process, free in self.disk_free_megabytes.items():
            if free < settings.ALARM_DISK_MB:
                yield f"disk_{process}", f"Al {PROCESSES[process]} le quedan {free:.0f} MB de disco."
        for job in self.late_jobs:
            yield f"late_{job}", f"No corrió a su hora: {job}."


def measured(process: str) -> Health:
    """The health of the portal as this process sees it, which it notes; of the other one, what that last noted."""
    health = Health(is_broker_up=_is_broker_up())
    health.disk_free_megabytes[process] = shutil.disk_usage(settings.VAR_DIR).free / 1024**2
    with suppress(DatabaseError, InterfaceError), page(DATABASE_SECONDS):
        health.clock_skew_seconds[process] = clocks.skew().total_seconds()
        _ask_database(health, process)
        health.is_database_up = True
    return health


def _ask_database(health: Health, process: str) -> None:
    health.oldest_unissued_letter_seconds = LetterIssuance.objects.oldest_unissued_seconds()
    for kind, (model, _) in WORK.items():
        health.stuck[kind] = model.objects.stuck().count()
        health.oldest_due_seconds[kind] = model.objects.oldest_due_seconds()
    last = Consecutivo.objects.aggregate(ahead=Max("last_at") - Now())["ahead"]
    health.last_radicado_ahead_seconds = last.total_seconds() if last else None
    readings = {reading.name: reading for reading in Pulse.objects.annotate(age=Now() - F("at"))}
    if is_recent(certificate := readings.get(CERTIFICATE), FRESH):
        health.certificate_days = certificate.value
    for figure in OWN:
        figures = getattr(health, figure)
        for each in PROCESSES:
            reading = readings.get(f"{figure}_of_{each}")
            if each == process and not is_recent(reading, GRAIN):
                Pulse.note(f"{figure}_of_{each}", figures[each])
            elif each != process and is_recent(reading, FRESH):
                figures[each] = reading.value
    _judge_jobs(health, readings)


def is_recent(reading: Any, limit: timedelta) -> TypeGuard[Any]:
    """Whether there is one, not older than that. One of an instant that is still to come was taken while the database's
    clock was ahead, and tells nothing now."""
    return reading is not None and timedelta() <= reading.age < limit


def note_clock(process: str) -> None:
    """How far its clock is ahead, of a process that measures nothing else; what can't be noted is noted next time."""
    with suppress(DatabaseError, InterfaceError), page(DATABASE_SECONDS):
        Pulse.note(f"clock_skew_seconds_of_{process}", clocks.skew().total_seconds())


def _judge_jobs(health: Health, readings: Mapping[str, Any]) -> None:
    """A job is late when it did not run when it should have since it last ran, or since the scheduler started."""
    started = readings.get(SCHEDULER)
    for task, entry in app.conf.beat_schedule.items():
        name, ran = task.rpartition(".")[2], readings.get(task)
        if ran:
            health.job_ran_seconds_ago[name] = ran.age.total_seconds()
        if started and is_late(entry["schedule"], max(each.at for each in (ran, started) if each)):
            health.late_jobs.append(name)


def is_late(schedule: object, last: datetime) -> bool:
    """`last` is when it last ran, or began to be waited for."""
    left: timedelta = maybe_schedule(schedule).remaining_estimate(localtime(last))
    return left.total_seconds() < -LATE_SECONDS


def _is_broker_up() -> bool:
    options = {"socket_connect_timeout": BROKER_SECONDS, "socket_timeout": BROKER_SECONDS, "retry": None}
    with suppress(redis.RedisError), redis.Redis.from_url(settings.REDIS_URL, **options) as client:
        return bool(client.ping())
    return False
