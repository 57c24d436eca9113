"""The offer of services: a section for each, with what is said of it, what it costs and how it is asked for."""

from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.doors import UserRequest, verified_only
from communications.models import OfferText
from communications.offers import OfferedService
from ground.doors.reading import reading_page
from ground.languages import Words
from inm_portal.finder import EXAMPLES
from requests_oec.filing import find_draft, live_radicado, open_basis
from services.quoted import SLUGS
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Heading

# In the order of the user manual (chapters 2 and 3), then what the portal itself renders: each with its title and, when
# it is charged for, its section of the tariff.
TITLES: dict[str, tuple[Words, SectionKind | None]] = {
    OfferedService.CALIBRATION: (_("Calibración de equipos metrológicos"), SectionKind.CALIBRATION),
    OfferedService.TRAINING: (_("Capacitación en metrología"), SectionKind.TRAINING),
    OfferedService.ASSISTANCE: (_("Asistencia técnica"), SectionKind.ASSISTANCE),
    OfferedService.PROFICIENCY_TEST: (_("Comparaciones interlaboratorios"), SectionKind.PROFICIENCY_TEST),
    OfferedService.REFERENCE_MATERIAL: (_("Materiales de referencia"), SectionKind.REFERENCE_MATERIAL),
    OfferedService.OEC: (_("Solicitudes de Comunicación Organismos Evaluadores de la Conformidad"), None),
    OfferedService.PQRSD: (_("Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)"), None),
}


@dataclass(frozen=True)
class ServiceOffer:
    """A service with the text in force, if there is one, its section of the tariff, and where in its page that is."""

    slug: str
    title: Words
    kind: SectionKind | None
    text: OfferText | None = None
    anchor: str = ""

    @property
    def is_requested(self) -> bool:
        """Whether it is quoted and paid for: those are asked for in one way."""
        return self.slug in SLUGS


def offers(instead: OfferText | None = None) -> list[ServiceOffer]:
    """All of them, as they are today; `instead` is a text that stands in the place of that of its service."""
    texts = {text.service: text for text in OfferText.objects.in_force(timezone.now())}
    if instead:
        texts[instead.service] = instead
    return [ServiceOffer(slug, title, kind, texts.get(slug)) for slug, (title, kind) in TITLES.items()]


def told(request: HttpRequest, instead: OfferText | None = None) -> dict:
    """What is offered, what can be requested here today and how far the visitor has come with it."""
    basis, user = open_basis(), request.user
    context: dict = {"offers": offers(instead), "oec_basis": basis, "oec_draft": None, "oec_radicado": None}
    if basis and hasattr(user, "profile"):
        context |= {"oec_draft": find_draft(basis, user), "oec_radicado": live_radicado(basis, user)}
    return context


def _page(request: HttpRequest, instead: OfferText | None = None) -> HttpResponse:
    sections = Heading.objects.filter(edition=Edition.objects.in_force(timezone.localdate()), parent=None)
    anchors = {kind: slugify(name) for kind, name in sections.values_list("kind", "name")}
    context = told(request, instead) | {"examples": EXAMPLES, "preview": instead}
    context["offers"] = [replace(each, anchor=anchors.get(each.kind, "")) for each in context["offers"]]
    return render(request, "service_offer.html", context)


@reading_page()
def service_offer(request: HttpRequest) -> HttpResponse:
    return _page(request)


@verified_only
@never_cache
@require_safe
def preview(request: UserRequest, pk: int) -> HttpResponse:
    """The offer as it will stand with a version of a text, for whoever may write them."""
    if not request.user.has_perm("communications.change_offertext"):
        raise PermissionDenied
    return _page(request, get_object_or_404(OfferText, pk=pk))
