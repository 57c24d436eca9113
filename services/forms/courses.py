"""What is typed about a course that is given: who came, who passed, who comes in whose place, and why it is not."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.person import LastNameField
from accounts.identity import OFFERED_DOCUMENT_TYPES, checked_document_number
from expedientes.forms.acts import CaseForm, reason_field
from expedientes.forms.following import SubmissionForm
from ground.languages import Words
from ground.webforms.fields import EMPTY_CHOICE, MailField, ParagraphsField, PortalForm, field_as
from services.acts.courses import certified
from services.acts.participants import PERSON, stranded
from services.forms.participants import NAME_LENGTH
from services.forms.request import text
from services.models import CourseEdition, Seat, ServiceRequest


class PeopleField(forms.TypedMultipleChoiceField):
    """A question that is asked of everybody, whose answer may be nobody."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class PeopleForm(PortalForm):
    """Some of the people of a course, by the keys of their seats; `words` says more of each."""

    people = PeopleField(label="", coerce=int, empty_value=[])

    def __init__(self, *args: Any, label: str, seats: Iterable[Seat], words: dict[int, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = field_as(PeopleField, self, "people")
        field.label = label
        field.choices = [(seat.pk, f"{seat.participant}{words.get(seat.pk, '')}") for seat in seats]


class CancelEditionForm(PortalForm):
    reason = ParagraphsField(
        label="Por qué no se dicta",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Va en la carta que recibe cada cliente.",
        error_messages={"required": "Escriba por qué no se dicta."},
    )


class EmptyForm(PortalForm):
    """Only a button."""


# --- What they thought ------------------------------------------------------------------------------------
def _score(label: Words, about: Words) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(1, _("1, mal")), (2, "2"), (3, "3"), (4, "4"), (5, _("5, muy bien"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), format_lazy(_("Elija de 1 a 5: {about}."), about=about)
        ),
    )


class OpinionForm(PortalForm):
    contents = _score(_("Los contenidos"), _("los contenidos"))
    teaching = _score(_("Los profesores"), _("los profesores"))
    organisation = _score(_("La organización"), _("la organización"))
    use = _score(_("¿Le sirve para su trabajo?"), _("si le sirve para su trabajo"))
    comment = ParagraphsField(
        label=_("¿Qué mejoraría?"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


# --- Another participant -----------------------------------------------------------------------------------
class PersonFields(forms.Form):
    """Who comes in the place of whom; `person` are the fields of a Participant."""

    leaving = text(
        _("Documento de quien ya no viene"),
        limit=30,
        required=True,
        missing=_("Escriba el documento de quien ya no viene."),
    )
    first_name = text(
        _("Nombres de quien viene"), limit=NAME_LENGTH, required=True, missing=_("Escriba los nombres de quien viene.")
    )
    last_name = LastNameField(label=_("Apellidos de quien viene"), max_length=NAME_LENGTH)
    document_type = forms.ChoiceField(
        label=_("Tipo de documento"),
        choices=[EMPTY_CHOICE, *OFFERED_DOCUMENT_TYPES],
        error_messages={"required": _("Elija el tipo de documento.")},
    )
    document_number = text(_("Documento de quien viene"), limit=30, required=True, missing=_("Escriba su documento."))
    email = MailField(label=_("Correo electrónico de quien viene"))
    job = text(_("Cargo"), limit=NAME_LENGTH)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("document_type") and found.get("document_number"):
            try:
                number = checked_document_number(found["document_type"], found["document_number"])
                found["document_number"] = number
            except ValidationError as error:
                self.add_error("document_number", error)
        person = {name: found.pop(name, "") for name in PERSON}
        return found | {"person": person}


class ChangeParticipantForm(PersonFields, SubmissionForm):
    """As the customer asks for it."""


class DeskChangeForm(PersonFields, CaseForm[ServiceRequest]):
    """The same, by the officer."""


class MoveForm(CaseForm[ServiceRequest]):
    """Another edition of the course that was cancelled."""

    edition = forms.ModelChoiceField(
        CourseEdition.objects.none(),
        label="Edición",
        empty_label="Seleccione…",
        error_messages={"required": "Elija una edición."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codes = stranded(self.case).values("edition__code")
        open_ones = CourseEdition.objects.open_on(timezone.localdate()).filter(code__in=codes)
        field_as(forms.ModelChoiceField, self, "edition").queryset = open_ones.prefetch_related("sessions")


class SeatChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        letter = seat.certificate.letter.number if seat.certificate else ""
        return f"{seat.participant}: {letter}"


class AmendForm(CaseForm[ServiceRequest]):
    """Which certificate, the name as it should be, and why."""

    seat = SeatChoiceField(
        Seat.objects.none(),
        label="Constancia",
        empty_label="Seleccione…",
        error_messages={"required": "Elija la constancia."},
    )
    first_name = text("Nombres, como deben ir", limit=NAME_LENGTH, required=True, missing="Escriba los nombres.")
    last_name = LastNameField(label="Apellidos, como deben ir", max_length=NAME_LENGTH)
    text = reason_field(
        label="Qué cambió",
        help_text="Se lee donde se comprueba la constancia anterior, que queda anulada.",
        error_messages={"required": "Explique qué cambió."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_as(SeatChoiceField, self, "seat").queryset = certified(self.case)
