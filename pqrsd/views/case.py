"""The page of one case, as its petitioner follows it: where it stands, what was said, and its files."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ground.documents.models import Document
from ground.documents.serving import serve, serve_unrecorded
from pqrsd.following.access import key_to
from pqrsd.following.case_file import CaseFile, case_file
from pqrsd.following.standing import standing_of
from pqrsd.forms.writings import RatingForm
from pqrsd.models import Pqrsd
from pqrsd.notices.recipients import petitioner_address
from pqrsd.views.opening import with_key
from pqrsd.views.petitioner_acts import asked_of
from pqrsd.workflow import PETITIONERS, RATE, offered
from radicados.models import Radicado
from radicados.qr import grouped
from radicados.serving import letter_response


@with_key
@require_safe
def case(request, pqrsd: Pqrsd):
    """The whole page; asked again by htmx while a letter is in preparation, the parts that change.

    With `?radicada` it begins with the confirmation, and with `?hecho` with the step that was just taken.
    """
    file = case_file(pqrsd)
    context = {"pqrsd": pqrsd, "file": file, "key": key_to(pqrsd)}
    if request.htmx:
        return render(request, "pqrsd/case/_asked_again.html", context)
    acts = offered(PETITIONERS, pqrsd, timezone.localdate())
    context |= {
        "standing": standing_of(pqrsd),
        "address": petitioner_address(pqrsd),
        "asked": asked_of(pqrsd),
        "acts": [act for act in acts if act is not RATE],
        "rating_form": RatingForm() if RATE in acts else None,
        "is_new": "radicada" in request.GET,
        "done": _just_done(request, file),
        "code": grouped(pqrsd.radicado.verification_code),
        "lookup": f"{settings.PORTAL_BASE_URL}{reverse('pqrsd:lookup')}",
    }
    return render(request, "pqrsd/case/case.html", context)


def _just_done(request, file: CaseFile):
    number = request.GET.get("hecho", "")
    return next((step for step in file.steps if str(step.pk) == number and step.is_by_petitioner), None)


@with_key
@require_safe
def document(request, pqrsd: Pqrsd, pk: int):
    """A file of the case, of the petitioner's or of an answer; of an anonymous petition nobody is noted."""
    documents = Document.objects.select_related("scan").filter(pqrsd_anexo__event__in=pqrsd.events.public())
    found = get_object_or_404(documents, pqrsd_anexo=pk)
    return serve_unrecorded(found) if pqrsd.is_anonymous else serve(request, found, subject=pqrsd)


@with_key
@require_safe
def letter(request, pqrsd: Pqrsd, number: str):
    """A signed letter of the case, the acknowledgement included, reserved or not."""
    if number == pqrsd.radicado.number:
        return _letter(request, pqrsd.radicado)
    letters = Radicado.objects.filter(case_event__in=pqrsd.events.public())
    return _letter(request, get_object_or_404(letters, number=number))


def _letter(request, radicado: Radicado):
    if radicado.issued_at is None:
        raise Http404("not signed yet")
    return letter_response(radicado, as_attachment=True)
