"""Lots of reference materials, and requests for them."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from services import stock
from services.acts.materials import Journey, dispatch
from services.filing import AskedItem
from services.kinds import DeliveryWay, Service
from services.models import Laboratory, Lot, ServiceRequest
from services.price import AskedLine
from tests.pqrsd.petitions import document
from tests.services.payments import paid_online
from tests.services.requests import again, facts, filed

CODE, NAME = "MRC-002", "pH 7,00, 200 mL"
SENT = Journey(DeliveryWay.COURIER, carrier="Mensajería Cóndor", guide="G-77")
_numbers = count(1)


def lot(number: str = "", *, units: int = 10, lasts: int = 400, **more: Any) -> Lot:
    """One on sale since today, of so many days of life; `more` are fields of Lot."""
    number, today = number or f"L-{next(_numbers)}", timezone.localdate()
    told = {
        "name": NAME,
        "code": CODE,
        "number": number,
        "laboratory": Laboratory.objects.get(name="Química y biomedicina"),
        "units": units,
        "made_on": today,
        "expires_on": today + timedelta(days=lasts),
    }
    if "certificate" not in more:
        more["certificate"] = document(f"{number}.pdf", f"%PDF-{number}".encode())
    return Lot.objects.create(**told | more)


def wants(units: int = 1, *, name: str = NAME, code: str = CODE, of: str = stock.ANY_LOT, life: int = 0) -> AskedItem:
    """So many units, of that lot or any; of none, they are made to order."""
    details = {"lot": of, "life": str(life), "use": "control"}
    return AskedItem({"name": name, "details": {key: told for key, told in details.items() if told}},
                     (AskedLine(code, units),))  # fmt: skip


def ordered(*items: AskedItem, user: User | None = None, **more: Any) -> ServiceRequest:
    return filed(Service.REFERENCE_MATERIAL, user=user, items=items or (wants(),), **more)


def apart(by: User, *items: AskedItem, **more: Any) -> ServiceRequest:
    """Accepted and paid."""
    return paid_online(ordered(*items, **more), by)


def left(case: ServiceRequest, by: User, **units: int) -> ServiceRequest:
    """All that is set apart leaves; or so many units of each lot, by its number, for the first item."""
    item = case.items.order_by("position")[0]
    parcels = {(item.pk, Lot.objects.get(number=number).pk): some for number, some in units.items()}
    dispatch(**facts(case, by), parcels=parcels or dict(stock.held(case)), journey=SENT, text="")
    return again(case)
