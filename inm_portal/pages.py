"""The pages that belong to the portal as a whole: home, the offer of services and contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.credentials import LoginForm
from communications.models import NewsItem
from ground.doors.reading import reading_page
from pqrsd.kinds import Kind
from pqrsd.models import Termino
from requests_oec.filing import find_draft, live_radicado, open_basis
from tariffs.house_rule import house_rule
from tariffs.models import Edition

NEWS_AT_HOME = 4


# Each service with what it is, in the order and with the scope of the user manual (chapters 2 and 3), and the last part
# of the address where it is requested.
SERVICE_OFFERS = (
    (
        _("Calibración de equipos metrológicos"),
        _("Calibración de equipos e instrumentos con trazabilidad al Sistema Internacional de Unidades (SI)."),
        "calibracion",
    ),
    (_("Capacitación en metrología"), _("Inscripción en los cursos de metrología del Instituto."), "capacitacion"),
    (_("Asistencia técnica"), _("Asistencia técnica en metrología."), "asistencia"),
    (
        _("Comparaciones interlaboratorios"),
        _("Participación en comparaciones interlaboratorios."),
        "ensayos-de-aptitud",
    ),
    (_("Materiales de referencia"), _("Adquisición de materiales de referencia."), "materiales-de-referencia"),
)


@reading_page()
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    rule = house_rule(edition) if edition else None
    terms = Termino.objects.filter(kind=Kind.PRIVATE_INTEREST, valid_from__lte=today).order_by("valid_from")
    context = {
        "news": NewsItem.objects.published(at=timezone.now()).with_picture()[:NEWS_AT_HOME],
        "login_form": LoginForm(),
        "rule": rule,
        "rate_count": rule.count if rule else None,
        "resolution": edition.resolution if edition else None,
        "petition_days": terms.values_list("days", flat=True).last(),
    }
    return render(request, "home.html", _offers(request) | context)


@reading_page()
def service_offer(request: HttpRequest) -> HttpResponse:
    return render(request, "service_offer.html", _offers(request))


def _offers(request: HttpRequest) -> dict:
    """What can be requested here today and how far the visitor has come with it, and what cannot yet."""
    basis, user = open_basis(), request.user
    context: dict = {"oec_basis": basis, "oec_draft": None, "oec_radicado": None, "offers": SERVICE_OFFERS}
    if basis and hasattr(user, "profile"):
        context |= {"oec_draft": find_draft(basis, user), "oec_radicado": live_radicado(basis, user)}
    return context


@reading_page()
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "contact.html")
