"""The acts of the staff on a request, each on a page of its own. Those that write a letter show it before it is
filed."""

from functools import partial

from django.conf import settings

from expedientes.forms import acts as any_case
from expedientes.views.act_page import form_of, letter_page, plain_act
from expedientes.views.many import many_page
from services import workflow
from services.acts.complement import complement_letter
from services.acts.completion import completion_letter, lapse_letter
from services.acts.payments import letter_of_deferral
from services.acts.quoting import quote_letter
from services.acts.review import rejection_letter
from services.forms import desk as forms
from services.forms.courses import AmendForm, DeskChangeForm, MoveForm
from services.forms.money import DeferralForm
from services.forms.rounds import MoveRoundForm
from services.views.desk.cases import DOOR, handler_only
from tariffs.pricing.payment import currency_for
from tariffs.pricing.quote import Currency


# --- By a letter ----------------------------------------------------------------------------------------
@handler_only
def quote(request, case):
    form = form_of(request, case, forms.QuoteForm)
    lead = "Con los precios de la tarifa vigente hoy. El cliente la acepta antes de que venza."
    warnings = []
    if case.lines.live().filter(item__is_on_site=True).exists():
        warnings.append("Hay servicios en sitio: agregue los costos de desplazamiento (artículo 1, parágrafo 3).")
        if currency_for(case.priced_customer) is Currency.USD:
            warnings.append("Los de Colombia no tienen tasa en dólares: van en una complementaria, cuando acepte esta.")
    return letter_page(request, case, workflow.QUOTE, form, quote_letter, lead=lead, warnings=warnings)


@handler_only
def quote_more(request, case):
    form = form_of(request, case, forms.ComplementForm)
    lead = "Lo que se agrega a lo cotizado, que no cambia: tiene su propia aceptación y su propio pago."
    return letter_page(request, case, workflow.QUOTE_MORE, form, complement_letter, lead=lead)


@handler_only
def request_completion(request, case):
    form = form_of(request, case, forms.RequestCompletionForm)
    months = settings.SERVICES_COMPLETION_MONTHS
    lead = f"El cliente tiene {months} mes{'es' if months > 1 else ''} para completarla."
    return letter_page(request, case, workflow.REQUEST_COMPLETION, form, completion_letter, lead=lead)


@handler_only
def lapse(request, case):
    form = form_of(request, case, forms.LapseForm)
    lead = "No la completó en su plazo. El caso se cierra."
    return letter_page(request, case, workflow.LAPSE, form, lapse_letter, lead=lead)


@handler_only
def reject(request, case):
    form = form_of(request, case, forms.RejectionForm)
    lead = "El INM no la puede prestar. El caso se cierra."
    return letter_page(request, case, workflow.REJECT, form, rejection_letter, lead=lead)


@handler_only
def defer(request, case):
    form = form_of(request, case, DeferralForm)
    lead = "Paga después de recibir el servicio, con su contrato o convenio (artículo 2)."
    return letter_page(request, case, workflow.DEFER, form, letter_of_deferral, lead=lead)


# --- Without a letter -----------------------------------------------------------------------------------
_plain = partial(plain_act, DOOR)
check = _plain(workflow.CHECK, forms.CheckForm, button="Dar por revisada", done="La solicitud quedó revisada.")
correct = _plain(workflow.CORRECT, forms.CorrectionForm, button="Corregir", done="Los servicios quedaron corregidos.")
recall = _plain(workflow.RECALL, forms.ReasonForm, button="Retirarlo", done="Ya no se espera nada del cliente.")
opinion = _plain(workflow.OPINE, forms.OpinionForm, button="Dar el concepto", done="El concepto quedó en el caso.")
message = _plain(workflow.MESSAGE, forms.MessageForm, button="Enviar el mensaje", done="El mensaje quedó en el caso.")
assign = _plain(workflow.ASSIGN, any_case.AssignForm, button="Asignar", done="El caso quedó asignado.")
relate = _plain(workflow.RELATE, any_case.RelateForm, button="Relacionar", done="Los casos quedaron relacionados.")
note = _plain(workflow.NOTE, any_case.NoteForm, button="Guardar la nota", done="La nota quedó en el caso.")

change_participant = _plain(
    workflow.CHANGE_FOR, DeskChangeForm, button="Cambiar el participante", done="El participante quedó cambiado."
)
amend_certificate = _plain(
    workflow.AMEND, AmendForm, button="Enmendarla", done="La constancia nueva quedó radicada; la anterior, anulada."
)
move_course = _plain(workflow.MOVE_COURSE, MoveForm, button="Pasarla", done="Los cupos quedaron en la otra edición.")

move_round = _plain(workflow.MOVE_ROUND, MoveRoundForm, button="Pasarla", done="El laboratorio quedó en la otra ronda.")

many = many_page(DOOR, zip(workflow.FOR_MANY, (any_case.AssignForm, any_case.NoteForm), strict=True))
