"""The page of one case, as its petitioner follows it: where it stands, what was said, and its files."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from expedientes.acts.table import offered
from ground.documents.models import Document
from ground.documents.serving import serve, serve_unrecorded
from ground.webforms.stale import is_stale
from pqrsd.following.case_file import CaseFile, case_file
from pqrsd.following.standing import standing_of
from pqrsd.forms.writings import RatingForm
from pqrsd.models import Pqrsd
from pqrsd.views.opening import shows_code, with_case, without_session
from pqrsd.views.petitioner_acts import asked_of
from pqrsd.workflow import PETITIONERS, RATE
from radicados.models import Radicado
from radicados.qr import grouped
from radicados.serving import letter_response

LEFT = "Salió del caso: en este navegador ya no está abierto. Puede volver a él con su número y su código."


@with_case
@require_safe
def case(request, pqrsd: Pqrsd):
    """The whole page; asked again by htmx while a letter is in preparation, the parts that change.

    With `?hecho` it begins with the step that was just taken; otherwise, for whoever has just filed the
    petition, with its code.
    """
    if request.htmx:
        context = {"pqrsd": pqrsd, "file": case_file(pqrsd)}
        return render(request, "pqrsd/case/_asked_again.html", context)
    return _shown(request, pqrsd)


@with_case
@require_POST
def leave(request, pqrsd: Pqrsd):
    """This browser follows the case no longer, wherever its token may be; a log-in is left by logging out."""
    if is_stale(request):
        return _shown(request, pqrsd, is_stale=True, status=403)
    messages.success(request, LEFT)
    response = redirect("pqrsd:lookup")
    return without_session(response, pqrsd, request.case_session) if request.case_session else response


def _shown(request, pqrsd: Pqrsd, *, is_stale: bool = False, status: int = 200):
    file = case_file(pqrsd)
    done = _just_done(request, file)
    is_new = not done and shows_code(request, pqrsd)
    acts = offered(PETITIONERS, pqrsd, timezone.localdate())
    context = {
        "pqrsd": pqrsd,
        "file": file,
        "is_stale": is_stale,
        "standing": standing_of(pqrsd),
        "address": pqrsd.mail_address,
        "asked": asked_of(pqrsd),
        "acts": [act for act in acts if act is not RATE],
        "rating_form": RatingForm() if RATE in acts else None,
        "is_new": is_new,
        "done": done,
        "code": grouped(pqrsd.radicado.verification_code) if is_new else "",
        "lookup": f"{settings.PORTAL_BASE_URL}{reverse('pqrsd:lookup')}",
    }
    return render(request, "pqrsd/case/case.html", context, status=status)


def _just_done(request, file: CaseFile):
    number = request.GET.get("hecho", "")
    return next((step for step in file.steps if str(step.pk) == number and step.is_by_petitioner), None)


@with_case
@require_safe
def document(request, pqrsd: Pqrsd, pk: int):
    """A file of the case, of the petitioner's or of an answer; of an anonymous petition nobody is noted."""
    documents = Document.objects.select_related("scan").filter(anexo__step__in=pqrsd.steps.public())
    found = get_object_or_404(documents, anexo=pk)
    return serve_unrecorded(found) if pqrsd.is_anonymous else serve(request, found, subject=pqrsd)


@with_case
@require_safe
def letter(request, pqrsd: Pqrsd, letter: str):
    """A signed letter of the case, the acknowledgement included, reserved or not."""
    if letter == pqrsd.radicado.number:
        return _letter(request, pqrsd.radicado)
    letters = Radicado.objects.filter(paso__in=pqrsd.steps.public())
    return _letter(request, get_object_or_404(letters, number=letter))


def _letter(request, radicado: Radicado):
    if radicado.issued_at is None:
        raise Http404("not signed yet")
    return letter_response(radicado, as_attachment=True)
