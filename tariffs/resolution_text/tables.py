"""The tables of the first article: the tree of headings, the rows, the notes at the foot of their pages."""

import re
from dataclasses import dataclass, field

from tariffs.kinds import SectionKind
from tariffs.printed import PrintedFootnote, PrintedHeading, PrintedRate
from tariffs.resolution_text import reading
from tariffs.resolution_text.reading import ResolutionTextError
from tariffs.search import normalise

COLUMN_TITLES = {"nombre del servicio", "curso", "producto"}
FOOTNOTE = re.compile(r"<sup>(\d+)</sup>\s*(.+)")
MARKED_HEADING = re.compile(r"#+\s*(.+)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
SECTION = re.compile(r"\d+\.\s*(.+)")
SUB_LABORATORY = re.compile(r"(LABORATORIO DE .+?)\s*-\s*(.+?)\s*-")
ABOVE_REPEATED = re.compile(r"^SERVICIOS (?:DE CALIBRACIÓN )?(?=LABORATORIO|SUBDIRECCIÓN)")
# Words of a section, or of a heading inside it, that settle which articles apply.
KINDS = {
    "otros servicios de capacitacion": SectionKind.OTHER_TRAINING,
    "calibracion": SectionKind.CALIBRATION,
    "capacitacion": SectionKind.TRAINING,
    "asistencia tecnica": SectionKind.ASSISTANCE,
    "ensayos de aptitud": SectionKind.PROFICIENCY_TEST,
    "materiales de referencia": SectionKind.REFERENCE_MATERIAL,
    "desplazamiento": SectionKind.TRAVEL,
}
UNACCENTED = {"presion": "presión", "energia electrica": "energía eléctrica"}


# --- Headings: section › laboratory or core › sub-laboratory ----------------------------------------
@dataclass
class HeadingTree:
    """Grows as headings are read; `path` is where the next rows belong."""

    found: list[PrintedHeading] = field(default_factory=list)
    path: list[PrintedHeading] = field(default_factory=list)

    def open(self, printed: str) -> None:
        """Go to the place of a printed heading, which names its own level."""
        text = reading.clean(printed)
        if section := SECTION.fullmatch(text):
            self._enter(0, section[1], printed)
        elif sub := SUB_LABORATORY.fullmatch(text):
            if len(self.path) < 2 or self.path[1].name != as_name(sub[1]):
                self._enter(1, sub[1], printed)
            self._enter(2, sub[2], printed)
        else:
            self._enter(1, text, printed)

    def _enter(self, depth: int, text: str, printed: str) -> None:
        if depth > len(self.path):
            raise ResolutionTextError(f"«{printed}» no está dentro de ninguna sección.")
        parent = self.path[depth - 1] if depth else None
        heading = PrintedHeading(
            position=len(self.found) + 1,
            parent=parent.position if parent else None,
            kind=kind_of(text, parent),
            name=as_name(text),
            raw_name=printed,
        )
        self.found.append(heading)
        self.path = [*self.path[:depth], heading]


def as_name(text: str) -> str:
    """A heading in capitals as people write it: `SERVICIOS LABORATORIO DE MASA`, «Laboratorio de masa»."""
    if not text.isupper():
        return text
    name = ABOVE_REPEATED.sub("", text).capitalize()
    for scanned, spelt in UNACCENTED.items():
        name = name.replace(scanned, spelt)
    return name


def kind_of(text: str, parent: PrintedHeading | None) -> SectionKind:
    """The kind that the heading's own words name, or the one of the heading above."""
    words = normalise(text)
    named = (kind for key, kind in KINDS.items() if key in words)
    kind = next(named, None) if parent is None or words.startswith("otros") else parent.kind
    if kind is None:
        raise ResolutionTextError(f"«{text}» no dice de qué clase de servicios trata.")
    return kind


# --- Rows and notes -----------------------------------------------------------------------------------
@dataclass
class Tables:
    tree: HeadingTree = field(default_factory=HeadingTree)
    rates: list[PrintedRate] = field(default_factory=list)
    footnotes: list[PrintedFootnote] = field(default_factory=list)

    def read(self, line: str) -> None:
        """Take in one line; one that is nothing known is refused."""
        if footnote := FOOTNOTE.fullmatch(line):
            self.footnotes.append(PrintedFootnote(int(footnote[1]), reading.clean(footnote[2])))
        elif "\t" in line:
            name, *figures = (cell.strip() for cell in line.split("\t"))
            if name.lower() in COLUMN_TITLES:
                return
            if any(figures):
                self._read_rate(name, figures)
            else:
                self.tree.open(name)
        elif heading := MARKED_HEADING.fullmatch(line):
            self.tree.open(heading[1])
        elif line.startswith("**") and not BOLD.sub("", line):
            for printed in BOLD.findall(line):
                self.tree.open(printed)
        else:
            raise ResolutionTextError(f"no se entiende «{line[:80]}».")

    def _read_rate(self, printed: str, figures: list[str]) -> None:
        """Three figures, some perhaps missing, or a sentence in the place of all of them."""
        if not self.tree.path:
            raise ResolutionTextError(f"«{printed}» no está dentro de ninguna sección.")
        text_price = figures[0] if re.search(r"[^\W\d]", figures[0]) else ""
        if text_price and any(figures[1:]):
            raise ResolutionTextError(f"«{text_price}» está en lugar de una cifra.")
        if not text_price and len(figures) != 3:
            raise ResolutionTextError(f"hay {len(figures)} cifras y deben ser 3.")
        cop, smmlv, usd = ("", "", "") if text_price else figures
        heading, name = self.tree.path[-1], reading.clean(printed)
        self.rates.append(
            PrintedRate(
                position=len(self.rates) + 1,
                heading=heading.position,
                kind=heading.kind,
                name=name,
                raw_name=printed,
                raw_figures=tuple(figures),
                cop=reading.whole(cop),
                smmlv=reading.six_decimals(smmlv),
                usd=reading.whole(usd),
                text_price=text_price,
                unit=reading.unit_of(name, heading.kind),
                is_on_site=bool(reading.ON_SITE.search(name)),
                is_additional=bool(reading.ADDITIONAL.search(name)),
                minimum_quantity=reading.stated_number(reading.MINIMUM, name),
                maximum_persons=reading.stated_number(reading.MAXIMUM, name),
                footnotes=reading.footnote_marks(printed),
            )
        )
