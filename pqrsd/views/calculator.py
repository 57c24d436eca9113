"""«¿Cuándo me responden?»: anybody reckons when an answer is due. Nothing is kept."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from legal_calendar.days import UncoveredYearError
from legal_calendar.stored import current_calendar
from pqrsd.deadlines import NoTermError
from pqrsd.estimate import WEEKDAYS, ImpossibleError, estimate, terms_on
from pqrsd.forms.calculator import CalculatorForm
from pqrsd.models import Termino

ASKED = {"clase", "fecha"}


@login_not_required
@require_safe
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
