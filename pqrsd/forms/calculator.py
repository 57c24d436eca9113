"""What the calculator of due dates asks; its answers are the page's own address."""

from django import forms

from ground.webforms.fields import EMPTY_CHOICE, DayField, PortalForm
from legal_calendar.days import Calendar
from pqrsd.estimate import Question
from pqrsd.kinds import GROUPED_CHOICES

LONGEST_EXTENSION = 400  # the term says how many are possible; this only keeps the number small


class CalculatorForm(PortalForm):
    KEYS = {
        "kind": "clase",
        "received_on": "fecha",
        "received_time": "hora",
        "asked_on": "pedida",
        "completed_on": "completada",
        "extension_days": "prorroga",
    }
    OPTIONAL = ("received_time", "asked_on", "completed_on", "extension_days")

    kind = forms.ChoiceField(
        label="Clase de petición",
        choices=[EMPTY_CHOICE, *GROUPED_CHOICES],
        error_messages={
            "required": "Seleccione la clase de petición.",
            "invalid_choice": "Seleccione una clase de la lista.",
        },
    )
    received_on = DayField(
        label="Fecha en que se recibió",
        help_text="Puede ser una fecha futura.",
        error_messages={"required": "Escriba la fecha en que se recibió."},
    )
    received_time = forms.TimeField(
        label="Hora en que se recibió",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Escriba una hora entre 00:00 y 23:59."},
    )
    asked_on = DayField(
        label="Me pidieron completarla el", required=False, help_text="El plazo se detiene ese día."
    )
    completed_on = DayField(
        label="La completé el", required=False, help_text="El plazo vuelve a correr al día siguiente."
    )
    extension_days = forms.IntegerField(
        label="Días hábiles de prórroga",
        required=False,
        min_value=1,
        max_value=LONGEST_EXTENSION,
        help_text="Los que la entidad le comunicó antes del vencimiento.",
        error_messages={
            "invalid": "Escriba un número de días.",
            "min_value": "La prórroga es de al menos un día.",
            "max_value": "La prórroga no puede tener tantos días.",
        },
    )

    def __init__(self, *args, calendar: Calendar, **kwargs):
        super().__init__(*args, **kwargs)
        years = {"min": f"{calendar.first_year:04}-01-01", "max": f"{calendar.last_year:04}-12-31"}
        for name in ("received_on", "asked_on", "completed_on"):
            self.fields[name].widget.attrs |= years

    def add_prefix(self, field_name: str) -> str:
        """In the address, Spanish words."""
        return self.KEYS.get(field_name, field_name)

    def clean(self):
        answers = super().clean()
        received, asked, completed = map(answers.get, ("received_on", "asked_on", "completed_on"))
        if completed and not asked and "asked_on" not in self.errors:
            self.add_error("asked_on", "Diga también cuándo le pidieron completarla.")
        if asked and received and asked < received:
            self.add_error("asked_on", "No se la pudieron devolver antes de recibirla.")
        if asked and completed and completed < asked:
            self.add_error("completed_on", "No la pudo completar antes de que se lo pidieran.")
        return answers

    @property
    def question(self) -> Question:
        return Question(**self.cleaned_data | {"extension_days": self.cleaned_data["extension_days"] or 0})

    @property
    def has_details(self) -> bool:
        return any(self[name].value() for name in self.OPTIONAL)
