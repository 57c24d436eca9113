"""«¿Cuándo me responden?»: anybody reckons when an answer is due. What they ask is the page's own address:
nothing is kept."""

from django import forms
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from ground.doors.reading import reading_page
from ground.webforms.fields import EMPTY_CHOICE, DayField, PortalForm
from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.stored import current_calendar
from pqrsd.deadlines import Ground, NoTermError
from pqrsd.estimate import WEEKDAYS, ImpossibleError, Question, estimate, terms_on
from pqrsd.kinds import GROUPED_CHOICES
from pqrsd.models import Termino

GROUNDS = [
    (Ground.INCOMPLETE.value, "Le faltaba algo"),
    (Ground.UNCLEAR.value, "No se entendía lo que pide"),
]
LONGEST_EXTENSION = 400  # the term says how many are possible; this only keeps the number small


class CalculatorForm(PortalForm):
    KEYS = {
        "kind": "clase",
        "received_on": "fecha",
        "received_time": "hora",
        "asked_on": "pedida",
        "asked_for": "motivo",
        "more_time_on": "mas_plazo",
        "completed_on": "completada",
        "extension_days": "prorroga",
        "is_about_rights": "derechos",
    }
    OPTIONAL = ("received_time", "asked_on", "more_time_on", "completed_on", "extension_days", "is_about_rights")
    STOPS = ("asked_on", "more_time_on", "completed_on")

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
    asked_on = DayField(label="Me pidieron completarla el", required=False, help_text="El plazo se detiene ese día.")
    asked_for = forms.ChoiceField(
        label="Por qué",
        choices=GROUNDS,
        required=False,
        error_messages={"invalid_choice": "Elija por qué, de la lista."},
    )
    more_time_on = DayField(
        label="Pedí más plazo para completarla el",
        required=False,
        help_text="Si lo pidió: sin pedirlo, el plazo no se amplía.",
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

    is_about_rights = forms.BooleanField(
        label="Trata de la efectividad de otro derecho fundamental",
        required=False,
        help_text="Solo cambia lo recibido entre el 28 de marzo de 2020 y el 17 de mayo de 2022, o que estaba en curso "
        "entonces (Decreto Legislativo 491 de 2020, artículo 5, parágrafo).",
    )

    def __init__(self, *args, calendar: Calendar, **kwargs):
        super().__init__(*args, **kwargs)
        years = {"min": f"{calendar.first_year:04}-01-01", "max": f"{calendar.last_year:04}-12-31"}
        for name in ("received_on", *self.STOPS):
            self.fields[name].widget.attrs |= years

    def add_prefix(self, field_name: str) -> str:
        """In the address, Spanish words."""
        return self.KEYS.get(field_name, field_name)

    def clean(self):
        answers = super().clean()
        received, asked, more_time, completed = map(answers.get, ("received_on", *self.STOPS))
        if (completed or more_time) and not asked and "asked_on" not in self.errors:
            self.add_error("asked_on", "Diga también cuándo le pidieron completarla.")
        if asked and received and asked < received:
            self.add_error("asked_on", "No se la pudieron devolver antes de recibirla.")
        if asked and more_time and more_time < asked:
            self.add_error("more_time_on", "No pudo pedir más plazo antes de que le pidieran completarla.")
        if asked and completed and completed < asked:
            self.add_error("completed_on", "No la pudo completar antes de que se lo pidieran.")
        if more_time and completed and completed < more_time:
            self.add_error("more_time_on", "Para entonces ya la había completado.")
        return answers

    @property
    def question(self) -> Question:
        unsaid = {"extension_days": 0, "asked_for": Ground.INCOMPLETE}
        return Question(
            **self.cleaned_data | {name: self.cleaned_data[name] or value for name, value in unsaid.items()}
        )

    @property
    def has_details(self) -> bool:
        return any(self[name].value() for name in self.OPTIONAL)


ASKED = {"clase", "fecha"}


@reading_page()
def calculator(request):
    """The page of what the address asks for; an address that says less only fills the form in."""
    calendar = current_calendar()
    terms = tuple(row.term for row in Termino.objects.all())
    if request.GET.keys() >= ASKED:
        form = CalculatorForm(request.GET, calendar=calendar)
    else:
        initial = {name: request.GET.get(key) for name, key in CalculatorForm.KEYS.items()}
        initial["received_on"] = initial["received_on"] or timezone.localdate()
        form = CalculatorForm(initial=initial, calendar=calendar)
    answered = None
    if form.is_bound and form.is_valid():
        try:
            cutoff = settings.PQRSD_CUTOFF
            answered = estimate(form.question, terms=terms, calendar=calendar, cutoff=cutoff)
        except ImpossibleError as error:
            form.add_error(error.fact, str(error))
        except (NoTermError, UncoveredYearError) as error:
            form.add_error("received_on", str(error))
    day = answered.effective_on if answered else timezone.localdate()
    context = {
        "form": form,
        "forms": [form],
        "answer": answered,
        "term_day": day,
        "terms": terms_on(day, terms=terms, calendar=calendar),
        "weekdays": WEEKDAYS,
    }
    return render(request, "pqrsd/calculator/page.html", context, status=422 if form.errors else 200)
