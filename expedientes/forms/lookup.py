"""Number and code, which together open a case."""

from ground.webforms.fields import PortalForm
from radicados.forms import NumberField, VerificationCodeField


class CaseLookupForm(PortalForm):
    """What is printed in the acknowledgement, as people type it."""

    number = NumberField()
    code = VerificationCodeField(
        help_text="Los 18 caracteres que recibió al radicar; también están junto al código QR de la carta. "
        "No importan espacios, guiones ni mayúsculas.",
    )
