"""Reference materials: the lots that are sold, every unit of them that moves, and how it left."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from expedientes.models import Paso
from ground.documents.models import Document
from ground.permanence import NEVER_DELETED, ONLY_ADDED, Insert, Law, OnlyMayChange, Update, refuse
from legal_calendar.legal_time import long_date
from services.kinds import DeliveryWay, Shelf, UnitsMove
from services.models.laboratory import Laboratory
from services.models.lines import Item

_IN, _FREED, _OUT = (f"'{kind}'" for kind in (UnitsMove.RESERVED, UnitsMove.RELEASED, UnitsMove.DISPATCHED))
_COUNTED = f"""
    coalesce(sum(units) FILTER (WHERE kind = {_IN}), 0) - coalesce(sum(units) FILTER (WHERE kind = {_FREED}), 0)"""

FITS = Law(
    name="fits",
    operation=Insert,
    where=f"NEW.kind = {_IN}",
    declare=[("made", "integer"), ("is_good", "boolean"), ("held", "integer")],
    func=f"""
    -- Whoever reserves units of a lot waits here for whoever is reserving others.
    SELECT units, blocked_at IS NULL INTO made, is_good FROM services_lot WHERE id = NEW.lot_id FOR NO KEY UPDATE;
    IF NOT is_good THEN {refuse("El lote está bloqueado.", constraint="lot_for_sale")} END IF;
    SELECT {_COUNTED} INTO held FROM services_stockmovement WHERE lot_id = NEW.lot_id;
    IF held + NEW.units > made THEN {refuse("No quedan unidades de ese lote.", constraint="units_of_lot")} END IF;
    RETURN NEW;""",
)
# Only what was reserved for an item goes, and nothing of a lot that is blocked or over.
ITS_OWN = Law(
    name="its_own",
    operation=Insert,
    where=f"NEW.kind <> {_IN}",
    declare=[("held", "integer")],
    func=f"""
    SELECT {_COUNTED} - coalesce(sum(units) FILTER (WHERE kind = {_OUT}), 0) INTO held
        FROM services_stockmovement WHERE lot_id = NEW.lot_id AND item_id = NEW.item_id;
    IF NEW.units > held THEN
        {refuse("Esas unidades no están apartadas para ese ítem.", constraint="units_of_item")}
    END IF;
    IF NEW.kind = {_OUT} AND NOT EXISTS (
        SELECT FROM services_lot WHERE id = NEW.lot_id AND blocked_at IS NULL
            AND expires_on >= (now() AT TIME ZONE 'America/Bogota')::date
    ) THEN {refuse("Un lote bloqueado o vencido no se despacha.", constraint="lot_for_sale")} END IF;
    RETURN NEW;""",
)
NEVER_FEWER = Law(
    name="never_fewer",
    operation=Update,
    where="NEW.units < OLD.units",
    declare=[("held", "integer")],
    func=f"""
    SELECT {_COUNTED} INTO held FROM services_stockmovement WHERE lot_id = NEW.id;
    IF held > NEW.units THEN
        {
        refuse(
            "Las unidades de un lote no pueden ser menos que las apartadas y despachadas.", constraint="units_of_lot"
        )
    }
    END IF;
    RETURN NEW;""",
)
AS_PROMISED = Law(
    name="as_promised",
    operation=Update,
    where="(NEW.code, NEW.name, NEW.number, NEW.expires_on, NEW.certificate_id) IS DISTINCT FROM "
    "(OLD.code, OLD.name, OLD.number, OLD.expires_on, OLD.certificate_id)",
    func=f"""
    IF EXISTS (SELECT FROM services_stockmovement WHERE lot_id = NEW.id) THEN
        {refuse("Un lote que alguien apartó conserva su material, su número, su vencimiento y su certificado.")}
    END IF;
    RETURN NEW;""",
)


class LotQuerySet(models.QuerySet["Lot"]):
    def counted(self) -> Self:
        """Each with the units `reserved`, `sold` and `free`."""

        def moved(kind: UnitsMove) -> Coalesce:
            return Coalesce(Sum("movements__units", filter=Q(movements__kind=kind)), 0)

        sold = moved(UnitsMove.DISPATCHED)
        reserved = moved(UnitsMove.RESERVED) - moved(UnitsMove.RELEASED) - sold
        return self.annotate(sold=sold, reserved=reserved).annotate(free=F("units") - F("sold") - F("reserved"))

    def with_units(self) -> Self:
        """Those of which some are free, counted."""
        return self.counted().filter(free__gt=0)

    def for_sale(self, day: date) -> Self:
        """Those of which units are promised on that day; the first to expire comes first."""
        return self.filter(blocked_at=None, made_on__lte=day, expires_on__gte=day).order_by("expires_on", "pk")

    def of_laboratories_of(self, user: object) -> Self:
        return self.filter(laboratory__members=getattr(user, "pk", None))


class Lot(models.Model):
    """Units of a material that were made together: `name` says which material of its rate (the pH, the element), and
    those of one name are interchangeable. It is sold from `made_on`, to the end of `expires_on`, while nobody blocks
    it."""

    name = models.CharField(
        "material", max_length=200, help_text="Como lo lee el cliente, igual en todos sus lotes: pH 7,00, 200 mL."
    )
    code = models.CharField("código de la tasa", max_length=12, help_text="Por ejemplo, MRC-002.")
    number = models.CharField("número del lote", max_length=40, unique=True)
    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="lots", verbose_name="laboratorio")
    units = models.PositiveIntegerField("unidades", validators=[MinValueValidator(1)])
    made_on = models.DateField("disponible desde", help_text="Antes de ese día se anuncia, y no se vende.")
    expires_on = models.DateField("vence el", help_text="Ese día todavía sirve.")
    certificate = models.ForeignKey(
        Document, models.PROTECT, related_name="certified_lots", verbose_name="certificado"
    )  # fmt: skip
    storage = models.CharField("conservación", max_length=200, blank=True)
    hazard = models.CharField("peligros", max_length=200, blank=True)
    blocked_at = models.DateTimeField("bloqueado", null=True, blank=True, editable=False)
    block_reason = models.TextField("motivo del bloqueo", blank=True, editable=False)

    objects = LotQuerySet.as_manager()

    # Of the counted ones.
    reserved: int
    sold: int
    free: int

    class Meta:
        verbose_name = "lote de un material"
        verbose_name_plural = "lotes de materiales"
        ordering = ["code", "name", "expires_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("made_on")),
                name="lot_expires_once_made",
                violation_error_message="Un lote vence después de estar disponible.",
            ),
            models.CheckConstraint(
                condition=Q(units__gt=0),
                name="lot_of_some",
                violation_error_message="Un lote tiene al menos una unidad.",
            ),
        ]
        triggers = [*NEVER_DELETED, NEVER_FEWER, AS_PROMISED]

    def __str__(self) -> str:
        return f"{self.name}, lote {self.number}"

    def lasts(self, day: date, days: int) -> bool:
        """Whether so many days of use are left on that day, the last one included."""
        return self.expires_on >= day + timedelta(days=days)

    def shelf(self, today: date) -> Shelf:
        if self.blocked_at:
            return Shelf.BLOCKED
        if self.expires_on < today:
            return Shelf.EXPIRED
        if self.made_on > today:
            return Shelf.COMING
        return Shelf.GOOD if self.lasts(today, settings.SERVICES_LOT_WARNING_DAYS) else Shelf.ENDING

    @property
    def current_shelf(self) -> Shelf:
        return self.shelf(timezone.localdate())

    @property
    def last_day(self) -> str:
        return long_date(self.expires_on)


class StockMovement(models.Model):
    """So many units of a lot that a step reserved for an item, released, or dispatched."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="movements", verbose_name="lote")
    item = models.ForeignKey(Item, models.PROTECT, related_name="movements", verbose_name="ítem")
    kind = models.CharField("movimiento", max_length=10, choices=UnitsMove.choices)
    units = models.PositiveIntegerField("unidades")
    step = models.ForeignKey(Paso, models.PROTECT, related_name="stock_movements", verbose_name="paso")

    class Meta:
        verbose_name = "movimiento de un lote"
        verbose_name_plural = "movimientos de los lotes"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(units__gt=0), name="movement_of_some")]
        triggers = [*ONLY_ADDED, FITS, ITS_OWN]

    def __str__(self) -> str:
        return f"{self.lot}: {self.get_kind_display().lower()} {self.units}"


class Dispatch(models.Model):
    """How what a step dispatched left, and the step by which it is known to have come."""

    step = models.OneToOneField(Paso, models.PROTECT, related_name="dispatch", verbose_name="paso")
    way = models.CharField("entrega", max_length=10, choices=DeliveryWay.choices)
    carrier = models.CharField("transportador", max_length=120, blank=True)
    guide = models.CharField("número de guía", max_length=60, blank=True)
    taken_by = models.CharField("quien lo recogió", max_length=120, blank=True)
    document = models.CharField("documento de quien lo recogió", max_length=40, blank=True)
    received_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="received_dispatches", verbose_name="recibido"
    )

    class Meta:
        verbose_name = "despacho"
        verbose_name_plural = "despachos"
        ordering = ["pk"]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                "received_by", where="OLD.received_by_id IS NULL", sentence="Un despacho registrado no se modifica."
            ),
            OnlyMayChange(name="received", where="OLD.received_by_id IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"Despacho del {self.step.at:%d/%m/%Y}"
