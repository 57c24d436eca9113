"""*Mis datos personales*: what the portal holds about oneself, and asking to have it corrected or erased."""

import logging
from tempfile import TemporaryFile

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.credentials import CurrentPasswordForm
from expedientes.views.act_page import act_page
from ground.audit.models import Action, record
from ground.doors.throttling import Throttle
from ground.webforms.pages import form_page
from habeas_data.erasure import ERASE
from habeas_data.export import write_export
from habeas_data.filing import file_claim, open_claims
from habeas_data.forms import ClaimForm, ErasureForm
from habeas_data.holdings import readings_by_others, subject_name
from pqrsd.filing import OUR_FAULTS
from pqrsd.views.desk.cases import handler_only

logger = logging.getLogger(__name__)

CLAIM_TEMPLATE = "habeas_data/claim.html"
FAULT = (
    "No podemos radicar en este momento: falta un dato que debe completar la entidad, como el firmante "
    "vigente. No es un error suyo. Copie su texto y vuelva a intentarlo más tarde."
)
READINGS_SHOWN = 10
exports = Throttle("exports", limit=5)
claims_filed = Throttle("data-claims", limit=5, seconds=24 * 3600)


@require_safe
def overview(request):
    """The rights, the claims under way, and who has looked at the data."""
    readings = readings_by_others(request.user)[:READINGS_SHOWN]
    context = {
        "open_claims": open_claims(request.user),
        "readings": [(entry, subject_name(entry.subject_type)) for entry in readings],
    }
    return render(request, "habeas_data/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def download(request):
    """The ZIP, to whoever proves again that the account is theirs."""
    form = CurrentPasswordForm(request.POST or None, user=request.user)
    template = "habeas_data/download.html"
    if not form.is_bound or not form.is_valid():
        return form_page(request, template, form)
    key = str(request.user.pk)
    if exports.is_exceeded(key):
        form.add_error(None, "Descargó sus datos varias veces en poco tiempo. Espere una hora.")
        return form_page(request, template, form)
    exports.count(key)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with transaction.atomic():
        record(Action.EXPORTED, request=request, subject=request.user)
        write_export(request.user, file)
    file.seek(0)
    name = f"mis-datos-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request):
    """Asking for a correction or an erasure; the claim is filed on the spot."""
    form = ClaimForm(request.POST or None, initial={"asks": request.GET.get("clase")})
    if not form.is_bound or not form.is_valid():
        return form_page(request, CLAIM_TEMPLATE, form)
    key = str(request.user.pk)
    if claims_filed.is_exceeded(key):
        form.add_error(None, "Presentó varios reclamos hoy. Los recibimos; podrá presentar otro mañana.")
        return form_page(request, CLAIM_TEMPLATE, form)
    try:
        filed = file_claim(**form.cleaned_data, request=request)
    except OUR_FAULTS as error:
        logger.error("claim not filed: %s: %s", type(error).__name__, error)
        form.add_error(None, FAULT)
        page = form_page(request, CLAIM_TEMPLATE, form)
        page.status_code = 503
        return page
    claims_filed.count(key)
    messages.success(request, f"Su reclamo quedó radicado con el número {filed.radicado}.")
    return redirect("habeas_data:overview")


@handler_only
def erasure(request, pqrsd):
    """At the desk: erasing whoever made a claim, which its answer grants before or after."""
    if not ERASE.is_for(request.user, pqrsd):
        raise PermissionDenied
    if refused := ERASE.refusal(pqrsd, timezone.localdate()):
        messages.warning(request, refused)
        return redirect("pqrsd:desk_case", pqrsd.radicado.number)
    return act_page(
        request,
        pqrsd,
        ERASE,
        ErasureForm(request.POST or None, case=pqrsd, user=request.user),
        button="Suprimir los datos",
        done="Los datos de la cuenta quedaron suprimidos.",
        template="habeas_data/erasure.html",
    )
