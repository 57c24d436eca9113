"""What is typed about money: by the customer of a transfer, and by the treasury."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from expedientes.forms.acts import CaseForm, LetterForm, LetterTextField, reason_field
from expedientes.forms.following import WritingForm
from ground.languages import Words
from ground.webforms.fields import DayField, MoneyField, ParagraphsField, PortalForm, field_as, written_amount
from ground.webforms.fields import TextLineField as Line
from radicados.forms import NumberField
from services.ledger import counted_payments, to_give_back, waiting_proofs
from services.models import Payment, ServiceRequest, TransferProof
from tariffs.pricing.quote import Currency

FUTURE = _("La fecha no puede ser futura.")
NOTHING = _("El valor es mayor que cero.")


def _line(label: Words, missing: Words, *, limit: int = 80, **facts: Any) -> Line:
    return Line(label=label, max_length=limit, error_messages={"required": missing}, **facts)


class PastDayField(DayField):
    """A day that has come."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(FUTURE)


class PaidField(MoneyField):
    """More than nothing."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value <= 0:
            raise forms.ValidationError(NOTHING)


# --- The customer ------------------------------------------------------------------------------------------
class ProofForm(WritingForm):
    """A transfer that was made; its proof is a file."""

    amount = PaidField(label=_("Valor transferido"), help_text=_("Como está en el comprobante, por ejemplo 7.217.700."))
    paid_on = PastDayField(label=_("Fecha de la transferencia"))
    bank = _line(_("Banco desde el que transfirió"), _("Escriba el banco."))
    reference = _line(
        _("Número del comprobante"),
        _("Escriba el número del comprobante."),
        limit=60,
        help_text=_("Lo asigna su banco."),
    )
    currency = forms.ChoiceField(
        label=_("Moneda"),
        required=False,
        choices=[
            (Currency.COP.value, _("Pesos colombianos")),
            (Currency.USD.value, _("Dólares de los Estados Unidos")),
        ],
    )
    field_order = ["submission", "draft", "amount", "currency", "paid_on", "bank", "reference", "text"]

    def clean_text(self) -> str:
        if not self.has_files:
            raise forms.ValidationError(_("Adjunte el comprobante de la transferencia."))
        return str(self.cleaned_data["text"])


# --- The officer -------------------------------------------------------------------------------------------
class DeferralForm(LetterForm[ServiceRequest]):
    number = _line("Contrato o convenio n.º", "Falta el contrato.", limit=60)
    signed_on = PastDayField(label="Fecha del contrato")
    supervisor = _line("Supervisor del contrato", "Escriba quién supervisa el contrato.", limit=120)
    due_on = DayField(
        label="Último día para pagar",
        required=False,
        help_text="El del contrato; si no, 30 días desde la entrega.",
    )
    text = LetterTextField(label="Notas para el cliente", required=False, rows=4)
    field_order = ["number", "signed_on", "supervisor", "due_on", "text"]


# --- The treasury ------------------------------------------------------------------------------------------
class ReasonForm(CaseForm[ServiceRequest]):
    text = reason_field(help_text="Lo leen quienes atienden el caso.")


class _OfProofs(CaseForm[ServiceRequest]):
    """About one of the proofs that wait."""

    proof = forms.TypedChoiceField(
        label="Comprobante", widget=forms.RadioSelect, error_messages={"required": "Escoja el comprobante."}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.proofs = {str(each.pk): each for each in waiting_proofs(self.case)}
        field = field_as(forms.TypedChoiceField, self, "proof")
        field.choices = [(key, str(each)) for key, each in self.proofs.items()]
        field.coerce = self.proofs.get
        if len(self.proofs) == 1:
            self.initial.setdefault("proof", next(iter(self.proofs)))


class ConfirmForm(_OfProofs):
    """What the statement of the account says."""

    amount = PaidField(label="Valor en el extracto")
    paid_on = PastDayField(label="Fecha en el extracto")
    account = _line("Cuenta en la que se recibió", "Escriba la cuenta.")
    is_difference_seen = forms.BooleanField(
        label="El valor no es el que se debe, y así se cuenta",
        required=False,
        help_text="Solo si el extracto dice otro valor: quedará un saldo por pagar o a favor del cliente.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        first: TransferProof | None = next(iter(self.proofs.values()), None)
        if first and len(self.proofs) == 1:
            self.initial.setdefault("paid_on", first.paid_on)


class RefuseProofForm(_OfProofs):
    text = reason_field(help_text="El {filer} lo lee, y puede enviar otro comprobante.")


class AskReversalForm(CaseForm[ServiceRequest]):
    payment = forms.TypedChoiceField(
        label="Pago", widget=forms.RadioSelect, error_messages={"required": "Escoja el pago."}
    )
    text = reason_field(label="Por qué ese dinero no está", help_text="Lo lee quien lo confirma.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        payments = {str(each.pk): each for each in counted_payments(self.case)}
        field = field_as(forms.TypedChoiceField, self, "payment")
        field.choices = [(key, f"{each}, {each.paid_on:%d/%m/%Y}, {each.cus}") for key, each in payments.items()]
        field.coerce = payments.get


class ReversalForm(LetterForm[ServiceRequest]):
    text = LetterTextField(
        label="Por qué se reversa",
        rows=4,
        help_text="El {filer} lo lee.",
        error_messages={"required": "Diga al cliente por qué."},
    )


class RefundForm(LetterForm[ServiceRequest]):
    amount = PaidField(label="Valor que se devuelve")
    on = PastDayField(label="Fecha de la devolución")
    account = _line("Cuenta de destino", "Escriba la cuenta a la que se devolvió.", limit=120)
    administrative_act = _line("Acto administrativo", "Escriba el acto administrativo que lo ordena.", limit=120)
    text = LetterTextField(label="Notas para el cliente", required=False, rows=4)
    field_order = ["amount", "on", "account", "administrative_act", "text"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if found := to_give_back(self.case):
            chain, balance = found
            self.initial.setdefault("amount", balance.credit)
            self.fields["amount"].help_text = f"Hasta {chain.currency} {written_amount(balance.credit)}."


class InvoiceForm(CaseForm[ServiceRequest]):
    number = _line("Número de la factura", "Escriba el número de la factura.", limit=40)
    cufe = Line(label="CUFE", max_length=96, required=False)
    issued_on = PastDayField(label="Fecha de la factura")


class ResolveForm(PortalForm):
    """Counted for a request, or given back."""

    APPLY, GIVE_BACK = "aplicar", "devolver"

    how = forms.ChoiceField(
        label="Qué se hace con ese dinero",
        choices=[(APPLY, "Se cuenta en una solicitud"), (GIVE_BACK, "Se devuelve")],
        widget=forms.RadioSelect,
        error_messages={"required": "Diga qué se hace."},
    )
    number = NumberField(required=False, label="Radicado de la solicitud en la que se cuenta")
    account = Line(label="Cuenta a la que se devuelve", max_length=120, required=False)
    administrative_act = Line(label="Acto administrativo", max_length=120, required=False)
    on = PastDayField(label="Fecha de la devolución", required=False)
    text = ParagraphsField(
        label="Con qué soporte",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Diga con qué soporte se resuelve."},
    )

    def __init__(self, *args: Any, payment: Payment, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if payment.is_counted:  # it is in a request already: what is left over goes back from there
            field_as(forms.ChoiceField, self, "how").choices = [(self.GIVE_BACK, "Se devuelve")]
        if payment.chain:
            self.initial.setdefault("number", payment.chain.request.radicado.number)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        asked = {
            self.APPLY: {"number": "Escriba el radicado de la solicitud."},
            self.GIVE_BACK: {
                "account": "Escriba la cuenta.",
                "administrative_act": "Escriba el acto administrativo.",
                "on": "Escriba la fecha.",
            },
        }
        for name, error in asked.get(found.get("how", ""), {}).items():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, error)
        return found


class GiveUpForm(PortalForm):
    text = ParagraphsField(
        label="Qué dice el banco",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Diga qué se averiguó con el banco."},
    )
