"""The forms of the acts that any case has, and what those of its letters have in common."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from expedientes.acts.records import Delivery, letters_of
from expedientes.acts.steps import CaseT
from expedientes.models import Dependencia, Expediente
from expedientes.models.case import TEXT_LENGTH
from ground.webforms.fields import (
    EMPTY_CHOICE,
    DayField,
    ParagraphsField,
    PortalForm,
    TextLineField,
    field_as,
)
from radicados.forms import NumberField

NOTE_LENGTH = 5_000
REASON_LENGTH = 1_000
REMARKS_LENGTH = 2_000
OFFICES = Dependencia.objects.filter(is_active=True, is_internal_control=False)
BLANK = "[…]"  # in a draft: what only the officer knows


def reason_field(**facts: Any) -> ParagraphsField:
    return ParagraphsField(
        **{"label": "Motivo", "error_messages": {"required": "Escriba el motivo."}} | facts,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LetterTextField(ParagraphsField):
    """Running text of a letter; an empty line begins another paragraph."""

    def __init__(self, **facts: Any):
        widget = forms.Textarea(attrs={"rows": facts.pop("rows", 8)})
        super().__init__(max_length=TEXT_LENGTH, widget=widget, **facts)

    def validate(self, value: str) -> None:
        super().validate(value)
        if BLANK in value:
            raise ValidationError(f"Complete lo que falta donde dice {BLANK}.")


class CaseForm(PortalForm, Generic[CaseT]):
    """A form about one case, filled in by somebody of the staff; `{filer}` in a help text is who filed it.

    With `others`, of the same desk, its answers are for all of them: it offers what any of them may take. `mine` is
    what an older page of a letter had written otherwise, by the names of its fields; the form shows the draft, then.
    """

    mine: Mapping[str, str] = {}

    def __init__(self, *args: Any, case: CaseT, user: User, others: Sequence[CaseT] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case, self.user = case, user
        self.cases = [case, *others]
        for field in self.fields.values():
            field.help_text = field.help_text.replace("{filer}", case.desk.filer)


class LetterForm(CaseForm[CaseT]):
    """A letter with a text of the officer's; `draft` is the text that the page offers."""

    text = LetterTextField(
        label="Texto de la carta",
        help_text="Una línea vacía empieza otro párrafo. El saludo, las normas y los plazos ya van.",
        error_messages={"required": "Escriba el texto de la carta."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("text", self.draft())

    def draft(self) -> str:
        return ""


class SecondLookForm(CaseForm[Expediente]):
    """Who reads a letter before it goes, and what they say of it. Its controls stand beside those of the letter, and
    are sent with them: they ask for nothing unless `verb`, the button that was pressed, is about them."""

    reader = forms.ChoiceField(
        label="Quién la revisa",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Elija quién la revisará."),
        widget=forms.Select(attrs={"form": "act"}),
    )
    remarks = ParagraphsField(
        label="Observaciones",
        help_text="Si la devuelve, diga qué debe cambiar.",
        max_length=REMARKS_LENGTH,
        error_messages={"required": "Escriba qué debe cambiar."},
        widget=forms.Textarea(attrs={"rows": 3, "form": "act"}),
    )

    def __init__(self, *args: Any, verb: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.readers = {
            str(person.pk): person for person in self.case.desk.handlers_of(self.case) if person.pk != self.user.pk
        }
        people = [(pk, str(person)) for pk, person in self.readers.items()]
        field_as(forms.ChoiceField, self, "reader").choices = [EMPTY_CHOICE, *people]
        self.fields["reader"].required = verb == "ask_reader"
        self.fields["remarks"].required = verb == "give_back"


class AssignForm(CaseForm[Expediente]):
    assignee = forms.ModelChoiceField(
        User.objects.none(),
        label="Responsable",
        empty_label=EMPTY_CHOICE[1],
        error_messages={
            "required": "Seleccione quién responderá por el caso.",
            "invalid_choice": "Esa persona no puede atender este caso.",
        },
    )
    text = reason_field(label="Nota para la persona", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        able = {person.pk for person in self.case.desk.handlers_of(*self.cases)} | {self.user.pk}
        people = User.objects.filter(pk__in=able - _of_all(case.assignee_id for case in self.cases))
        field_as(forms.ModelChoiceField, self, "assignee").queryset = people.order_by(
            "first_name", "last_name", "username"
        )


class OfficeForm(CaseForm[Expediente]):
    office = forms.ModelChoiceField(
        OFFICES,
        label="Dependencia que la atenderá",
        empty_label=EMPTY_CHOICE[1],
        error_messages={"required": "Seleccione la dependencia."},
    )
    reason = reason_field(help_text="Para quienes atienden el caso. El {filer} lee que pasó a otra dependencia.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = field_as(forms.ModelChoiceField, self, "office")
        field.queryset = OFFICES.exclude(pk__in=_of_all(case.office_id for case in self.cases))


def _of_all(keys: Iterable[int | None]) -> set[int]:
    """The key, if all the cases have the same one: what they have already is not offered."""
    found = set(keys)
    return {key for key in found if key} if len(found) == 1 else set()


class NoteForm(CaseForm[Expediente]):
    text = ParagraphsField(
        label="Nota",
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="La leen quienes atienden el caso; el {filer}, nunca.",
        error_messages={"required": "Escriba la nota."},
    )


class RelateForm(CaseForm[Expediente]):
    number = NumberField(
        label="Número de radicado del otro caso",
        error_messages={"required": "Escriba el número del otro caso."},
    )
    text = reason_field(label="Qué tienen que ver", required=False)


class DeliveryForm(CaseForm[Expediente]):
    letter = forms.ChoiceField(
        label="Carta",
        error_messages={
            "required": "Seleccione la carta.",
            "invalid_choice": "Esa carta no es de este caso.",
        },
    )
    result = forms.ChoiceField(
        label="Resultado",
        choices=Delivery.choices,
        widget=forms.RadioSelect,
        initial=Delivery.DELIVERED,
        error_messages={"required": "Escoja el resultado."},
    )
    delivered_on = DayField(label="Fecha")
    carrier = TextLineField(
        label="Quién la llevó", max_length=120, error_messages={"required": "Escriba quién la llevó."}
    )
    guide = TextLineField(label="Número de guía", max_length=60, required=False)
    text = LetterTextField(label="Observaciones", rows=3, required=False, help_text="También las ve el {filer}.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        letters = [(each.number, f"{each.number}: {each.document_kind}") for each in letters_of(self.case)]
        field_as(forms.ChoiceField, self, "letter").choices = [EMPTY_CHOICE, *letters]
        self.initial.setdefault("delivered_on", timezone.localdate())
        if len(letters) == 1:
            self.initial.setdefault("letter", letters[0][0])
