"""What is typed about the work of a laboratory: days, what came, when it was measured, certificates."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.utils import timezone

from expedientes.forms.acts import CaseForm, LetterForm, LetterTextField, reason_field
from ground.documents.receiving import file_control
from ground.webforms.fields import DayField, field_as
from ground.webforms.fields import TextLineField as Line
from services.acts.delivery import to_return
from services.acts.reception import Read, held_items, to_exclude, to_receive
from services.acts.scheduling import Doing
from services.acts.works import to_certify, to_finish, to_start
from services.bookings import displaced_by, first_day_free, unbooked
from services.dcc.tree import MOST_BYTES
from services.forms.money import PastDayField
from services.models import Item, Reception, ServiceRequest
from services.models.lines import serial_key
from services.turns import Slip

ModelT = TypeVar("ModelT", bound=Model)
NO_LABORATORY = "inm"
# As many as a page can post: the rest is another delivery.
MOST_AT_ONCE = 40


def _line(label: str, missing: str, *, limit: int = 120, **facts: Any) -> Line:
    return Line(label=label, max_length=limit, error_messages={"required": missing}, **facts)


class _OfItems(CaseForm[ServiceRequest]):
    """About some of the items; all of them are marked to begin with."""

    items = forms.TypedMultipleChoiceField(
        label="Ítems", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Escoja al menos un ítem."}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        found = {str(item.pk): item for item in self.offered()}
        field = field_as(forms.TypedMultipleChoiceField, self, "items")
        field.choices = [(key, str(item)) for key, item in found.items()]
        field.coerce = found.get
        self.initial.setdefault("items", list(found))

    def offered(self) -> Iterable[Item]:
        return ()


class _OfAnItem(CaseForm[ServiceRequest]):
    """About one of the items."""

    item = forms.TypedChoiceField(
        label="Ítem", widget=forms.RadioSelect, error_messages={"required": "Escoja el ítem."}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _offer(self, "item", self.offered())

    def offered(self) -> Iterable[Item]:
        return ()


def _offer(form: forms.Form, name: str, rows: Iterable[ModelT]) -> None:
    """One of these rows, which the form gives as itself; the only one is chosen to begin with."""
    found = {str(row.pk): row for row in rows}
    field = field_as(forms.TypedChoiceField, form, name)
    field.choices = [(key, str(row)) for key, row in found.items()]
    field.coerce = found.get
    if len(found) == 1:
        form.initial.setdefault(name, next(iter(found)))


# --- When --------------------------------------------------------------------------------------------------
class _DisplacingForm(CaseForm[ServiceRequest]):
    """A day that is booked: whom it makes wait longer is shown first, and who books it says that they saw it."""

    is_displacement_seen = forms.BooleanField(
        label="Vi a quién le cambia la fecha estimada, y se programa así", required=False
    )
    displaced: tuple[Slip, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        box = self.fields.pop("is_displacement_seen")
        if self.is_bound:  # the last of them
            self.fields["is_displacement_seen"] = box

    def clean(self) -> dict[str, Any]:
        """The box is asked only of what displaces somebody, and only lets it through."""
        found = dict(self.cleaned_data)
        is_seen = found.pop("is_displacement_seen", False)
        if not self.errors:
            self.displaced = self.displaces(found)
        if not self.displaced:
            del self.fields["is_displacement_seen"]
        elif not is_seen:
            self.add_error("is_displacement_seen", "Mire a quién le cambia la fecha estimada, y marque esta casilla.")
        return found

    def displaces(self, found: dict[str, Any]) -> tuple[Slip, ...]:
        return ()


class ScheduleForm(_DisplacingForm):
    laboratory = forms.TypedChoiceField(
        label="Laboratorio", widget=forms.RadioSelect, error_messages={"required": "Escoja el laboratorio."}
    )
    begins_on = DayField(label="Día en que comienza")
    days = forms.IntegerField(label="Días hábiles que toma", min_value=1, max_value=250)
    text = reason_field(label="Qué debe saber el cliente", required=False, help_text="El {filer} lo lee.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        found = {str(each.pk) if each else NO_LABORATORY: each for each in unbooked(self.case)}
        field = field_as(forms.TypedChoiceField, self, "laboratory")
        field.choices = [(key, str(each or "El INM")) for key, each in found.items()]
        field.coerce, field.empty_value = found.get, None
        items = self.case.items.by_appointment().count()
        self.initial.setdefault("days", max(items, 1))
        if found:
            key, first = next(iter(found.items()))
            self.initial.setdefault("laboratory", key)
            self.initial.setdefault("begins_on", first_day_free(first, max(items, 1)))

    def displaces(self, found: dict[str, Any]) -> tuple[Slip, ...]:
        return displaced_by(self.case, found["laboratory"], found["begins_on"], found["days"])


class _OfAnAppointment(CaseForm[ServiceRequest]):
    """Another day for one of the appointments, and by whose doing."""

    appointment = forms.TypedChoiceField(
        label="Cita", widget=forms.RadioSelect, error_messages={"required": "Escoja la cita."}
    )
    begins_on = DayField(label="Nuevo día")
    doing = forms.ChoiceField(
        label="Por qué cambia",
        choices=Doing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Diga por qué cambia la fecha."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _offer(self, "appointment", self.case.appointments.live().select_related("laboratory"))


class MoveForm(_OfAnAppointment, _DisplacingForm):
    text = reason_field(help_text="El {filer} lo lee.")

    def displaces(self, found: dict[str, Any]) -> tuple[Slip, ...]:
        booked = found["appointment"]
        return displaced_by(self.case, booked.laboratory, found["begins_on"], booked.days)


class RepriceForm(_OfAnAppointment, LetterForm[ServiceRequest]):
    """By the customer's doing, unless the officer finds that it is not."""

    text = LetterTextField(label="Notas para el cliente", required=False, rows=4)
    field_order = ["appointment", "begins_on", "doing", "text"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("doing", Doing.CUSTOMER)


class EndUnansweredForm(LetterForm[ServiceRequest]):
    text = LetterTextField(label="Notas para el cliente", required=False, rows=4)


# --- What came ---------------------------------------------------------------------------------------------
class ReceiveForm(LetterForm[ServiceRequest]):
    """Of each expected item, whether it came, and how."""

    brought_by = _line("Quién lo trajo", "Escriba quién lo trajo, o el transportador.")
    text = LetterTextField(label="Notas del acta", required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.expected = to_receive(self.case)[:MOST_AT_ONCE]
        names = []
        for item in self.expected:
            fields = {
                "came": forms.BooleanField(label=f"{item}: se recibió", required=False, initial=True),
                "serial": Line(label=f"{item.name}: serial leído", max_length=60, required=False, initial=item.serial),
                "condition": forms.ChoiceField(
                    label=f"{item.name}: estado",
                    choices=Reception.Condition.choices,
                    widget=forms.RadioSelect,
                    required=False,
                    initial=Reception.Condition.GOOD,
                ),
                "accessories": Line(label=f"{item.name}: accesorios", max_length=300, required=False),
                "notes": Line(label=f"{item.name}: observaciones o diferencias", max_length=500, required=False),
            }
            for name, field in fields.items():
                names.append(f"{name}_{item.pk}")
                self.fields[names[-1]] = field
        self.order_fields([*names, "brought_by", "text"])

    def clean(self) -> dict[str, Any]:
        found, read = dict(self.cleaned_data), {}
        for item in self.expected:
            came, serial, condition, accessories, notes = (
                found.pop(f"{name}_{item.pk}", "") for name in ("came", "serial", "condition", "accessories", "notes")
            )
            if not came:
                continue
            looked = Reception.Condition(condition or Reception.Condition.GOOD)
            if looked != Reception.Condition.GOOD and not notes:
                self.add_error(f"notes_{item.pk}", "Diga qué se observó.")
            if serial_key(serial) != item.serial_key and not notes:
                told = f"El serial leído no es el de la solicitud ({item.serial or 'ninguno'}): registre la diferencia."
                self.add_error(f"notes_{item.pk}", told)
            read[item.pk] = Read(serial, looked, notes, accessories)
        if self.expected and not read:
            self.add_error(None, "Marque lo que se recibió.")
        return found | {"read": read}


class ExcludeForm(LetterForm[ServiceRequest]):
    item = forms.TypedChoiceField(
        label="Ítem", widget=forms.RadioSelect, error_messages={"required": "Escoja el ítem."}
    )
    field_order = ["item", "text"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _offer(self, "item", to_exclude(self.case))


class TakeForm(_OfAnItem):
    place = _line("Dónde queda", "", required=False, help_text="Un estante o una sala; vacío, lo tiene usted.")

    def offered(self) -> Iterable[Item]:
        return held_items(self.case)


class RelabelForm(_OfAnItem):
    text = reason_field(help_text="Lo leen quienes atienden el caso. La etiqueta anterior dirá que se reemplazó.")

    def offered(self) -> Iterable[Item]:
        return held_items(self.case)


# --- The service -------------------------------------------------------------------------------------------
class StartForm(_OfItems):
    text = reason_field(label="Nota", required=False, help_text="El {filer} la lee.")

    def offered(self) -> Iterable[Item]:
        return to_start(self.case, self.user)


class FinishForm(_OfItems):
    began_on = PastDayField(label="Comenzaron las mediciones")
    ended_on = PastDayField(label="Terminaron")
    text = reason_field(label="Equipos y condiciones", required=False, help_text="Lo leen quienes atienden el caso.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ended_on", timezone.localdate())

    def offered(self) -> Iterable[Item]:
        return to_finish(self.case, self.user)


class CertifyForm(_OfAnItem):
    number = _line("Número del certificado", "Escriba el número del certificado.", limit=60)
    issued_on = PastDayField(label="Fecha de expedición")
    place = _line("Lugar de las mediciones", "Escriba dónde se midió.", limit=200)
    reason = reason_field(
        label="Qué cambió", required=False, help_text="Solo si reemplaza a otro certificado de este ítem."
    )
    dcc = forms.FileField(
        label="Certificado digital (DCC)",
        required=False,
        help_text="Un XML de hasta 5 MB; sus datos deben ser los de este caso.",
        widget=forms.FileInput(attrs=file_control(MOST_BYTES, accept=".xml,text/xml,application/xml")),
        error_messages={"empty": "El archivo del certificado digital está vacío."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("issued_on", timezone.localdate())

    def offered(self) -> Iterable[Item]:
        return to_certify(self.case, self.user)

    def clean_dcc(self) -> bytes | None:
        file = self.cleaned_data["dcc"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError("El certificado digital tiene más de 5 MB.")
        return file.read() if file else None


# --- The end -----------------------------------------------------------------------------------------------
class ProveSizeForm(CaseForm[ServiceRequest]):
    proved_on = PastDayField(label="Fecha del documento", help_text="Debe ser de los últimos 90 días.")
    text = reason_field(label="Qué documento es", error_messages={"required": "Diga qué documento es."})

    def clean_proved_on(self) -> Any:
        day = self.cleaned_data["proved_on"]
        if (timezone.localdate() - day).days > MOST_DAYS_OF_A_PROOF:
            raise forms.ValidationError("El soporte tiene más de 90 días.")
        return day


MOST_DAYS_OF_A_PROOF = 90


class DeliverForm(LetterForm[ServiceRequest]):
    text = LetterTextField(label="Notas para el cliente", required=False, rows=4)


class WithdrawDiscountForm(LetterForm[ServiceRequest]):
    text = LetterTextField(
        label="Qué se le pidió y qué falta",
        rows=4,
        help_text="La carta ya dice las normas, el valor de ahora y la diferencia.",
        error_messages={"required": "Diga al cliente qué falta para acreditar su tamaño."},
    )


class GiveBackForm(LetterForm[ServiceRequest]):
    items = forms.TypedMultipleChoiceField(
        label="Lo que se devuelve",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Escoja al menos un ítem."},
    )
    taken_by = _line("Quién lo recoge, o el transportador", "Escriba quién lo recoge.")
    document = _line("Documento de quien lo recoge", "", limit=40, required=False)
    guide = _line("Número de guía", "", limit=60, required=False)
    text = LetterTextField(label="Notas del acta", required=False, rows=3)
    field_order = ["items", "taken_by", "document", "guide", "text"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        found = {str(item.pk): item for item in to_return(self.case)}
        field = field_as(forms.TypedMultipleChoiceField, self, "items")
        field.choices = [(key, str(item)) for key, item in found.items()]
        field.coerce = found.get
        self.initial.setdefault("items", list(found))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not (found.get("document") or found.get("guide")):
            self.add_error("document", "Escriba el documento de quien lo recoge, o el número de guía.")
        return found


class ToldForm(CaseForm[ServiceRequest]):
    text = reason_field(help_text="El {filer} lo lee.")


class SuspendForm(ToldForm):
    until = DayField(label="Hasta cuándo", help_text="El día en que se cree que sigue.")
    field_order = ["until", "text"]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError("Escoja un día desde mañana.")
        return until


class CloseForm(CaseForm[ServiceRequest]):
    text = reason_field(label="Nota", required=False, help_text="El {filer} la lee.")
