"""What the forms of the portal are made of."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from ground.languages import is_english
from ground.words import unaccented

HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters that show nothing
EMPTY_CHOICE = ("", _("Seleccione…"))

FieldT = TypeVar("FieldT", bound=forms.Field)


class PortalForm(forms.Form):
    """A form whose `<form>` tag and buttons belong to its page."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        return helper


class ApplicableForm(PortalForm):
    """A form some of whose questions depend on the answers to others."""

    @property
    def unasked(self) -> frozenset[str]:
        """The questions that do not apply to what was answered."""
        return frozenset()

    def clean(self) -> None:
        super().clean()
        self.forget(*self.unasked)

    def forget(self, *names: str) -> None:
        """The answers to what does not apply are neither judged nor kept; to be called in `clean`."""
        for name in names:
            self.errors.pop(name, None)
            field = self.fields[name]
            is_choice = isinstance(field, forms.ModelChoiceField)
            self.cleaned_data[name] = None if is_choice else field.to_python("")


class TextLineField(forms.CharField):
    """One line of text: composed characters, single spaces, and no control characters."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return " ".join("".join(filter(_is_readable, text)).split())


class ParagraphsField(forms.CharField):
    """Several lines of text: composed characters, no trailing spaces, and no control characters."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value: Any) -> str:
        text = re.sub(r"\r\n?", "\n", unicodedata.normalize("NFC", super().to_python(value) or ""))
        text = re.sub(r"[^\S\n\t]", " ", text)  # of the kinds of space, those of a keyboard
        lines = ("".join(filter(_is_readable, line)).rstrip() for line in text.split("\n"))
        return "\n".join(lines).strip()


_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_ENGLISH_MONTHS = {"jan": "ene", "apr": "abr", "aug": "ago", "dec": "dic"}  # the others begin alike
_WORDS_OF_A_DAY = re.compile(r"[0-9]+|[a-z]+")
_BETWEEN_THEM = re.compile(r"[\s,./°-]*")
_IDLE_WORDS = {"de", "del", "el", "dia", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"}


def day_written(text: str) -> date | None:
    """The day that somebody wrote: `2026-11-25`, `25-11-2026`, `25.11.26`, `25 de noviembre de 2026`, `25
    November 2026`; None when it is none. The month never goes first in numbers: `11/25/2026` is no day."""
    plain = unaccented(text.replace("º", "")).replace("primero", "1")
    if not _BETWEEN_THEM.fullmatch(_WORDS_OF_A_DAY.sub("", plain)):
        return None
    words = [word for word in _WORDS_OF_A_DAY.findall(plain) if word not in _IDLE_WORDS]
    named = [word for word in words if word.isalpha()]
    numbers = [word for word in words if not word.isalpha()]
    if len(words) != 3 or len(named) > 1:
        return None
    if named:
        name = _ENGLISH_MONTHS.get(named[0][:3], named[0])
        names = [number for number, month in enumerate(_MONTHS, 1) if name.startswith(month)]
        if not names:
            return None
        numbers.insert(1, str(names[0]))
    first, month, last = numbers
    year, day = (first, last) if len(first) == 4 else (last, first)
    if len(year) not in {2, 4} or max(len(day), len(month)) > 2:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


class DayInput(forms.DateInput):
    """The browser's own calendar; what was typed and is no day, which that would hide, as it was typed."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        day = day_written(value) if isinstance(value, str) else value
        context = super().get_context(name, day or value, attrs)
        if value and not day:
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or written as people write it."""

    widget = DayInput
    default_error_messages = {
        "required": _("Escriba la fecha."),
        "invalid": _("Escriba una fecha que exista, con día, mes y año: 31/08/2026."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value.strip():
            if day := day_written(value):
                return day
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


_IN_ENGLISH = r"(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?"
_NOT_IN_SPANISH = r"\d{1,3}(,\d{3}){2,}|\d{1,3}(,\d{3})+\.\d{2}"


class MoneyField(TextLineField):
    """An amount of money as people write it: `1.200.000`, `$ 1'200.000`, `1200000,50`, `USD 1.009,50`; and as banks of
    other countries do, `1,200,000.50`, where it cannot be anything else, or the page is in English.

    A Decimal with its cents, None when nothing was written.
    """

    default_error_messages = {
        "required": _("Escriba el valor."),
        "money": _("Escriba el valor en cifras, por ejemplo 1.200.000."),
        "great": _("Esa cifra es demasiado grande; revísela."),
    }

    digits = 14  # before the comma
    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    # Typed as a line of text, and known as an amount: the stubs say that a CharField gives str.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, Decimal):
            return value
        text = re.sub(r"(?i)cop|usd|pesos|[\s$]", "", super().to_python(value))
        text = re.sub(r"['’´]", ".", text)
        if not text:
            return None
        if re.fullmatch(_IN_ENGLISH if is_english() else _NOT_IN_SPANISH, text, re.ASCII):
            text = text.translate(str.maketrans(",.", ".,"))
        if not re.fullmatch(r"(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?", text, re.ASCII):
            raise ValidationError(self.error_messages["money"], code="money")
        whole, _, cents = text.partition(",")
        digits = whole.replace(".", "")
        if len(digits) > self.digits:
            raise ValidationError(self.error_messages["great"], code="great")
        return Decimal(f"{digits}.{cents or 0}")

    def prepare_value(self, value: Any) -> Any:
        """What is kept is shown as it would be typed."""
        return written_amount(value) if isinstance(value, Decimal) else value


def written_amount(amount: Decimal) -> str:
    """`1.200.000`, and with its cents where it has some, in whichever language."""
    whole, _, cents = f"{amount:,.2f}".partition(".")
    return whole.replace(",", ".") + (f",{cents}" if cents != "00" else "")


def _is_readable(character: str) -> bool:
    """Not a control or a direction mark, which paper and screen would show differently.

    NUL is left for its own validator to refuse.
    """
    is_hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} or character in HANGUL_FILLERS
    return character.isspace() or character == "\x00" or not is_hidden


EMAIL_LENGTH = 254  # as the columns take it


_whole_address = EmailValidator(allowlist=[])


def validate_mail_address(address: str) -> None:
    """One by which a letter leaves this machine, and so not `ana@localhost`; raises ValidationError, once.

    Before the @, letters like the dotless «ı» would pass for plain ones when case is ignored.
    """
    _whole_address(address)
    if not re.match(r"[!-~]+@", address):
        raise ValidationError(_whole_address.message, code=_whole_address.code)


class MailField(TextLineField, forms.EmailField):
    """A mail address, without the invisible characters that come with what is pasted."""

    default_error_messages = {
        "required": _("Escriba el correo electrónico."),
        "invalid": _("Escriba un correo electrónico completo, como nombre@ejemplo.com."),
    }
    default_validators = [validate_mail_address]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=EMAIL_LENGTH, **kwargs)


def field_as(kind: type[FieldT], form: forms.BaseForm, name: str) -> FieldT:
    """The form's field of that name, which is of that kind: TypeError when it is of another."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is a {type(field).__name__}")
    return field


def options_of(field: forms.Field) -> dict[str, Any]:
    """The labels of what can be chosen, by its value; none, of what is written."""
    choices: Iterable[tuple[Any, Any]] = flatten_choices(getattr(field.widget, "choices", ()))
    return {str(value): label for value, label in choices}
