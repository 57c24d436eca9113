"""What is typed about reference materials: which, of which lot and how they get there; what leaves, and how it came."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from expedientes.forms.acts import CaseForm, LetterForm, LetterTextField, reason_field
from expedientes.forms.following import ReasonForm
from ground.webforms.fields import EMPTY_CHOICE, ApplicableForm, ParagraphsField, PortalForm, field_as
from ground.webforms.fields import TextLineField as Line
from ground.webforms.pages import as_number
from legal_calendar.spoken import long_date
from services import stock
from services.acts.materials import Journey
from services.forms.request import ItemForm, text
from services.kinds import DeliveryWay, Service
from services.models import Lot, ServiceRequest
from services.price import AskedLine

ACIDS = frozenset({"MRC-005", "MRC-006"})
USES = [
    ("calibracion", gettext_lazy("Calibrar instrumentos")),
    ("control", gettext_lazy("Controlar mediciones")),
    ("validacion", gettext_lazy("Validar o verificar un método")),
    ("ensayo", gettext_lazy("Ensayos de aptitud o comparaciones")),
    ("ensenanza", gettext_lazy("Enseñanza")),
    ("otro", gettext_lazy("Otro")),
]
MOST_DAYS, USUAL_DAYS = 720, 90


def units_left(units: int) -> str:
    """«quedan 12 unidades»."""
    return ngettext("queda %(count)d unidad", "quedan %(count)d unidades", units) % {"count": units}


class MaterialItemForm(ItemForm):
    """A material of which there are lots, any of them or that one; or another one, which is made to order."""

    service = Service.REFERENCE_MATERIAL
    noun = gettext_lazy("Material")
    own = ("name",)
    of_lines = frozenset({"rate", "quantity"})
    field_order = ["lot", "name", "rate", "quantity", "life", "use", "may_receive_acids"]
    TO_ORDER, ANY = "pedido", "material-"

    lot = forms.ChoiceField(
        label=gettext_lazy("Material y lote"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Elija el material.")),
    )
    name = text(
        gettext_lazy("Material y presentación"),
        limit=200,
        required=True,
        missing=gettext_lazy("Diga qué material quiere."),
    )
    life = forms.IntegerField(
        label=gettext_lazy("Vida útil mínima al despacho, en días"),
        initial=USUAL_DAYS,
        min_value=0,
        max_value=MOST_DAYS,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Escriba de 0 a 720 días.")
        ),
    )
    use = forms.ChoiceField(label=gettext_lazy("Para qué lo usa"), required=False, choices=[EMPTY_CHOICE, *USES])
    may_receive_acids = forms.BooleanField(
        label=gettext_lazy("Puedo recibir sustancias ácidas"),
        required=False,
        help_text=gettext_lazy("Para soluciones de metales y de holmio."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = self.fields["quantity"]
        units.label, units.required = _("Unidades"), True
        units.error_messages["required"] = units.error_messages["invalid"]
        today = timezone.localdate()
        lots = [*stock.on_sale(today), *self._gone_meanwhile()]
        self.lots = {f"{lot.pk}": lot for lot in sorted(lots, key=lambda lot: (lot.code, lot.name, lot.expires_on))}
        self.materials = {f"{self.ANY}{lot.pk}": lot for lot in self.lots.values()}
        if not self.lots:
            del self.fields["lot"]
            return
        field = field_as(forms.ChoiceField, self, "lot")
        field.choices = [EMPTY_CHOICE, *self._offered(), (self.TO_ORDER, _("Otro material, o bajo pedido"))]
        if "lot" not in self.initial:
            self.initial["lot"] = self._of_rate()

    def _gone_meanwhile(self) -> list[Lot]:
        """That of a page that was opened while it was on sale."""
        typed = str(self.data.get(self.add_prefix("lot")) or self.initial.get("lot") or "").removeprefix(self.ANY)
        key, today = as_number(typed), timezone.localdate()
        found = Lot.objects.counted().filter(pk=key) if key else Lot.objects.none()
        return list(found.exclude(pk__in=stock.on_sale(today).values("pk")))

    def _of_rate(self) -> str:
        """The one material of the rate that a link brings; "" where it brings none, or there are several."""
        code = str(self.initial.get("rate", "")).split(" ", 1)[0]
        found = {lot.name: f"{self.ANY}{lot.pk}" for lot in reversed(self.lots.values()) if lot.code == code}
        if code and not found:
            return self.TO_ORDER
        return next(iter(found.values())) if len(found) == 1 else ""

    def _offered(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """By material, any of its lots and then each, with what is left of it."""
        names = dict.fromkeys((lot.code, lot.name) for lot in self.lots.values())
        for code, name in names:
            own = [lot for lot in self.lots.values() if (lot.code, lot.name) == (code, name)]
            free = sum(lot.free for lot in own)
            words = {"left": units_left(free), "day": long_date(own[0].expires_on)}
            any_lot = _("%(left)s, vencen desde el %(day)s") if len(own) > 1 else _("%(left)s, vencen el %(day)s")
            said = any_lot % words if free else _("bajo pedido")
            options = [(f"{self.ANY}{own[0].pk}", f"{name}: {said}")]
            for lot in own:
                told = {"lot": lot.number, "left": units_left(lot.free), "day": long_date(lot.expires_on)}
                options.append((str(lot.pk), _("Solo del lote %(lot)s: %(left)s, vence el %(day)s") % told))
            yield f"{code} · {name}", options

    @property
    def chosen(self) -> Lot | None:
        """The lot, or the first of the material."""
        typed = str(self["lot"].value() or "") if self.lots else ""
        return self.lots.get(typed) or self.materials.get(typed)

    @property
    def unasked(self) -> frozenset[str]:
        return frozenset({"name", "rate"}) if self.chosen else frozenset()

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        lot = self.chosen
        if lot and "lot" in answers:
            answers["name"], answers["rate"] = lot.name, lot.code
            self._clean_lot(lot)
        if answers.get("rate") in ACIDS and not answers.get("may_receive_acids"):
            self.add_error("may_receive_acids", _("Confirme que puede recibir sustancias ácidas."))

    def _clean_lot(self, lot: Lot) -> None:
        answers, units = self.cleaned_data, self.cleaned_data.get("quantity")
        if lot.code not in self.rates:
            raise ValidationError({"lot": _("La tarifa vigente no tiene %s: escríbanos.") % lot.code})
        if not {"lot", "life"} <= answers.keys() or "quantity" in self.errors:
            return
        lots = Lot.objects.filter(code=lot.code, name=lot.name)
        if not str(answers["lot"]).startswith(self.ANY):
            lots = lots.filter(pk=lot.pk)
        if short := stock.shortage(lots, units or 1, answers["life"], timezone.localdate()):
            self.add_error("quantity", short)

    def fit(self, others: Sequence[ItemForm], *, is_on_site: bool) -> None:
        before = others[: others.index(self)]
        mine = [self.cleaned_data.get(name) for name in ("lot", "rate", "name")]
        if any([each.cleaned_data.get(name) for name in ("lot", "rate", "name")] == mine for each in before):
            self.add_error("lot" if self.lots else "name", _("Ese material ya está en esta solicitud."))

    @property
    def has_own_place(self) -> bool:
        return True

    def lines(self, *, is_on_site: bool) -> tuple[AskedLine, ...]:
        return super().lines(is_on_site=False)

    def asked(self, place: dict[str, Any]) -> Any:
        """With the number of the lot, so that the case says which."""
        if lot := self.chosen:
            is_any = str(self.cleaned_data["lot"]).startswith(self.ANY)
            self.cleaned_data["lot"] = stock.ANY_LOT if is_any else lot.number
        else:
            self.cleaned_data["lot"] = ""
        return super().asked({"is_on_site": False})


class DeliveryForm(ApplicableForm):
    """How what is bought gets to the customer."""

    prefix = "delivery"

    way = forms.ChoiceField(
        label=gettext_lazy("¿Cómo lo recibe?"),
        choices=DeliveryWay.choices,
        widget=forms.RadioSelect,
        initial=DeliveryWay.COLLECTED,
        help_text=gettext_lazy("El transporte lo paga usted, aparte de la cotización."),
        error_messages={"required": gettext_lazy("Diga cómo lo recibe.")},
    )
    address = text(
        gettext_lazy("Dirección de entrega, con el municipio"),
        limit=200,
        required=True,
        missing=gettext_lazy("Escriba la dirección de entrega."),
    )
    recipient = text(
        gettext_lazy("Quién lo recibe, y su teléfono"),
        required=True,
        missing=gettext_lazy("Escriba quién lo recibe."),
    )

    @property
    def unasked(self) -> frozenset[str]:
        is_sent = self["way"].value() == DeliveryWay.COURIER
        return frozenset() if is_sent else frozenset({"address", "recipient"})

    @property
    def details(self) -> dict[str, str]:
        """As the request keeps them; valid."""
        return {f"delivery_{name}": answer for name, answer in self.cleaned_data.items() if answer}


# --- At the desk -------------------------------------------------------------------------------------------
class PrepareForm(CaseForm[ServiceRequest]):
    text = reason_field(label="Nota", required=False, help_text="El {filer} la lee.")


class DispatchForm(LetterForm[ServiceRequest]):
    """Of each item, how many units leave of each lot: all that is set apart, to begin with."""

    way = forms.ChoiceField(
        label="Cómo sale",
        choices=[(DeliveryWay.COLLECTED, "Lo recoge el cliente"), (DeliveryWay.COURIER, "Con un transportador")],
        widget=forms.RadioSelect,
        error_messages={"required": "Diga cómo sale."},
    )
    carrier = Line(label="Transportador", max_length=120, required=False)
    guide = Line(label="Número de guía", max_length=60, required=False)
    taken_by = Line(label="Quién lo recoge", max_length=120, required=False)
    document = Line(label="Documento de quien lo recoge", max_length=40, required=False)
    text = LetterTextField(label="Notas para el cliente", required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parcels: dict[str, tuple[int, int]] = {}
        pending, own = stock.pending(self.case), stock.held(self.case)
        today = timezone.localdate()
        for each in stock.wanted_of(self.case):
            if each.item.pk not in pending:
                continue
            mine = {lot: units for (item, lot), units in own.items() if item == each.item.pk}
            for lot in each.leaving.counted().order_by("expires_on", "pk"):
                if lot.pk in mine or (lot.free and lot.current_shelf.is_sold and lot.lasts(today, each.life)):
                    self._add(each, lot, mine.get(lot.pk, 0))
        asked = self.case.details.get("delivery_way")
        self.initial.setdefault("way", asked or DeliveryWay.COLLECTED)
        self.order_fields([*self.parcels, "way", "carrier", "guide", "taken_by", "document", "text"])

    def _add(self, wanted: stock.Wanted, lot: Lot, units: int) -> None:
        name = f"units_{wanted.item.pk}_{lot.pk}"
        state = f"apartadas {units}" if units else f"libres {lot.free}"
        if lot.blocked_at:
            state += ", bloqueado"
        self.parcels[name] = (wanted.item.pk, lot.pk)
        is_good = lot.current_shelf.is_sold and lot.lasts(timezone.localdate(), wanted.life)
        self.fields[name] = forms.IntegerField(
            label=f"{wanted.item.name}: unidades del lote {lot.number}",
            help_text=f"{lot.name}: {state}; vence el {long_date(lot.expires_on)}. Pidió {wanted.units}.",
            required=False,
            min_value=0,
            max_value=wanted.units,
            initial=units if is_good else 0,
        )

    def clean(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        units = {key: found.pop(name, None) or 0 for name, key in self.parcels.items()}
        parcels = {key: count for key, count in units.items() if count}
        if not parcels and not self.errors:
            self.add_error(None, "Diga cuántas unidades se despachan.")
        facts = {name: found.pop(name, "") for name in ("carrier", "guide", "taken_by", "document")}
        way = found.pop("way", "")
        asked, unasked = ("carrier", "guide"), ("taken_by", "document")
        if way == DeliveryWay.COLLECTED:
            asked, unasked = unasked, asked
        missing = {
            "carrier": "Escriba el transportador.",
            "guide": "Escriba el número de guía.",
            "taken_by": "Escriba quién lo recoge.",
            "document": "Escriba el documento de quien lo recoge.",
        }
        for name in asked if way else ():
            if not facts[name] and name not in self.errors:
                self.add_error(name, missing[name])
        facts |= dict.fromkeys(unasked, "")
        return found | {"parcels": parcels, "journey": Journey(DeliveryWay(way), **facts) if way else None}


class BlockForm(PortalForm):
    reason = ParagraphsField(
        label="Por qué se bloquea",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Va en la carta que recibe cada comprador.",
        error_messages={"required": "Explique el motivo."},
    )
    what_to_do = ParagraphsField(
        label="Qué deben hacer los compradores",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Por ejemplo: no usarlo, repetir lo que midieron con él, devolverlo.",
        error_messages={"required": "Diga qué deben hacer."},
    )


class LiftForm(PortalForm):
    reason = ParagraphsField(
        label="Por qué se levanta el bloqueo",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lo leen los compradores.",
        error_messages={"required": "Explique el motivo."},
    )


# --- The customer ------------------------------------------------------------------------------------------
class ReceiptForm(ReasonForm):
    """Whether all came well; a claim says what is wrong."""

    is_sound = forms.TypedChoiceField(
        label=gettext_lazy("¿Cómo llegó?"),
        choices=[("si", gettext_lazy("Completo y en buen estado")), ("no", gettext_lazy("Hay un problema"))],
        coerce=lambda answer: answer == "si",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Diga cómo llegó.")},
    )
    field_order = ["submission", "is_sound", "text"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("is_sound") is False and not answers.get("text"):
            self.add_error("text", _("Cuéntenos qué pasó."))
        return answers
