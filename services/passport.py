"""What is public of an instrument that was calibrated here: pure but for its rows."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from legal_calendar.days import months_after
from services.models import Certificate, Label

HIDDEN = "…"
SHOWN_OF_A_SERIAL = 4


@dataclass(frozen=True)
class Passport:
    """`due_on` is by the interval that its owner set, None without one; `is_replaced` says that another label is in
    force."""

    family: str
    maker: str
    model: str
    serial: str
    certificate: Certificate | None
    calibrated_on: date | None
    due_on: date | None
    is_replaced: bool

    @classmethod
    def of(cls, label: Label) -> "Passport":
        item = label.item
        delivered = item.certificates.filter(replaced_by=None, delivered_by__isnull=False)
        certificate = delivered.select_related("document").order_by("-pk").first()
        measured = getattr(item, "performance", None) if certificate else None
        due_on = None
        if measured and item.recall_months:
            due_on = months_after(measured.ended_on, item.recall_months)
        serial = item.serial
        if len(serial) > SHOWN_OF_A_SERIAL:
            serial = HIDDEN + serial[-SHOWN_OF_A_SERIAL:]
        return cls(
            item.name, item.maker, item.model, serial, certificate, measured.ended_on if measured else None, due_on,
            label.replaced_at is not None,
        )  # fmt: skip

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and timezone.localdate() > self.due_on
