"""The request's page: one `<form>`, three Django forms in it, and the list of sectors."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.person import AdultFields, names_typed
from ground.webforms.fields import PortalForm, TextLineField, field_as
from ground.webforms.typed import as_known
from requests_oec.models import EconomicSector, OecRequest

OPTION_LENGTH = 110
# ONAC writes `AA-NNN-###`: the year of the application, the scheme (LAC: calibration, LAB: testing…) and a
# consecutive. ILAC's other members have formats of their own, of which only the shape of a code is asked.
_ONAC = re.compile(r"(\d{2})\W*([A-Z]{3})\W*(\d{3})", re.ASCII)
_OTHER = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 ./\-]{0,38}[A-Z0-9]", re.ASCII)


class AccreditationForm(PortalForm):
    """*Código Acreditación por un organismo que forme parte de ILAC*."""

    prefix = "accreditation"

    body = forms.ChoiceField(
        label="Organismo de acreditación",
        choices=OecRequest.AccreditationBody.choices,
        initial=OecRequest.AccreditationBody.ONAC,
        error_messages={"required": "Seleccione el organismo que acreditó al laboratorio."},
    )
    body_name = TextLineField(
        label="Nombre del organismo",
        max_length=120,
        required=False,
        help_text="Solo si no es ONAC. Por ejemplo: ENAC (España), ema (México).",
    )
    code = TextLineField(
        label="Código de acreditación por un organismo que forme parte de ILAC",
        max_length=60,
        help_text="Como aparece en el certificado. Los de ONAC son como 10-LAC-001.",
        error_messages={"required": "Escriba el código de acreditación del laboratorio."},
    )

    def clean_code(self) -> str:
        is_onac = self.cleaned_data.get("body") == OecRequest.AccreditationBody.ONAC
        return (onac_code if is_onac else other_code)(self.cleaned_data["code"])

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        is_other = answers.get("body") == OecRequest.AccreditationBody.OTHER
        if is_other and not answers.get("body_name") and "body_name" not in self.errors:
            self.add_error("body_name", "Escriba el nombre del organismo que acreditó al laboratorio.")
        if not is_other:
            answers["body_name"] = ""


class RequestRepresentativeForm(AdultFields, PortalForm):
    """*Representante Legal*: prefilled, modifiable for this request only."""

    prefix = "representative"


class DeclarationsForm(PortalForm):
    """*Declaración de Aplicabilidad y Protección de Datos Personales* and *Aceptación de términos*."""

    prefix = "declarations"

    accepts_declaration = forms.BooleanField(
        label="Acepto la Declaración de Aplicabilidad y Protección de Datos Personales.",
        error_messages={
            "required": "Para radicar debe aceptar la Declaración de Aplicabilidad y Protección de Datos Personales."
        },
    )
    accepts_terms = forms.BooleanField(
        label="Acepto los términos.",
        error_messages={"required": "Para radicar debe marcar la Aceptación de términos."},
    )


class SectorForm(PortalForm):
    """The list that a sector is chosen from; sectors already chosen are not offered again.

    A sector is required, but its list is for adding one more and may stay empty.
    """

    use_required_attribute = False

    sector = forms.ModelChoiceField(
        label="Lista de sectores",
        queryset=EconomicSector.objects.none(),
        empty_label="Seleccione un sector…",
        help_text="Elija uno y pulse «Agregar sector». Puede agregar varios.",
    )

    def __init__(self, *args, sectors, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Seleccione un sector…")]
        for sector in sectors:
            text = " ".join(sector.text.split())
            if len(text) > OPTION_LENGTH:
                text = text[: text.rfind(" ", 0, OPTION_LENGTH)] + "…"
            choices.append((sector.pk, f"{sector.numeral}. {text}"))
        field_as(forms.ModelChoiceField, self, "sector").choices = choices


class RequestForms:
    """The three forms of the page, bound to what was posted or filled from the draft."""

    def __init__(self, *, typed: dict, posted=None):
        self.accreditation = self._form(AccreditationForm, typed, posted)
        self.representative = self._form(RequestRepresentativeForm, typed, posted)
        self.declarations = self._form(DeclarationsForm, typed, posted)

    @staticmethod
    def _form(form_class, typed: dict, posted):
        return form_class(posted, initial=as_known(typed).get(form_class.prefix))

    def __iter__(self):
        return iter((self.accreditation, self.representative, self.declarations))

    @property
    def is_valid(self) -> bool:
        # No form may be skipped: all errors show at once.
        return sum(not form.is_valid() for form in self) == 0

    @property
    def answers(self) -> dict:
        """The validated fields under the names that OecRequest gives them."""
        return {
            f"{form.prefix}_{name}": value
            for form in (self.accreditation, self.representative)
            for name, value in form.cleaned_data.items()
        }

    def field(self, html_name: str):
        """The bound field that the browser calls `html_name`, or None."""
        return next((field for form in self for field in form if field.html_name == html_name), None)


def initial_answers(user) -> dict:
    """What the form is prefilled with: the company's legal representative, or the person themself."""
    company = user.profile.company
    person = getattr(company, "legal_representative", None) if company else user.profile
    if person is None:
        return {}
    document = {"document_type": person.document_type, "document_number": person.document_number}
    answers = document | names_typed(user if company is None else person)
    return {f"{RequestRepresentativeForm.prefix}-{name}": value for name, value in answers.items()}


# --- Accreditation codes ---
def _tidy(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).upper()
    text = re.sub(r"[‐‑‒–—−_]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def onac_code(typed: str) -> str:
    """An ONAC code in its normal form (`10 lac 001` → `10-LAC-001`); raises ValidationError."""
    match = _ONAC.fullmatch(_tidy(typed).replace("-", " "))
    if not match:
        raise ValidationError(
            "Escriba el código como aparece en el certificado de ONAC, por ejemplo 10-LAC-001.",
            code="onac_code",
        )
    return "-".join(match.groups())


def other_code(typed: str) -> str:
    """Another body's code, tidied (`75/lc10.050` → `75/LC10.050`); raises ValidationError."""
    code = _tidy(typed)
    if not _OTHER.fullmatch(code):
        raise ValidationError(
            "Escriba el código del certificado: entre 2 y 40 letras, dígitos, puntos, guiones o barras, "
            "con al menos un dígito.",
            code="accreditation_code",
        )
    return code
