"""/salud/, /salud/listo and /metrics, for those who watch, and what they are told by mail."""

import shutil
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import crontab
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from ground.mails.models import Mail
from inm_portal.celery import app
from inm_portal.watch import measures, tasks
from inm_portal.watch.measures import SCHEDULER, is_late
from inm_portal.watch.models import Alarm, Pulse
from radicados import signing
from radicados.models import Consecutivo, LetterIssuance
from tests.factories import file_simple, person_user
from tests.outbox import deliver
from tests.triggers import without_triggers

GREEN = {"database": "up", "broker": "up", "alarms": []}


def test_live_answers_without_a_database(client):
    response = client.get("/salud/")
    assert (response.status_code, response.content) == (200, b"ok")


def test_live_accepts_no_post(client):
    assert client.post("/salud/").status_code == 405


@pytest.mark.parametrize("path", ["/salud/", "/metrics"])
@pytest.mark.django_db
def test_who_watches_is_not_redirected_to_https(path, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_ready_when_nothing_is_wrong(client):
    response = client.get("/salud/listo")
    report = response.json()
    assert (response.status_code, {name: report[name] for name in GREEN}) == (200, GREEN)
    assert report["oldest_unissued_letter_seconds"] == report["oldest_due_seconds"]["mails"] == 0.0
    assert report["stuck"] == {"letters": 0, "mails": 0, "scans": 0, "booklets": 0}
    assert report["disk_free_megabytes"]["web"] > 0
    assert abs(report["clock_skew_seconds"]["web"]) < 5
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_broker_down_is_told_without_details(client, settings):
    settings.REDIS_URL = "redis://:secreto@127.0.0.1:1/0"
    response = client.get("/salud/listo")
    assert (response.status_code, response.json()["broker"], response.json()["database"]) == (503, "down", "up")
    assert b"secreto" not in response.content


@pytest.mark.parametrize("path", ["/salud/listo", "/metrics"])
def test_database_down_is_told_without_details(path, client, monkeypatch):
    def fail():
        raise OperationalError("could not connect to 192.0.2.1")

    monkeypatch.setattr(measures.clocks, "skew", fail)
    response = client.get(path)
    text = response.content.decode()
    assert "192.0.2.1" not in text
    if path == "/metrics":
        assert "portal_database_up 0.0" in text
        assert 'portal_alarm{name="database"} 1.0' in text
        return
    assert response.status_code == 503
    assert response.json()["database"] == "down"
    assert response.json()["oldest_unissued_letter_seconds"] is None


# --- What is red ---------------------------------------------------------------------------------------


def owed_letter(**changes) -> None:
    with transaction.atomic():
        issuance = file_simple(person_user()).issuance
    LetterIssuance.objects.filter(pk=issuance.pk).update(**changes)


def owed_mail(**changes) -> None:
    Mail.objects.create(event="accounts.password_changed", recipient="ana@x.example", **changes)


def ago(**time) -> datetime:
    return timezone.now() - timedelta(**time)


def certificate(days: float) -> None:
    Pulse.note("certificate_days", days)


def worker_clock(seconds: float) -> None:
    Pulse.note("clock_skew_seconds_of_worker", seconds)


def worker_clock_told(at: datetime) -> None:
    worker_clock(-3600)
    Pulse.objects.update(at=at)


def last_radicado(ahead: timedelta) -> None:
    with transaction.atomic():
        file_simple(person_user())
    connection.check_constraints()
    with without_triggers():
        Consecutivo.objects.update(last_at=timezone.now() + ahead)


def job(name: str, *, ran: datetime, scheduler_since: datetime) -> None:
    for each, at in ((SCHEDULER, scheduler_since), (name, ran)):
        Pulse.objects.create(name=each, at=at)


SWEEP, LOOK = "ground.mails.tasks.send_pending_mails", "inm_portal.watch.tasks.look"
# What is the case, and the alarms that sound.
CASES = {
    "a letter that waits for its worker": (lambda: owed_letter(), set()),
    "one that waits too long": (lambda: owed_letter(next_attempt_at=ago(minutes=11)), {"due_letters"}),
    "letters that keep failing": (lambda: owed_letter(parked_at=ago(hours=1)), {"stuck_letters"}),
    "mails that keep failing": (lambda: owed_mail(parked_at=ago(hours=1)), {"stuck_mails"}),
    "a mail to nobody": (lambda: owed_mail(parked_at=ago(hours=1), next_attempt_at=None), set()),
    "a mail that awaits its letter": (lambda: owed_mail(awaits="letter:1", next_attempt_at=ago(hours=1)), set()),
    "a certificate of a month and a day": (lambda: certificate(31), set()),
    "one of less than a month": (lambda: certificate(29.5), {"certificate"}),
    "one that expired": (lambda: certificate(-1), {"certificate"}),
    "a clock that is nearly right": (lambda: worker_clock(-20), set()),
    "a clock that is slow": (lambda: worker_clock(-40), {"clock_worker"}),
    "a clock that is fast": (lambda: worker_clock(400), {"clock_worker"}),
    "one that was told long ago": (lambda: worker_clock_told(ago(minutes=11)), set()),
    "one that was told while the database's was ahead": (lambda: worker_clock_told(ago(minutes=-59)), set()),
    "a radicado of tomorrow": (lambda: last_radicado(timedelta(days=1)), {"clock_radicados"}),
    "one of last week": (lambda: last_radicado(timedelta(days=-7)), set()),
    "a sweep that runs": (lambda: job(SWEEP, ran=ago(minutes=1), scheduler_since=ago(days=1)), None),
    "one that stopped": (lambda: job(SWEEP, ran=ago(minutes=11), scheduler_since=ago(days=1)), "send_pending_mails"),
    "one of a scheduler that is back": (lambda: job(SWEEP, ran=ago(days=2), scheduler_since=ago(minutes=1)), None),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.django_db
def test_what_needs_somebody_turns_health_red(name, client):
    arrange, expected = CASES[name]
    arrange()
    response = client.get("/salud/listo")
    alarms = set(response.json()["alarms"])
    assert response.status_code == (503 if alarms else 200)
    if not isinstance(expected, set):  # the others never ran
        alarms = {alarm for alarm in alarms if alarm == "late_send_pending_mails"}
        expected = {f"late_{expected}"} if expected else set()
    assert alarms == expected
    told = {labels["name"] for labels in _metrics(client, "portal_alarm")}
    assert alarms <= told


@pytest.mark.django_db
def test_a_disk_that_is_nearly_full_turns_health_red(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=100 * 1024**2))
    assert client.get("/salud/listo").json()["alarms"] == ["disk_web"]


@pytest.mark.django_db
def test_a_clock_of_the_portal_that_is_wrong_turns_health_red(client, monkeypatch):
    right = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + timedelta(seconds=50))
    assert client.get("/salud/listo").json()["alarms"] == ["clock_web"]


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/Bogota"))


@pytest.mark.parametrize(
    ("schedule", "last", "now", "expected"),
    [
        (5.0, "2026-11-20 10:00:00", "2026-11-20 10:09:00", False),
        (5.0, "2026-11-20 10:00:00", "2026-11-20 10:11:00", True),
        (crontab(), "2026-11-20 10:00:00", "2026-11-20 10:10:30", False),
        (crontab(), "2026-11-20 10:00:00", "2026-11-20 10:11:30", True),
        (crontab(minute=40), "2026-11-20 09:40:02", "2026-11-20 10:49:00", False),
        (crontab(minute=40), "2026-11-20 09:40:02", "2026-11-20 10:51:00", True),
        # At midnight of Bogotá, whatever that of Greenwich.
        (crontab(hour=0, minute=0), "2026-11-20 00:00:03", "2026-11-20 23:59:00", False),
        (crontab(hour=0, minute=0), "2026-11-20 00:00:03", "2026-11-21 00:11:00", True),
        # Over a weekend, and a month.
        (crontab(hour="7-11", minute=0, day_of_week="mon-fri"), "2026-11-20 11:00:03", "2026-11-23 06:59:00", False),
        (crontab(hour="7-11", minute=0, day_of_week="mon-fri"), "2026-11-20 11:00:03", "2026-11-23 07:11:00", True),
        (crontab(day_of_month=1, hour=1, minute=0), "2026-11-01 01:00:03", "2026-11-30 23:59:00", False),
        (crontab(day_of_month=1, hour=1, minute=0), "2026-11-01 01:00:03", "2026-12-01 01:11:00", True),
    ],
)
def test_a_job_is_late_ten_minutes_after_its_hour(schedule, last, now, expected, monkeypatch):
    monkeypatch.setattr(app, "now", lambda: bogota(now))
    assert is_late(schedule, bogota(last).astimezone(ZoneInfo("UTC"))) is expected


# --- /metrics ------------------------------------------------------------------------------------------


def _metrics(client, name: str, **headers) -> list[dict[str, str]]:
    text = client.get("/metrics", headers=headers).content.decode()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    return [sample.labels for sample in families[name].samples]


@pytest.mark.django_db
def test_metrics_tell_every_figure(client, settings):
    """The jobs that ran, too; and of what is not known, nothing."""
    Pulse.note(LOOK)
    text = client.get("/metrics").content.decode()
    families = {family.name: family.samples for family in text_string_to_metric_families(text)}
    assert families["portal_database_up"][0].value == families["portal_broker_up"][0].value == 1
    assert {sample.labels["kind"] for sample in families["portal_stuck"]} == set(measures.WORK)
    assert families["portal_job_ran_seconds_ago"][0].labels == {"job": "look"}
    assert families["portal_certificate_days"] == families["portal_alarm"] == []


@pytest.mark.parametrize(
    ("token", "is_production", "told", "status"),
    [
        ("", False, "", 200),
        ("", True, "", 404),
        ("largo-y-secreto", True, "", 401),
        ("largo-y-secreto", True, "Bearer otro", 401),
        ("largo-y-secreto", False, "Bearer ñ", 401),
        ("largo-y-secreto", True, "Bearer largo-y-secreto", 200),
    ],
)
@pytest.mark.django_db
def test_metrics_are_for_who_has_the_token(token, is_production, told, status, client, settings):
    settings.METRICS_TOKEN, settings.IS_PRODUCTION = token, is_production
    assert client.get("/metrics", headers={"Authorization": told}).status_code == status


# --- Mail ----------------------------------------------------------------------------------------------


@pytest.fixture
def watched(db, settings, pki, monkeypatch):
    """A portal whose alarms are mailed to two people, and whose certificate has that many days."""
    settings.ALARM_EMAILS = ["turno@x.example", "jefe@x.example"]
    days = {"left": 300}
    expiring = SimpleNamespace()
    monkeypatch.setattr(signing, "current_signer", lambda: expiring)

    def set_days(left: float) -> None:
        expiring.expires_at = timezone.now() + timedelta(days=left)

    set_days(days["left"])
    return set_days


def test_an_alarm_is_mailed_once_when_it_begins_and_once_when_it_ends(watched):
    tasks.look()
    assert deliver() == []
    watched(12)
    for _ in range(3):
        tasks.look()
    began = deliver()
    assert sorted(message.to[0] for message in began) == ["jefe@x.example", "turno@x.example"]
    assert all("El certificado de firma vence en 12 días" in message.subject for message in began)
    assert deliver() == []
    watched(300)
    for _ in range(2):
        tasks.look()
    ended = deliver()
    assert len(ended) == 2
    assert all("Terminó la alarma" in message.subject for message in ended)
    assert Alarm.objects.get().ended_at
    watched(12)
    tasks.look()
    assert len(deliver()) == 2
    assert len(mail.outbox) == 6


def test_an_alarm_that_ended_before_it_could_be_mailed_is_not(watched):
    watched(12)
    tasks.look()
    watched(300)
    tasks.look()
    assert {message.subject.split(":")[0] for message in deliver()} == {"[DEMOSTRACIÓN] Terminó la alarma del portal"}


def test_what_only_the_worker_can_tell_is_told_by_the_portal_too(watched, client):
    watched(12)
    tasks.look()
    report = client.get("/salud/listo").json()
    assert report["alarms"] == ["certificate"]
    assert report["certificate_days"] == 12.0
    assert set(report["clock_skew_seconds"]) == set(report["disk_free_megabytes"]) == {"web", "worker"}
    Pulse.objects.update(at=ago(minutes=11))  # by a worker that is gone
    report = client.get("/salud/listo").json()
    assert report["certificate_days"] is None
    assert set(report["clock_skew_seconds"]) == {"web"}


def test_what_was_noted_while_the_clock_of_the_database_was_ahead_is_noted_again(watched):
    watched(90)
    tasks.look()
    Pulse.objects.update(at=ago(minutes=-59), value=-3600)
    tasks.look()
    assert abs(Pulse.objects.get(name="clock_skew_seconds_of_worker").value) < 5


def test_when_a_job_ran_is_noted_once_in_a_while(watched, django_assert_num_queries):
    tasks._noted.clear()
    tasks.note_run(sender=tasks.look)
    assert Pulse.objects.filter(name=tasks.look.name).exists()
    with django_assert_num_queries(0):
        tasks.note_run(sender=tasks.look)
        tasks.note_run(sender=SimpleNamespace(name="nobody.asks.for.it"))
