"""/componentes/: every piece that pages are made of, in its states, with when to use it; in the demonstration alone."""

import re
from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from expedientes.drawings import Load, MiniClock
from expedientes.lights import Light, Lights
from expedientes.models import Expediente
from expedientes.views.desk import Tally
from ground.doors.reading import reading_page
from ground.webforms.fields import EMPTY_CHOICE, DayField, MailField, ParagraphsField, PortalForm, TextLineField
from ground.webforms.index import IndexPart, IndexQuestion
from ground.webforms.review import Review, ReviewPart, answers
from legal_calendar.stored import current_calendar
from tariffs.axis import placed
from tariffs.house_rule import house_rule
from tariffs.models import Edition
from tariffs.ranges import read


class SampleForm(PortalForm):
    """One field of each sort; sent with `ANSWERS`, some of them are refused."""

    names = TextLineField(label="Nombres")
    email = MailField(label="Correo electrónico", help_text="Ahí recibirá el aviso de cada respuesta.")
    since = DayField(label="Fecha de acreditación", required=False)
    department = forms.ChoiceField(
        label="Departamento", choices=[EMPTY_CHOICE, ("11", "Bogotá, D.C."), ("05", "Antioquia")]
    )
    answer_by = forms.ChoiceField(
        label="¿Cómo quiere la respuesta?",
        choices=[("email", "Por correo electrónico"), ("post", "En papel")],
        widget=forms.RadioSelect,
    )
    text = ParagraphsField(label="Qué solicita", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    accepts = forms.BooleanField(label="Acepto que se me notifique por correo electrónico")


ANSWERS = {"names": "María José Ñáñez", "email": "maria.jose@", "department": "11", "text": "Una copia del acta."}
RANGES = ("1 mg a 500 g", "10 g a 10 kg", "desde 50 kg")
# Calendar days from today to the due day of the cases of a desk, and how many of them there are.
DUE = {-6: 1, 0: 2, 2: 4, 9: 7, 16: 3, 30: 5}


@reading_page(is_indexed=False)
def components(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    term = current_calendar().count(today - timedelta(days=10), 15)
    edition = Edition.objects.in_force(today)
    sprite = settings.BASE_DIR / "static/img/pictogramas.svg"
    refused = SampleForm(ANSWERS, auto_id="refused_%s")
    context = {
        "pictograms": re.findall(r'id="([\w-]+)"', sprite.read_text()),
        "form": SampleForm(),
        "refused": refused,
        "refused_forms": [refused],
        "answered": Review((ReviewPart("review", "Quién es usted", tuple(answers(refused))),), (), ""),
        "trace": term.trace,
        "day": sum(1 for day in term.trace if day.number and day.date <= today),
        "due_on": term.due_on,
        "rule": house_rule(edition) if edition else None,
        "now": timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0),
        "parts": [
            IndexPart("long-form", "Quién es usted", (IndexQuestion.ANSWERED, IndexQuestion.ANSWERED)),
            IndexPart("fields", "Dónde vive", (IndexQuestion.ANSWERED, IndexQuestion.MISSING, IndexQuestion.OPEN)),
            IndexPart("facts", "Caracterización", ()),
        ],
        "ranges": list(zip(RANGES, placed([read(each) for each in RANGES], read("(20 g)")), strict=True)),
        "page": Paginator(range(200), 20).page(4),
        **_desk(today),
    }
    return render(request, "components.html", context)


def _desk(today: date) -> dict[str, object]:
    """A case for every light that an open one may have, and the load of them all."""
    lights = Lights.on(today)
    due = {today + timedelta(days): count for days, count in DUE.items()}
    cases = [Expediente(effective_on=day - timedelta(days=21), initial_due_on=day, due_on=day) for day in reversed(due)]
    cases.append(Expediente(effective_on=today, initial_due_on=today + timedelta(21), waiting_until=today))
    clocks = {clock.light: clock for case in cases if (clock := MiniClock.of(case, lights))}
    counts = {
        light: sum(due[each.due_on] for each in cases if each.due_on and lights.of(each) is light) for light in clocks
    }
    return {
        "clocks": [clocks[light] for light in Light if light in clocks],
        "tallies": [Tally(light.value, light.label, counts[light], "?", False) for light in Light if light in clocks],
        "tabs": [Tally("", "Míos", 12, "?", True), Tally("", "Sin asignar", 10, "?", False)],
        "load": Load.of(due, lights),
    }
