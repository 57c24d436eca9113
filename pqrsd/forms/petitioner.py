"""Who asks, where they are reached, and what they may tell about themself: what is asked depends on whom they
act for, and of the *caracterización* everything is optional."""

from collections.abc import Iterator

from django import forms

from accounts.consents import Wording, wordings_in_force
from accounts.forms.person import PersonFields
from accounts.forms.registration.characterisation import CharacterisationForm
from accounts.forms.registration.consents import WordingField
from accounts.forms.registration.residence import PhoneField, ResidenceFields
from accounts.identity import NAME_LENGTH
from accounts.models import ConsentKind
from accounts.nit import Nit
from ground.webforms.fields import MailField, TextLineField, field_as
from pqrsd.forms.petition import InsistibleForm
from pqrsd.kinds import AnswerChannel, Applicant
from pqrsd.models import PetitionerCharacterisation

_DOCUMENT = ("document_type", "document_number")
_PERSON = (*_DOCUMENT, "first_name", "last_name")
ASKED: dict[Applicant | None, tuple[str, ...]] = {
    Applicant.PERSON: (*_PERSON, "without_document"),
    Applicant.COMPANY: ("legal_name", "nit", *_PERSON, "without_document"),
    Applicant.MINOR: (*_PERSON, "guardian_name"),
    Applicant.AGENT: (*_PERSON, "without_document", "represented_name", "represented_document"),
}
# Children ask by themselves: neither a document nor an adult is a condition (Decreto 1166 de 2016).
OPTIONAL: dict[Applicant | None, frozenset[str]] = {
    Applicant.MINOR: frozenset({"document_type", "document_number", "guardian_name"})
}


class PetitionerForm(InsistibleForm, PersonFields):
    """Names and documents; everything that does not apply to the applicant is neither judged nor kept.

    Without an applicant everything is shown as if it were needed.
    """

    prefix = "petitioner"
    field_order = ["legal_name", "nit", "first_name", "last_name"]

    without_document = forms.BooleanField(
        label="No tengo documento, o no quiero dar el número",
        required=False,
        help_text="Se radica igual (CPACA, artículo 15). Si hace falta para responderle, se lo podemos pedir dentro "
        "de los diez días hábiles siguientes; sin él, la petición se puede atender como anónima.",
    )

    legal_name = TextLineField(
        label="Razón social",
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Escriba la razón social."},
    )
    nit = TextLineField(
        label="NIT, con dígito de verificación",
        max_length=40,
        help_text="Por ejemplo 900.494.393-3. Si es de otro país, su identificación tributaria.",
        error_messages={"required": "Escriba el NIT."},
    )
    represented_name = TextLineField(
        label="Nombre completo o razón social de quien representa",
        max_length=NAME_LENGTH,
        error_messages={"required": "Escriba el nombre de la persona que representa."},
    )
    represented_document = TextLineField(
        label="Documento de quien representa",
        max_length=60,
        help_text="Por ejemplo: CC 1.020.304.050.",
        error_messages={"required": "Escriba el documento de la persona que representa."},
    )
    guardian_name = TextLineField(
        label="Nombre de la persona adulta que le acompaña", max_length=NAME_LENGTH, required=False
    )

    def __init__(self, *args, applicant: Applicant | None = None, is_foreign: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.applicant, self.is_foreign = applicant, is_foreign
        self.nit_digit = ""  # apart from its number, once it was compared with it
        optional = OPTIONAL.get(applicant, frozenset())
        if self.withholds_document:
            optional = optional.union(_DOCUMENT)
        for name in {*ASKED.get(applicant, ()), *_PERSON} - {"without_document"}:
            self.fields[name].required = name not in optional

    @property
    def withholds_document(self) -> bool:
        asked = "without_document" in ASKED.get(self.applicant, ())
        return asked and self.is_bound and bool(self["without_document"].value())

    def clean_nit(self) -> str:
        typed = self.cleaned_data["nit"]
        if self.applicant != Applicant.COMPANY or self.is_foreign or not typed:
            return typed
        nit = Nit.read(typed)
        self.nit_digit = nit.digit
        return nit.base

    @property
    def unasked(self) -> frozenset[str]:
        asked = frozenset(ASKED.get(self.applicant, ()))
        return frozenset(self.fields) - (asked - set(_DOCUMENT) if self.withholds_document else asked)

    def lacking(self) -> Iterator[str]:
        yield from super().lacking()
        if self.withholds_document:
            yield "documento de identidad (no lo tiene, o no quiso dar el número)"

    def as_typed(self) -> dict:
        """As a `Petitioner` names them."""
        typed = super().as_typed() | {"nit_digit": self.nit_digit}
        del typed["without_document"]
        return typed


class WhereToAnswerForm(ResidenceFields, InsistibleForm):
    """The address for the answer and notices (CPACA, art. 16): which one is needed depends on the channel,
    and a company always gives its mail.

    The place is that of the official form (Resolución MinTIC 3564 de 2015, annex); minors may leave it out.
    """

    prefix = "contact"
    cannot_insist = frozenset({"country"})

    email = MailField(
        label="Correo electrónico",
        required=False,
        help_text="Ahí recibirá el acuse de recibo y los avisos.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    mobile = PhoneField(label="Celular")
    phone = PhoneField(label="Teléfono fijo")

    field_order = ["email", "mobile", "phone"]

    def __init__(self, *args, applicant: Applicant | None = None, channel: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        is_company = applicant == Applicant.COMPANY
        self.fields["email"].required = self.is_bound and (is_company or channel == AnswerChannel.EMAIL)
        self.fields["address"].required = self.is_bound and channel == AnswerChannel.POST
        for name in ("department", "municipality", "foreign_city"):
            self.fields[name].required = applicant != Applicant.MINOR

    @property
    def answers(self) -> dict:
        """As a `Petitioner` names them."""
        typed = self.as_typed()
        return {name: typed[name] for name in (*self.RESIDENCE, "email", "mobile", "phone")}


class TraitsForm(InsistibleForm, CharacterisationForm):
    prefix = "traits"

    class Meta(CharacterisationForm.Meta):
        model = PetitionerCharacterisation
        fields = ["age_range", "schooling", "zone", "stratum", *PetitionerCharacterisation.SENSITIVE_FIELDS]

    @property
    def told(self) -> dict | None:
        """The valid answers; None when nothing was told."""
        answers = {name: value for name, value in self.cleaned_data.items() if value not in ("", None, [])}
        return answers or None


class SensitiveConsentForm(InsistibleForm):
    """The authorisation for the sensitive answers, with the words in force (Ley 1581 de 2012, art. 6).

    Without words in force there is no field, and nothing sensitive is asked.
    """

    prefix = "sensitive"

    def __init__(self, *args, is_needed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if wording := wordings_in_force().get(ConsentKind.SENSITIVE_DATA):
            field = self.fields["accepted"] = WordingField(wording)
            field.is_needed = is_needed

    def lacking(self):
        """The law wants it for nothing: without it the sensitive answers are not kept, and that is all."""
        return iter(())

    @property
    def given(self) -> Wording | None:
        is_given = self.cleaned_data.get("accepted")
        return field_as(WordingField, self, "accepted").wording if is_given else None
