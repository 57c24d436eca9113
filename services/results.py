"""The results of a digital certificate as its page shows them, compared with those of the one before."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from ground.charts.tables import FigureTable
from services.dcc.drift import Comparison, drift
from services.dcc.reading import DigitalCertificate, read
from services.dcc.results import Shown, shown
from services.models import Certificate


@dataclass(frozen=True)
class Drawn:
    """A table, with its drawing and what it shows, "" without one."""

    table: FigureTable
    chart: SafeString
    sentence: str

    @classmethod
    def of(cls, each: Shown) -> "Drawn":
        """The drawing is the portal's own, in which all that was published is escaped."""
        return cls(each.table, mark_safe(each.chart), each.sentence)


@dataclass(frozen=True)
class Results:
    """`moved` is how far each point went since the certificate `before`, None without one."""

    certificate: Certificate
    drawn: tuple[Drawn, ...]
    before: Certificate | None
    moved: Comparison | None

    @classmethod
    def of(cls, certificate: Certificate) -> "Results":
        now, before = _read(certificate), _before(certificate)
        moved = drift(_read(before), now) if before else None
        return cls(certificate, tuple(map(Drawn.of, shown(now))), before, moved)


def _read(certificate: Certificate) -> DigitalCertificate:
    if certificate.dcc is None:
        raise ValueError(f"{certificate} is not digital")
    return read(bytes(certificate.dcc), None)  # it was admitted when it was registered


def _before(certificate: Certificate) -> Certificate | None:
    """The last one that the same customer was delivered of the same serial."""
    item = certificate.item
    if not item.serial_key:
        return None
    older = Certificate.objects.filter(
        item__serial_key=item.serial_key,
        item__request__customer_document=item.request.customer_document,
        dcc__isnull=False,
        delivered_by__isnull=False,
        pk__lt=certificate.pk,
    )
    return older.exclude(item=item).order_by("-pk").first()
