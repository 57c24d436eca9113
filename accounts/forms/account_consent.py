"""One consent, given by itself or beside the answers that need it."""

from django.core.exceptions import ValidationError

from accounts.consents import Wording
from accounts.forms.registration.consents import WordingField
from ground.webforms.fields import PortalForm


class ConsentForm(PortalForm):
    """The box of one text. `missing` is said when it is not ticked; without it, it may be left so."""

    prefix = "consent"

    def __init__(self, *args, wording: Wording, missing: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.wording = wording
        self.missing = missing
        self.fields["accepts"] = WordingField(wording)

    def clean_accepts(self) -> bool:
        accepts = self.cleaned_data["accepts"]
        if self.missing and not accepts:
            raise ValidationError(self.missing, code="missing")
        return accepts
