"""Consents: separate, unticked, each with the text that was on the page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.consents import Wording, wordings_in_force
from accounts.models import ConsentKind
from ground.languages import Words, is_english
from ground.webforms.fields import PortalForm, field_as

ALWAYS_NEEDED = frozenset({ConsentKind.TERMS, ConsentKind.PERSONAL_DATA})
_NEEDED = _("Para registrarse debe marcar «{}».")
UNAUTHORISED = _(
    "Usted respondió preguntas sobre datos sensibles: marque la autorización para que podamos guardarlas, "
    "o deje esas preguntas sin responder."
)
_CHANGED = _("El texto de «{}» cambió mientras usted llenaba el formulario. Léalo y márquelo de nuevo.")


class WordingBox(forms.CheckboxInput):
    """A box that sends the SHA-256 of the text beside it, and comes back ticked only beside that text."""

    def __init__(self, wording: Wording):
        super().__init__(check_test=lambda value: value == wording.sha256)
        self.wording = wording

    def format_value(self, value):
        return self.wording.sha256

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")


class WordingField(forms.Field):
    """Whether the text was accepted. `is_needed` is decided by the rest of the page."""

    def __init__(self, wording: Wording):
        label: str = wording.label
        if is_english():
            label = wording.english_label or format_html('<span lang="es">{}</span>', wording.label)
        super().__init__(label=label, required=False, widget=WordingBox(wording))
        self.wording = wording
        self.is_needed = wording.version.kind in ALWAYS_NEEDED

    def clean(self, value) -> bool:
        title = self.wording.version.get_kind_display()
        if value and value != self.wording.sha256:
            raise ValidationError(_CHANGED.format(title))
        if self.is_needed and not value:
            is_sensitive = self.wording.version.kind == ConsentKind.SENSITIVE_DATA
            raise ValidationError(UNAUTHORISED if is_sensitive else _NEEDED.format(title))
        return bool(value)


class ConsentForm(PortalForm):
    """The box of one text. `missing` is said when it is not ticked; without it, it may be left so."""

    prefix = "consent"

    def __init__(self, *args, wording: Wording, missing: Words, **kwargs):
        super().__init__(*args, **kwargs)
        self.wording = wording
        self.missing = missing
        self.fields["accepts"] = WordingField(wording)

    def clean_accepts(self) -> bool:
        accepts = self.cleaned_data["accepts"]
        if self.missing and not accepts:
            raise ValidationError(self.missing, code="missing")
        return accepts


class ConsentsForm(PortalForm):
    """What ends the registration: one box for each text in force. `needed` are the kinds that this one cannot
    go without besides the usual ones; of `unasked` ones nothing is taken."""

    prefix = "consents"

    def __init__(self, *args, needed=frozenset(), unasked=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.unasked = unasked
        wordings = wordings_in_force()
        for kind in (kind for kind in ConsentKind.values if kind in wordings):
            field = self.fields[kind] = WordingField(wordings[kind])
            field.is_needed |= kind in needed

    def clean(self) -> None:
        if ALWAYS_NEEDED - self.fields.keys():
            raise ValidationError(_("El registro no está disponible por ahora. Inténtelo más tarde."))
        super().clean()

    @property
    def given(self) -> list[Wording]:
        return [
            field_as(WordingField, self, kind).wording
            for kind, accepted in self.cleaned_data.items()
            if accepted and kind not in self.unasked
        ]
