"""The instruments of a customer: born from what is filed, told of before they are due, and copied into a request."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Profile, User
from ground.mails.queue import owe
from legal_calendar.ics import DatedEvent
from legal_calendar.legal_time import long_date
from services.kinds import Service
from services.models import Instrument, Item, Park, Recall
from services.models.park import instrument_key
from services.notices.mail_events import RECALL

SAID_ONCE = ("last_certificate", "last_certificate_on", "last_certificate_by")
OF_INSTRUMENT = ("name", "maker", "model", "serial", "internal_code", "recall_months")


def park_of(user: User) -> Park:
    """That of the company for which somebody acts, or their own."""
    company = user.profile.company
    owner = {"company": company} if company else {"user": user}
    return Park.objects.get_or_create(**owner)[0]


# --- Born from what is filed ---------------------------------------------------------------------------------
def keep_instruments(user: User, items: Iterable[Item]) -> None:
    """Those of a filed calibration that have a serial number: new ones, or what was said of them last. In the
    transaction that files it."""
    items = [item for item in items if item.serial]
    if not items:
        return
    park = park_of(user)
    known = {each.key: each for each in park.instruments.select_for_update()}
    for item in items:
        key = instrument_key(item.maker, item.model, item.serial)
        found = known.setdefault(key, Instrument(park=park))
        for name in OF_INSTRUMENT:
            setattr(found, name, getattr(item, name) or getattr(found, name))
        found.answers = {name: answer for name, answer in item.details.items() if name not in SAID_ONCE}
        if day := item.details.get("last_certificate_on"):
            found.last_calibrated_on = date.fromisoformat(day)
            found.last_certificate = item.details.get("last_certificate", "")
            found.last_certificate_by = item.details.get("last_certificate_by", "")
        found.is_archived = False
        found.save()
        found.items.add(item)


def answers_of(instrument: Instrument) -> dict[str, Any]:
    """As the form of a request begins with it: what it is, and what was asked of it last."""
    told = {name: getattr(instrument, name) for name in OF_INSTRUMENT}
    certificate = {
        "last_certificate": instrument.last_certificate,
        "last_certificate_on": instrument.last_calibrated_on,
        "last_certificate_by": instrument.last_certificate_by,
    }
    last = instrument.items.filter(request__kind=Service.CALIBRATION).order_by("-pk").first()
    lines = list(last.lines.live().order_by("position")) if last else []
    asked: dict[str, Any] = {"rate": ""}
    if lines:
        asked = {"rate": lines[0].code, "quantity": lines[0].quantity}
        asked["other_rates"] = "\n".join(f"{line.code} × {line.quantity}" for line in lines[1:])
    answers = {name: True if answer == "True" else answer for name, answer in instrument.answers.items()}
    return answers | certificate | told | asked


# --- Told of before they are due -----------------------------------------------------------------------------
def recall_due(due_on: date, days: Iterable[int], today: date) -> int | None:
    """How many days before is told today: of those that are past, only the nearest. Pure."""
    return min((each for each in days if due_on - timedelta(days=each) <= today), default=None)


def recall_instruments() -> None:
    """Tell each owner of what is due, in one mail a day; each instrument once for each of the owner's days."""
    today = timezone.localdate()
    waiting = Instrument.objects.in_use().filter(is_recalled=True, due_on__isnull=False)
    for pk in Park.objects.filter(instruments__in=waiting).distinct().order_by("pk").values_list("pk", flat=True):
        _recall(pk, today)


@transaction.atomic
def _recall(pk: int, today: date) -> None:
    park = Park.objects.select_for_update(no_key=True).get(pk=pk)
    if Recall.objects.filter(instrument__park=park, sent_on=today).exists():
        return  # today's mail is owed
    told = []
    for instrument in park.instruments.in_use().filter(is_recalled=True, due_on__isnull=False):
        due_on = instrument.due_on
        days = recall_due(due_on, park.recall_days, today) if due_on else None
        if due_on and days is not None and not instrument.recalls.filter(due_on=due_on, days__lte=days).exists():
            told.append(Recall(instrument=instrument, due_on=due_on, days=days, sent_on=today))
    recipient = address_of(park)
    if not told or not recipient:
        return
    Recall.objects.bulk_create(told)
    owe(RECALL, recipient=recipient, user=park.user, about=park, occasion=today)


def address_of(park: Park) -> str:
    """Where its owner is written to: the company's own address, or that of who administers it or acts for it."""
    if park.company is None:
        return park.user.email if park.user and park.user.is_active else ""
    people = Profile.objects.filter(company=park.company, user__is_active=True).select_related("user")
    first = people.order_by("-is_company_administrator", "pk").first()
    return park.company.email or (first.user.email if first else "")


# --- Its calendar --------------------------------------------------------------------------------------------
def events(park: Park) -> list[DatedEvent]:
    """A day for each instrument that is due; what is due no more, called off."""
    host = urlsplit(settings.PORTAL_BASE_URL).hostname
    return [
        DatedEvent(
            uid=f"instrumento-{each.pk}@{host}",
            revision=each.revision,
            day=each.told_on,
            summary=f"Calibrar: {each}",
            description=f"Según el intervalo que fijó su titular, se vence el {long_date(each.told_on)}.",
            is_cancelled=each.due_on is None,
        )
        for each in park.instruments.order_by("pk")
        if each.told_on
    ]
