"""*Caracterización*: what somebody may tell about themself with a petition, all of it optional."""

from accounts.consents import Wording, wordings_in_force
from accounts.forms.registration.characterisation import CharacterisationForm
from accounts.forms.registration.consents import WordingField
from accounts.models.consents import ConsentKind
from ground.webforms.fields import field_as
from pqrsd.forms.insisting import InsistibleForm
from pqrsd.models import PetitionerCharacterisation


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
