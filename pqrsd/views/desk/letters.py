"""The acts that write a letter: what it says is shown before it is signed.

Nothing is filed that the officer has not read: the page of the letter carries its fingerprint, and a letter
that would be another by now is shown again.
"""

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from legal_calendar.legal_time import long_date
from pqrsd.acts import answering, closing, delivering, extending, requesting, transferring
from pqrsd.acts.steps import ActRefusedError
from pqrsd.forms.desk import letters as forms
from pqrsd.letters.outgoing import must_be_posted
from pqrsd.models import Pqrsd
from pqrsd.notices.recipients import petitioner_address
from pqrsd.views.desk.acting import act_page, case_facts
from pqrsd.views.desk.answer_files import AnswerFiles
from pqrsd.views.desk.door import handler_only
from radicados.letterhead import NoSignatoryError
from radicados.letters import Letter, to_snapshot

TEMPLATE = "pqrsd/desk/acts/letter.html"
NO_SIGNATORY = (
    "No se puede escribir la carta: no hay un firmante vigente. Pida a un administrador que lo registre; lo "
    "que escribió está en esta página."
)
SENT = "La carta quedó radicada; en unos segundos estará firmada."
MAILED = "El peticionario la recibe por correo."

# What a page of a letter shows, besides its own texts.
NOTHING_YET = {"files": None, "warnings": [], "preview": None, "fingerprint": "", "is_changed": False}

asks = require_http_methods(["GET", "HEAD", "POST"])


# --- The pages ------------------------------------------------------------------------------------------
@handler_only
@asks
def completion(request, pqrsd):
    return _letter_page(
        request,
        pqrsd,
        forms.CompletionForm,
        compose=requesting.completion_letter,
        act=requesting.request_completion,
        title="Pedir que la complete",
        lead="El reloj se detiene hasta que el peticionario la complete."
        if pqrsd.termino.completion_months
        else f"El término sigue corriendo mientras tanto ({pqrsd.termino.completion_norm}).",
    )


@handler_only
@asks
def extension(request, pqrsd):
    return _letter_page(
        request,
        pqrsd,
        forms.ExtensionForm,
        compose=extending.extension_letter,
        act=extending.extend,
        title="Prorrogar el término",
        lead=f"Antes de que venza, una sola vez y con sus motivos ({pqrsd.termino.norm}).",
    )


@handler_only
@asks
def transfer(request, pqrsd):
    last = transferring.last_day(pqrsd)
    is_late = timezone.localdate() > last
    late = f"El plazo para trasladarla venció el {long_date(last)}. El deber continúa: quedará constancia."
    return _letter_page(
        request,
        pqrsd,
        forms.TransferForm,
        compose=transferring.transfer_letter,
        act=transferring.transfer,
        title="Trasladar a otra entidad",
        lead=(
            f"Dentro de los {pqrsd.termino.transfer_days} días hábiles siguientes a la recepción: hasta el "
            f"{long_date(last)} ({pqrsd.termino.transfer_norm}). El oficio va a la entidad, con copia al "
            "peticionario, y el caso se cierra. Para la otra entidad el término se cuenta desde el día "
            "siguiente al de recibirlo."
        ),
        warnings=[late] if is_late else [],
    )


@handler_only
@asks
def answer(request, pqrsd):
    """Its files are kept first, whatever the button: an error makes nobody repeat them."""
    files = AnswerFiles(request)
    return _letter_page(
        request,
        pqrsd,
        partial(forms.AnswerForm, has_file=bool(files.answer.received)),
        compose=partial(
            answering.answer_letter,
            own=files.answer.documents,
            attachments=files.attachments.documents,
        ),
        act=partial(answering.answer, draft_id=files.draft),
        title="Responder" if pqrsd.is_open else "Respuesta complementaria",
        lead="La carta responde de fondo, se firma y cierra el caso."
        if pqrsd.is_open
        else "El caso ya se respondió y sigue cerrado; esta carta complementa o corrige la respuesta.",
        is_notified="is_access_refused" in request.POST,  # CPACA, art. 25
        files=files,
    )


@handler_only
@asks
def rejection(request, pqrsd):
    return _letter_page(
        request,
        pqrsd,
        forms.RejectionForm,
        compose=partial(closing.rejection_letter, by=request.user),
        act=closing.reject,
        title="Rechazar",
        lead="Por irrespetuosa, o por reiterar una ya resuelta (CPACA, artículo 19). El caso se cierra.",
        is_notified=True,
    )


@handler_only
@asks
def archive(request, pqrsd):
    return _letter_page(
        request,
        pqrsd,
        forms.ArchiveForm,
        compose=closing.archive_letter,
        act=closing.archive,
        title="Archivar",
        lead="Por decisión motivada, que se notifica. El caso se cierra.",
        is_notified=True,
    )


@handler_only
@asks
def lapse(request, pqrsd):
    return _letter_page(
        request,
        pqrsd,
        forms.LapseForm,
        compose=closing.lapse_letter,
        act=closing.lapse,
        title="Archivar por desistimiento tácito",
        lead="No la completó o aclaró en su plazo. El caso se cierra.",
        is_notified=pqrsd.termino.lapses_by_act,
    )


@handler_only
@asks
def delivery(request, pqrsd):
    return act_page(
        request,
        pqrsd,
        forms.DeliveryForm(request.POST or None, pqrsd=pqrsd, user=request.user),
        "pqrsd/desk/act.html",
        act=partial(_do, delivering.record_delivery, request, pqrsd),
        done="La entrega quedó registrada.",
        title="Registrar una entrega",
        button="Registrar la entrega",
    )


# --- What they have in common ---------------------------------------------------------------------------
def _letter_page(
    request: HttpRequest,
    pqrsd: Pqrsd,
    form_class,
    *,
    compose: Callable[..., Letter],
    act: Callable,
    is_notified: bool = False,
    **context,
) -> HttpResponse:
    """The form, the letter that it makes, and filing it once it was read.

    `compose` takes the petition and the form's answers, and `act` does it: both raise ActRefusedError and
    NoSignatoryError.
    """
    form = _form(request, pqrsd, form_class)
    context = NOTHING_YET | context
    context["posting"] = must_be_posted(pqrsd, address=petitioner_address(pqrsd), is_notified=is_notified)
    done = f"{SENT} {context['posting'] or MAILED}"
    if _was_sent(request, pqrsd):
        return _sent(request, pqrsd, done)
    if context["files"] and context["files"].errors:
        return _shown(request, pqrsd, form, context, 422)
    try:
        return _read_then_sent(request, pqrsd, form, compose, act, done, context)
    except ActRefusedError as refusal:
        form.add_error(None, str(refusal))
        status = 422
    except NoSignatoryError:
        form.add_error(None, NO_SIGNATORY)
        status = 503
    return _shown(request, pqrsd, form, context, status)


def _form(request: HttpRequest, pqrsd: Pqrsd, form_class):
    """What was typed is judged by the buttons that make the letter, not by those that hand over files."""
    whose = {"pqrsd": pqrsd, "user": request.user}
    if request.method == "POST" and request.POST.get("action") not in {"preview", "send"}:
        return form_class(initial=request.POST.dict(), **whose)
    return form_class(request.POST or None, **whose)


def _read_then_sent(request, pqrsd: Pqrsd, form, compose, act, done: str, context: dict) -> HttpResponse:
    """Show the letter; when this is the one that was read and it is to be sent, do the act."""
    if form.is_valid():
        snapshot = to_snapshot(compose(pqrsd, **form.cleaned_data))
        seen, context["preview"] = request.POST.get("seen"), snapshot
        context["fingerprint"] = _fingerprint(snapshot)
        is_sending = request.POST.get("action") == "send"
        if not is_sending or seen != context["fingerprint"]:
            context["is_changed"] = is_sending
            return _shown(request, pqrsd, form, context, 200)
    page = act_page(
        request, pqrsd, form, TEMPLATE, act=partial(_do, act, request, pqrsd), done=done, **context
    )
    return _sent(request, pqrsd, done) if page.status_code == 409 and _was_sent(request, pqrsd) else page


def _shown(request, pqrsd: Pqrsd, form, context: dict, status: int) -> HttpResponse:
    return render(request, TEMPLATE, case_facts(request, pqrsd, form, status) | context, status=status)


def _do(verb, request, pqrsd: Pqrsd, answers: dict):
    return verb(pk=pqrsd.pk, by=request.user, request=request, **answers)


def _fingerprint(snapshot: dict) -> str:
    return sha256(json.dumps(snapshot, sort_keys=True).encode()).hexdigest()


def _was_sent(request: HttpRequest, pqrsd: Pqrsd) -> bool:
    """Whether the letter on the page that was sent is filed already: of two clicks, the second one."""
    seen = request.POST.get("seen")
    if not seen or request.POST.get("action") != "send":
        return False
    written = pqrsd.events.letters().filter(by=request.user)
    return any(
        _fingerprint(snapshot) == seen for snapshot in written.values_list("radicado__snapshot", flat=True)
    )


def _sent(request: HttpRequest, pqrsd: Pqrsd, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("pqrsd:desk_case", pqrsd.radicado.number)
