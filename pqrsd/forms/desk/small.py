"""The forms of the acts that write no letter."""

from django import forms

from accounts.models import User
from expedientes.models import Dependencia
from ground.webforms.fields import EMPTY_CHOICE, ParagraphsField, PortalForm, field_as
from pqrsd.kinds import RESERVED_KINDS, Kind
from pqrsd.models import Pqrsd
from radicados.forms import NumberField

NOTE_LENGTH = 5_000
REASON_LENGTH = 1_000


def reason_field(**facts) -> ParagraphsField:
    return ParagraphsField(
        **{"label": "Motivo", "error_messages": {"required": "Escriba el motivo."}} | facts,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CaseForm(PortalForm):
    """A form about one case, filled in by somebody of the staff."""

    def __init__(self, *args, pqrsd: Pqrsd, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.pqrsd, self.user = pqrsd, user


class AssignForm(CaseForm):
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        able = {person.pk for person in Pqrsd.desk.handlers(is_reserved=self.pqrsd.is_reserved)} | {
            self.user.pk
        }
        people = User.objects.filter(pk__in=able - {self.pqrsd.assignee_id})
        field_as(forms.ModelChoiceField, self, "assignee").queryset = people.order_by(
            "first_name", "last_name", "username"
        )


class NoteForm(CaseForm):
    text = ParagraphsField(
        label="Nota",
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="La leen quienes atienden el caso; el peticionario, nunca.",
        error_messages={"required": "Escriba la nota."},
    )


class RelateForm(CaseForm):
    number = NumberField(
        label="Número de radicado del otro caso",
        error_messages={"required": "Escriba el número del otro caso."},
    )
    text = reason_field(label="Qué tienen que ver", required=False)


class KindForm(CaseForm):
    kind = forms.ChoiceField(
        label="Clase", error_messages={"required": "Seleccione la clase que le corresponde."}
    )
    reason = reason_field(
        help_text="Para quienes atienden el caso. El peticionario lee que cambió de clase y, si cambia, la "
        "nueva fecha límite."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = [(kind.value, kind.label) for kind in Kind if kind != self.pqrsd.kind]
        field_as(forms.ChoiceField, self, "kind").choices = [EMPTY_CHOICE, *others]

    @property
    def hides_it(self) -> bool:
        """Whether the person does not see the case any more once it is of the kind chosen."""
        desk, is_denuncia = Pqrsd.desk, self.cleaned_data["kind"] in RESERVED_KINDS
        sees = desk.handles_reserved if is_denuncia else desk.sees_ordinary
        return not sees(self.user)


class PriorityForm(CaseForm):
    is_priority = forms.TypedChoiceField(
        label="¿Se atiende antes que las demás?",
        choices=[("si", "Sí, es prioritaria"), ("no", "No")],
        coerce=lambda answer: answer == "si",
        widget=forms.RadioSelect,
        error_messages={"required": "Elija si es prioritaria."},
    )
    reason = reason_field()


class OfficeForm(CaseForm):
    office = forms.ModelChoiceField(
        Dependencia.objects.filter(is_active=True, is_internal_control=False),
        label="Dependencia que la atenderá",
        empty_label=EMPTY_CHOICE[1],
        error_messages={"required": "Seleccione la dependencia."},
    )
    reason = reason_field(
        help_text="Para quienes atienden el caso. El peticionario lee que pasó a otra dependencia."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = field_as(forms.ModelChoiceField, self, "office")
        field.queryset = field.queryset.exclude(pk=self.pqrsd.office_id)
