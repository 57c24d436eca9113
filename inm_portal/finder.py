"""«¿Qué desea medir o calibrar?»: from what somebody says to the laboratory, the rates and the request."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ground.doors.reading import reading_page
from ground.webforms.fields import PortalForm, TextLineField
from services.kinds import Service
from services.quoted import Way
from tariffs.english import Names, english_names, names_of_page
from tariffs.finder import FoundRates, find
from tariffs.forms import LONGEST_SEARCH, UNITS, RangeField
from tariffs.models import Edition, Rate

EXAMPLES = (_("báscula"), _("termómetro digital"), _("pie de rey"), _("micropipeta"), _("curso de balanzas"))


class FinderForm(PortalForm):
    """What it is, and what it measures; the names of the fields are those of the address."""

    use_required_attribute = False
    units = UNITS

    q = TextLineField(
        label=_("¿Qué desea medir o calibrar?"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Busque con %(limit_value)d caracteres o menos.")},
    )
    valor = RangeField(
        label=_("¿Qué valor o rango mide?"),
        help_text=_("Con su unidad: «30 kg», «0 a 300 °C». Le señalamos la tasa que le sirve."),
    )


@dataclass(frozen=True)
class Bench:
    """A laboratory, or what else renders services, with those of its rates that were found."""

    name: str
    rates: list[Rate]


def benches(rates: Iterable[Rate], names: Names) -> list[Bench]:
    """In the order of the resolution."""
    found: dict[str, list[Rate]] = {}
    for rate in rates:
        path = rate.heading.path
        found.setdefault(path[min(1, len(path) - 1)].name, []).append(rate)
    return [Bench(names.of(name), each) for name, each in found.items()]


@reading_page(is_indexed=False)
def finder(request: HttpRequest) -> HttpResponse:
    """What the words find; 422 for what is too long or no value."""
    form = FinderForm(request.GET)
    edition, names = Edition.objects.in_force(timezone.localdate()), names_of_page()
    context: dict = {"form": form, "forms": [form], "names": names, "typed": "", "finding": None, "examples": EXAMPLES}
    is_valid = form.is_valid()
    typed = form.cleaned_data.get("q", "")
    if not (typed and edition):
        return render(request, "finder.html", context, status=200 if is_valid else 422)
    finding = find(typed, edition, english_names().english or {}, form.cleaned_data.get("valor"))
    context |= {"typed": typed, "edition": edition, "finding": finding} | _shown(finding, names)
    context["consult"] = Way(Service.CALIBRATION, words=typed)
    return render(request, "finder.html", context, status=200 if is_valid else 422)


def _shown(finding: FoundRates, names: Names) -> dict:
    """What serves what was measured, apart from what does not."""
    fitting = [rate for rate in finding.rates if not finding.is_of_another(rate)]
    serving = [rate for rate in fitting if finding.serves(rate)]
    return {
        "benches": benches(fitting, names),
        "near": benches(finding.near, names),
        "unfit": benches((rate for rate in finding.rates if finding.is_of_another(rate)), names),
        "others": benches(finding.others, names),
        "serving": {rate.code for rate in serving},
        "falls_short": finding.is_of_ranges and bool(finding.value) and not serving,
    }
