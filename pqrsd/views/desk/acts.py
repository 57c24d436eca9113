"""The acts of whoever handles a case, each on a page of its own: its form, its words, and its row of the
workflow, which says what does it. Those that write a letter show it before it is filed."""

from functools import partial

from django.urls import reverse
from django.utils import timezone

from expedientes.forms import acts as any_case
from expedientes.views.act_page import AnswerFiles, act_page, form_of, letter_page, plain_act
from expedientes.views.many import many_page
from legal_calendar.days import UncoveredYearError
from legal_calendar.legal_time import business_days, long_date
from pqrsd import workflow
from pqrsd.acts.answer import answer_letter, extension_letter
from pqrsd.acts.completion import completion_letter
from pqrsd.acts.endings import archive_letter, lapse_letter, rejection_letter
from pqrsd.acts.transfer import last_day, transfer_letter
from pqrsd.forms import desk as forms
from pqrsd.letters.parts import must_be_posted
from pqrsd.views.desk.cases import DOOR, handler_only


def _letter_page(request, pqrsd, act, form, compose, *, is_notified: bool = False, **words):
    """That of any case, with what a letter to this petitioner takes besides a mail."""
    posting = must_be_posted(pqrsd, is_notified=is_notified)
    return letter_page(request, pqrsd, act, form, compose, posting=posting, **words)


# --- By a letter ----------------------------------------------------------------------------------------
@handler_only
def answer(request, pqrsd):
    """Its files are kept first, whatever the button: an error makes nobody repeat them."""
    files = AnswerFiles(request, pqrsd)
    form = form_of(request, pqrsd, forms.OfficialAnswerForm, has_file=bool(files.answer.received))
    return _letter_page(
        request,
        pqrsd,
        workflow.ANSWER,
        form,
        partial(answer_letter, own=files.answer.documents, attachments=files.attachments.documents),
        lead="La carta responde de fondo, se firma y cierra el caso."
        if pqrsd.is_open
        else "El caso ya se respondió y sigue cerrado; esta carta complementa o corrige la respuesta.",
        is_notified="is_access_refused" in request.POST,  # CPACA, art. 25
        files=files,
        more={"draft_id": files.draft},
    )


@handler_only
def request_completion(request, pqrsd):
    form = form_of(request, pqrsd, forms.CompletionForm)
    lead = (
        "El reloj se detiene hasta que el peticionario la complete."
        if pqrsd.termino.completion_months
        else f"El término sigue corriendo mientras tanto ({pqrsd.termino.completion_norm})."
    )
    return _letter_page(request, pqrsd, workflow.REQUEST_COMPLETION, form, completion_letter, lead=lead)


@handler_only
def lapse(request, pqrsd):
    form = form_of(request, pqrsd, forms.LapseForm)
    lead, is_act = "No la completó o aclaró en su plazo. El caso se cierra.", pqrsd.termino.lapses_by_act
    return _letter_page(request, pqrsd, workflow.LAPSE, form, lapse_letter, lead=lead, is_notified=is_act)


@handler_only
def extend(request, pqrsd):
    form = form_of(request, pqrsd, forms.ExtensionForm)
    lead = f"Antes de que venza, una sola vez y con sus motivos ({pqrsd.termino.norm})."
    return _letter_page(request, pqrsd, workflow.EXTEND, form, extension_letter, lead=lead)


@handler_only
def transfer(request, pqrsd):
    form = form_of(request, pqrsd, forms.TransferForm)
    until, warnings = "", []
    try:
        last = last_day(pqrsd)
    except UncoveredYearError:
        pass  # older than the calendar: the act says by itself that it cannot be done
    else:
        until = f": hasta el {long_date(last)}"
        if timezone.localdate() > last:
            late = f"El plazo para trasladarla venció el {long_date(last)}."
            warnings.append(f"{late} El deber continúa: quedará constancia.")
    return _letter_page(
        request,
        pqrsd,
        workflow.TRANSFER,
        form,
        transfer_letter,
        lead=(
            f"Dentro de los {business_days(pqrsd.termino.transfer_days)} siguientes a la recepción{until} "
            f"({pqrsd.termino.transfer_norm}). El oficio va a la entidad, con copia al "
            "peticionario, y el caso se cierra. Para la otra entidad el término se cuenta desde el día "
            "siguiente al de recibirlo."
        ),
        warnings=warnings,
    )


@handler_only
def reject(request, pqrsd):
    form = form_of(request, pqrsd, forms.RejectionForm)
    compose = partial(rejection_letter, by=request.user)
    lead = "Por irrespetuosa, o por reiterar una ya resuelta (CPACA, artículo 19). El caso se cierra."
    return _letter_page(request, pqrsd, workflow.REJECT, form, compose, lead=lead, is_notified=True)


@handler_only
def archive(request, pqrsd):
    form = form_of(request, pqrsd, forms.ArchiveForm)
    lead = (
        "Ninguna otra razón permite dejarla sin respuesta. La decisión se notifica y el caso se cierra; si se "
        "acumula, la respuesta al otro caso es la de los dos."
    )
    return _letter_page(request, pqrsd, workflow.ARCHIVE, form, archive_letter, lead=lead, is_notified=True)


# --- Without a letter -----------------------------------------------------------------------------------
_plain = partial(plain_act, DOOR)
assign = _plain(workflow.ASSIGN, any_case.AssignForm, button="Asignar", done="El caso quedó asignado.")
move = _plain(workflow.MOVE, any_case.OfficeForm, button="Pasar el caso", done="El caso pasó a la otra dependencia.")
prioritise = _plain(
    workflow.PRIORITISE, forms.PrioritisationForm, button="Guardar", done="La prioridad quedó decidida."
)
rights = _plain(workflow.SET_RIGHTS, forms.RightsForm, button="Guardar", done="Quedó decidido, y el término, al día.")
relate = _plain(workflow.RELATE, any_case.RelateForm, button="Relacionar", done="Los casos quedaron relacionados.")
note = _plain(workflow.NOTE, any_case.NoteForm, button="Guardar la nota", done="La nota quedó en el caso.")
deliver = _plain(
    workflow.DELIVER,
    any_case.DeliveryForm,
    button="Registrar la entrega",
    done="La entrega quedó registrada.",
)


@handler_only
def reclassify(request, pqrsd):
    """Whoever does not see the case any more goes back to the queue."""
    form = form_of(request, pqrsd, forms.ReclassificationForm)
    done, back = "La clase y el término del caso cambiaron.", ""
    if form.is_valid() and form.hides_it:
        done = f"El caso {pqrsd.radicado} cambió de clase y ya no está a su alcance."
        back = reverse("pqrsd:desk")
    return act_page(request, pqrsd, workflow.RECLASSIFY, form, button="Cambiar la clase", done=done, back=back)


_FORMS_FOR_MANY = (any_case.AssignForm, any_case.OfficeForm, forms.PrioritisationForm, any_case.NoteForm)
many = many_page(DOOR, zip(workflow.FOR_MANY, _FORMS_FOR_MANY, strict=True))
