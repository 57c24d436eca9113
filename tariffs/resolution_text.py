"""The text of a tariff resolution, as scanned, read line by line into frozen values: `parse`."""

import re
from dataclasses import dataclass, field
from datetime import date

from ground.words import normalise
from tariffs import resolution_lines as lines
from tariffs.kinds import SectionKind
from tariffs.printed import PrintedFootnote, PrintedHeading, PrintedRate, PrintedResolution
from tariffs.resolution_lines import ResolutionTextError

NUMBER = re.compile(r"RESOLUCIÓN NÚMERO\s+(\S+)")
DAY = re.compile(r"\((\d{1,2}) ([A-Z]{3})\w* (\d{4})\)")
MONTHS = ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"]
# The title stands again at the head of every page, now and then with other dashes or in italics.
TITLE = re.compile(r"\*?\"(Por la cual se fijan las tasas .+)\"\*?")
ISSUER = re.compile(r"(?:EL|LA) [^a-záéíóúñ]+")
SIGNATURE = re.compile(r"\*\*([^*]+)\*\*")
END = re.compile(r"\*\*PUBL[IÍ]QUESE")
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
ARTICLE = re.compile(r"\*\*ARTÍCULO (\w+)\.-?\*\*-?\s*(.+)")
PARAGRAPH = re.compile(r"\*\*PARÁGRAFO(?: (\w+))?:\*\*\s*(.+)")
ORDINALS = [
    "PRIMERO", "SEGUNDO", "TERCERO", "CUARTO", "QUINTO", "SEXTO", "SÉPTIMO", "OCTAVO", "NOVENO", "DÉCIMO",
    "UNDÉCIMO", "DUODÉCIMO",
]  # fmt: skip


def parse(text: str) -> PrintedResolution:
    """What the text says, every line of its tables and articles accounted for; ResolutionTextError names the line
    that is not.

    The wage of the year, the dates in force and what an additional row is added to are not in the text and stay
    empty.
    """
    preamble, tables, articles, has_begun, has_ended = Preamble(), Tables(), Articles(), False, False
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip("\r\n ")
        begins_article = bool(ARTICLE.fullmatch(line))
        has_begun = has_begun or begins_article
        has_ended = has_ended or bool(END.match(line))
        if not line.strip() or TITLE.fullmatch(line):
            continue
        if has_ended:
            preamble.sign(line)
            continue
        if not has_begun:
            preamble.read(line)
            continue
        # The tables stand inside the first article, before its paragraphs.
        begins = begins_article or PARAGRAPH.fullmatch(line)
        is_past_tables = begins or len(articles.found) > 1 or articles.found[0]["paragraphs"]
        try:
            (articles if is_past_tables else tables).read(line)
        except ResolutionTextError as error:
            raise ResolutionTextError(str(error), line=number) from error
    footnotes = (
        *tables.footnotes,
        *(PrintedFootnote(number, note["text"]) for number, note in articles.notes.items()),
    )
    for rate in tables.rates:
        if missing := set(rate.footnotes) - {note.number for note in footnotes}:
            raise ResolutionTextError(f"falta la nota {min(missing)}, de «{rate.name}».")
    repealed = re.search(r"\bderoga (.+)", articles.found[-1]["text"]) if articles.found else None
    day, month, year = _one(DAY, text).groups()
    return PrintedResolution(
        number=_one(NUMBER, text)[1],
        issued_on=date(int(year), MONTHS.index(month) + 1, int(day)),
        title=_one(TITLE, text)[1],
        repeals=repealed[1].rstrip(".") if repealed else "",
        articles=tuple(articles.found),
        headings=tuple(tables.headings),
        rates=tuple(tables.rates),
        footnotes=footnotes,
        issued_by=preamble.issued_by,
        competence=" ".join(preamble.competence),
        recitals="\n\n".join(preamble.recitals),
        signatory=", ".join(preamble.signature),
    )


def _one(pattern: re.Pattern, text: str) -> re.Match:
    match = pattern.search(text)
    if not match:
        raise ResolutionTextError("El texto no dice su número, su fecha o su título.")
    return match


# --- Before the first article and after the last -----------------------------------------------------------
@dataclass
class Preamble:
    """Who issues the act, by what power and why, and who signs it, as printed; what else is there is passed over."""

    issued_by: str = ""
    competence: list[str] = field(default_factory=list)
    recitals: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    part: list[str] | None = None

    def read(self, line: str) -> None:
        if ISSUER.fullmatch(line):
            self.issued_by, self.part = line, self.competence
        elif line == "CONSIDERANDO:":
            self.part = self.recitals
        elif line == "RESUELVE:":
            self.part = None
        elif self.part is not None:
            self.part.append(line)

    def sign(self, line: str) -> None:
        """The name stands in bold, and under it the post."""
        if name := SIGNATURE.fullmatch(line):
            self.signature = [name[1]]
        elif len(self.signature) == 1:
            self.signature.append(line)


# --- The tables of the first article ---------------------------------------------------------------------
@dataclass
class Tables:
    """What was read of them; `path` is where the next rows belong: section › laboratory or core ›
    sub-laboratory."""

    headings: list[PrintedHeading] = field(default_factory=list)
    path: list[PrintedHeading] = field(default_factory=list)
    rates: list[PrintedRate] = field(default_factory=list)
    footnotes: list[PrintedFootnote] = field(default_factory=list)

    def read(self, line: str) -> None:
        """Take in one line; one that is nothing known is refused."""
        if footnote := FOOTNOTE.fullmatch(line):
            self.footnotes.append(PrintedFootnote(int(footnote[1]), lines.clean(footnote[2])))
        elif "\t" in line:
            name, *figures = (cell.strip() for cell in line.split("\t"))
            if name.lower() in COLUMN_TITLES:
                return
            if any(figures):
                self._read_rate(name, figures)
            else:
                self._open(name)
        elif heading := MARKED_HEADING.fullmatch(line):
            self._open(heading[1])
        elif line.startswith("**") and not BOLD.sub("", line):
            for printed in BOLD.findall(line):
                self._open(printed)
        else:
            raise ResolutionTextError(f"no se entiende «{line[:80]}».")

    def _open(self, printed: str) -> None:
        """Go to the place of a printed heading, which names its own level."""
        text = lines.clean(printed)
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
            position=len(self.headings) + 1,
            parent=parent.position if parent else None,
            kind=kind_of(text, parent),
            name=as_name(text),
            raw_name=printed,
        )
        self.headings.append(heading)
        self.path = [*self.path[:depth], heading]

    def _read_rate(self, printed: str, figures: list[str]) -> None:
        """Three figures, some perhaps missing, or a sentence in the place of all of them."""
        if not self.path:
            raise ResolutionTextError(f"«{printed}» no está dentro de ninguna sección.")
        text_price = figures[0] if re.search(r"[^\W\d]", figures[0]) else ""
        if text_price and any(figures[1:]):
            raise ResolutionTextError(f"«{text_price}» está en lugar de una cifra.")
        if not text_price and len(figures) != 3:
            raise ResolutionTextError(f"hay {len(figures)} cifras y deben ser 3.")
        cop, smmlv, usd = ("", "", "") if text_price else figures
        heading, name = self.path[-1], lines.clean(printed)
        range_ = lines.range_of(name, heading.kind)
        self.rates.append(
            PrintedRate(
                position=len(self.rates) + 1,
                heading=heading.position,
                kind=heading.kind,
                name=name,
                raw_name=printed,
                raw_figures=tuple(figures),
                cop=lines.whole(cop),
                smmlv=lines.six_decimals(smmlv),
                usd=lines.whole(usd),
                text_price=text_price,
                unit=lines.unit_of(name, heading.kind),
                is_on_site=bool(lines.ON_SITE.search(name)),
                is_additional=bool(lines.ADDITIONAL.search(name)),
                minimum_quantity=lines.stated_number(lines.MINIMUM, name),
                maximum_persons=lines.stated_number(lines.MAXIMUM, name),
                footnotes=lines.footnote_marks(printed),
                range_from=range_.start if range_ else None,
                range_to=range_.end if range_ else None,
                range_unit=range_.unit if range_ else "",
            )
        )


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


# --- The articles after them -----------------------------------------------------------------------------
@dataclass
class Articles:
    """What was read of them, as an edition keeps it, and the notes at their foot; `passage` is the article,
    paragraph or note that another line goes on with."""

    found: list[dict] = field(default_factory=list)
    notes: dict[int, dict] = field(default_factory=dict)
    passage: dict | None = None

    def read(self, line: str) -> None:
        """Take in one line: a beginning, or more of the passage that was begun."""
        if note := FOOTNOTE.fullmatch(line):
            self.passage = self.notes[int(note[1])] = {"text": lines.clean(note[2])}
            return
        if article := ARTICLE.fullmatch(line):
            ordinal, text = article.groups()
            number = len(self.found) + 1
            expected = "".join(ORDINALS[number - 1 : number])
            if ordinal != expected:
                complaint = f"después debía venir el artículo {expected.lower()}, no «{ordinal}»."
                raise ResolutionTextError(complaint)
            self.passage = {
                "number": number,
                "name": f"Artículo {ordinal.lower()}",
                "text": lines.clean(text),
                "paragraphs": [],
                "footnotes": [],
            }
            self.found.append(self.passage)
        elif paragraph := PARAGRAPH.fullmatch(line):
            ordinal, text = paragraph.groups()
            name = f"Parágrafo {ordinal.lower()}" if ordinal else "Parágrafo"
            self.passage = {"name": name, "text": lines.clean(text)}
            self.found[-1]["paragraphs"].append(self.passage)
        elif self.passage:
            self.passage["text"] += f"\n\n{lines.clean(line)}"
        if self.passage and "name" in self.passage:  # a note has none, and no marks
            self.found[-1]["footnotes"] += lines.footnote_marks(line)
