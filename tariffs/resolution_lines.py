"""What a line says: names cleaned of what scanning left and read for what they state, and figures."""

import re
from decimal import Decimal

from tariffs.kinds import SectionKind, Unit
from tariffs.ranges import Range, read

# Only what no Spanish writer would have typed; every other spelling stays as published.
MENDED = {"metroológ": "metrológ", "Alterná": "Alterna", "VOLÚMEN": "VOLUMEN"}
LATEX = {
    r"\mu": "µ",
    r"\leq": "≤",
    r"\geq": "≥",
    r"\cdot": "·",
    r"\%": "%",
    r"\,": " ",
    "^2": "²",
    "^3": "³",
}
FORMULA = re.compile(r"\$([^$]*)\$")
LATEX_TEXT = re.compile(r"\\text\{([^}]*)\}")
FOOTNOTE_MARK = re.compile(r"\s*<sup>(\d+)</sup>")
TAG = re.compile(r"</?\w+>")
COMMA_FOR_STOP = re.compile(r"(?<=\ben sitio),$")
MARKS_OF_EMPHASIS = re.compile(r"\*+")
WHOLE = re.compile(r"\d{1,3}(?:[ .]\d{3})*")
SIX_DECIMALS = re.compile(r"\d{1,4}[.,]\d{6}")


class ResolutionTextError(ValueError):
    """A line that is not understood: nothing of a resolution is guessed or passed over."""

    def __init__(self, sentence: str, *, line: int | None = None):
        super().__init__(f"Línea {line}: {sentence}" if line else sentence)


def clean(printed: str) -> str:
    """The words as they are read, with what was misprinted mended."""
    text = plain(printed)
    for scanned, meant in MENDED.items():
        text = text.replace(scanned, meant)
    return COMMA_FOR_STOP.sub(".", text)


def plain(printed: str) -> str:
    """The words as they are printed, without formulas' notation, tags, footnote marks or stray spaces."""

    def written(formula: re.Match) -> str:
        text = LATEX_TEXT.sub(r"\1", formula[1])
        for notation, symbol in LATEX.items():
            text = text.replace(notation, symbol)
        return text

    text = FORMULA.sub(written, FOOTNOTE_MARK.sub("", printed))
    text = MARKS_OF_EMPHASIS.sub("", TAG.sub("", text))
    text = re.sub(r"µ (?=[Ls]\b)", "µ", " ".join(text.split()))
    return re.sub(r"\s+(?=[.,;:)])|(?<=\()\s+", "", text)


def footnote_marks(printed: str) -> tuple[int, ...]:
    return tuple(int(number) for number in FOOTNOTE_MARK.findall(printed))


# --- Figures as printed: spaces or dots between thousands, dot or comma before the six decimals ---------
def whole(printed: str) -> int | None:
    """Pesos or dollars: `5 808 200`, `229.800`, `1.009` and `1 203` are all whole; nothing is None."""
    if not printed:
        return None
    if not WHOLE.fullmatch(printed):
        raise ResolutionTextError(f"«{printed}» no es una cifra entera.")
    return int(re.sub(r"\D", "", printed))


def six_decimals(printed: str) -> Decimal | None:
    """Minimum wages: `0.138983` or `6,711726`; nothing is None."""
    if not printed:
        return None
    if not SIX_DECIMALS.fullmatch(printed):
        raise ResolutionTextError(f"«{printed}» no es una cifra con seis decimales.")
    return Decimal(printed.replace(",", "."))


# --- What the name of a row states --------------------------------------------------------------------
UNITS_BY_KIND = {
    SectionKind.TRAINING: [(r"", Unit.COURSE)],
    SectionKind.PROFICIENCY_TEST: [(r"", Unit.PARTICIPATION)],
    SectionKind.REFERENCE_MATERIAL: [(r"", Unit.ITEM)],
    SectionKind.TRAVEL: [
        (r"^mediodía", Unit.HALF_DAY),
        (r"^día", Unit.DAY),
        (r"^transporte", Unit.TRANSPORT),
    ],
}
UNITS = [
    (r"^día .*(por persona|persona adicional)", Unit.PERSON_DAY),
    (r"^día|día calibración|día adicional", Unit.DAY),
    (r"hora adicional", Unit.HOUR),
    (r"\bun punto\b|por punto|punto adicional", Unit.POINT),
    (r"por canal", Unit.CHANNEL),
    (r"un sentido", Unit.DIRECTION),
    (r"paso adicional", Unit.STEP),
    (r"galga adicional", Unit.GAUGE),
    (r"cota adicional", Unit.DIMENSION),
    (r"metro adicional", Unit.METRE),
    (r"longitud de onda adicional", Unit.WAVELENGTH),
    (r"intervalo adicional", Unit.INTERVAL),
    (r"resistencia adicional", Unit.RESISTOR),
    (r"informe mensual", Unit.MONTHLY_REPORT),
]
ON_SITE = re.compile(r"\ben sitio\b", re.IGNORECASE)
ADDITIONAL = re.compile(r"\badicional\b", re.IGNORECASE)
HIGHER_EDUCATION = re.compile(r"\binstituciones de educación superior\b", re.IGNORECASE)
MINIMUM = re.compile(r"mínimo (\d+) participantes", re.IGNORECASE)
MAXIMUM = re.compile(r"máximo (\d+) personas", re.IGNORECASE)


def unit_of(name: str, kind: SectionKind) -> Unit:
    """By what the row is counted; a whole service where the name says nothing else."""
    for pattern, unit in UNITS_BY_KIND.get(kind, UNITS):
        if re.search(pattern, name, re.IGNORECASE):
            return unit
    return Unit.SERVICE


def is_for_higher_education(name: str) -> bool:
    """Whether a row says that it is for those institutions alone."""
    return bool(HIGHER_EDUCATION.search(name))


def range_of(name: str, kind: SectionKind) -> Range | None:
    """Of the instruments that a calibration serves, as its name states it."""
    return read(name) if kind is SectionKind.CALIBRATION else None


def stated_number(pattern: re.Pattern, name: str) -> int | None:
    match = pattern.search(name)
    return int(match[1]) if match else None
