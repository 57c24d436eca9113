"""Cells of a spreadsheet as values of a rate, and back; a ValueError says what is wrong with one."""

import re
from decimal import Decimal

from import_export.widgets import ManyToManyWidget, Widget

from ground.spreadsheets.csv_files import FORMULA
from tariffs.kinds import Unit
from tariffs.models import Edition, Footnote, Heading
from tariffs.search import normalise

WHOLE = re.compile(r"\d{1,10}|\d{1,3}(?:([ .\u00a0])\d{3})(?:\1\d{3})*")
DECIMALS = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SIX = Decimal("0.000001")
YES, NO = {"si", "x", "1", "true", "verdadero"}, {"", "no", "0", "false", "falso"}
STEP = " › "


class TextWidget(Widget):
    def __init__(self, longest: int = 0):
        super().__init__()
        self.longest = longest

    def clean(self, value, row=None, **kwargs) -> str:
        """Without the apostrophe that keeps an exported text from being a formula."""
        text = "" if value is None else str(value).strip()
        if CONTROL.search(text):
            raise ValueError("tiene caracteres que no se pueden imprimir.")
        if 0 < self.longest < len(text):
            raise ValueError(f"tiene más de {self.longest} caracteres.")
        return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


class WholeWidget(Widget):
    def clean(self, value, row=None, **kwargs) -> int | None:
        text = str("" if value is None else value).strip().removeprefix("$").removeprefix("USD").strip()
        if isinstance(value, float) and value.is_integer():
            text = str(int(value))
        if not text:
            return None
        if not WHOLE.fullmatch(text):
            raise ValueError(f"«{text}» no es un número entero.")
        return int(re.sub(r"\D", "", text))

    def render(self, value, obj=None, **kwargs) -> int | None:
        return value


class WagesWidget(Widget):
    def clean(self, value, row=None, **kwargs) -> Decimal | None:
        """A float of a spreadsheet has noise after its six decimals; a text has none."""
        if isinstance(value, float):
            return Decimal(value).quantize(SIX) if 0 <= value < 10**6 else self._refuse(value)
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        return Decimal(text.replace(",", ".")) if DECIMALS.fullmatch(text) else self._refuse(text)

    def _refuse(self, typed):
        raise ValueError(f"«{typed}» no es una cifra con hasta seis decimales.")

    def render(self, value, obj=None, **kwargs) -> Decimal | None:
        return value


class YesNoWidget(Widget):
    def clean(self, value, row=None, **kwargs) -> bool:
        word = normalise("" if value is None else str(value))
        if word not in YES | NO:
            raise ValueError(f"«{value}» no es Sí ni No.")
        return word in YES

    def render(self, value, obj=None, **kwargs) -> str:
        return "Sí" if value else "No"


class UnitWidget(Widget):
    by_word = {normalise(unit.label): unit.value for unit in Unit}

    def clean(self, value, row=None, **kwargs) -> str:
        word = normalise("" if value is None else str(value))
        if word and word not in self.by_word:
            raise ValueError(f"«{value}» no es una de: {', '.join(unit.label for unit in Unit)}.")
        return self.by_word.get(word, Unit.SERVICE.value)

    def render(self, value, obj=None, **kwargs) -> str:
        return Unit(value).label if value else ""


class HeadingWidget(Widget):
    def __init__(self, edition: Edition):
        super().__init__()
        headings = edition.headings.select_related("parent__parent")
        self.by_path = {normalise(path_of(heading)): heading for heading in headings}

    def clean(self, value, row=None, **kwargs) -> Heading:
        heading = self.by_path.get(normalise("" if value is None else str(value)))
        if heading is None:
            raise ValueError(f"no hay un título «{value or ''}» en el borrador.")
        return heading

    def render(self, value, obj=None, **kwargs) -> str:
        return path_of(value) if value else ""


class NotesWidget(ManyToManyWidget):
    def __init__(self, edition: Edition):
        super().__init__(Footnote)
        self.by_number = {str(note.number): note for note in edition.footnotes.all()}

    def clean(self, value, row=None, **kwargs) -> list[Footnote]:
        whole = isinstance(value, float) and value.is_integer()
        text = str(int(value) if whole else "" if value is None else value)
        numbers = [number for number in re.split(r"[,;\s]+", text) if number]
        if unknown := [number for number in numbers if number not in self.by_number]:
            raise ValueError(f"«notas al pie»: no hay una nota {', '.join(unknown)} en el borrador.")
        return [self.by_number[number] for number in dict.fromkeys(numbers)]

    def render(self, value, obj=None, **kwargs) -> str:
        return ", ".join(str(note.number) for note in value.all()) if value else ""


def path_of(heading: Heading) -> str:
    return STEP.join(one.name for one in heading.path)
