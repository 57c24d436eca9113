"""The articles: their text, their paragraphs and the note at the foot of one."""

import re
from dataclasses import dataclass, field
from itertools import chain

from tariffs.printed import PrintedArticle, PrintedFootnote, PrintedParagraph
from tariffs.resolution_text.reading import ResolutionTextError, clean, footnote_marks
from tariffs.resolution_text.tables import FOOTNOTE

ARTICLE = re.compile(r"\*\*ARTÍCULO (\w+)\.-?\*\*-?\s*(.+)")
PARAGRAPH = re.compile(r"\*\*PARÁGRAFO(?: (\w+))?:\*\*\s*(.+)")
ORDINALS = [
    "PRIMERO", "SEGUNDO", "TERCERO", "CUARTO", "QUINTO", "SEXTO", "SÉPTIMO", "OCTAVO", "NOVENO", "DÉCIMO",
    "UNDÉCIMO", "DUODÉCIMO",
]  # fmt: skip


@dataclass
class _Passage:
    name: str
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n\n".join(clean(line) for line in self.lines)


@dataclass
class _Article(_Passage):
    number: int
    paragraphs: list[_Passage] = field(default_factory=list)

    def as_printed(self) -> PrintedArticle:
        lines = chain(self.lines, *(paragraph.lines for paragraph in self.paragraphs))
        return PrintedArticle(
            number=self.number,
            name=self.name,
            text=self.text,
            paragraphs=tuple(PrintedParagraph(passage.name, passage.text) for passage in self.paragraphs),
            footnotes=tuple(chain.from_iterable(map(footnote_marks, lines))),
        )


@dataclass
class Articles:
    found: list[_Article] = field(default_factory=list)
    notes: dict[int, _Passage] = field(default_factory=dict)
    passage: _Passage | None = None

    def read(self, line: str) -> None:
        """Take in one line: a beginning, or more of the passage that was begun."""
        if article := ARTICLE.fullmatch(line):
            ordinal, text = article.groups()
            expected = "".join(ORDINALS[len(self.found) : len(self.found) + 1])
            if ordinal != expected:
                complaint = f"después debía venir el artículo {expected.lower()}, no «{ordinal}»."
                raise ResolutionTextError(complaint)
            self.passage = _Article(f"Artículo {ordinal.lower()}", [text], len(self.found) + 1)
            self.found.append(self.passage)
        elif paragraph := PARAGRAPH.fullmatch(line):
            ordinal, text = paragraph.groups()
            self.passage = _Passage(f"Parágrafo {ordinal.lower()}" if ordinal else "Parágrafo", [text])
            self.found[-1].paragraphs.append(self.passage)
        elif note := FOOTNOTE.fullmatch(line):
            self.passage = self.notes[int(note[1])] = _Passage("", [note[2]])
        elif self.passage:
            self.passage.lines.append(line)

    def footnotes(self) -> list[PrintedFootnote]:
        return [PrintedFootnote(number, note.text) for number, note in self.notes.items()]

    def repealed(self) -> str:
        """What the last article repeals, in its words."""
        match = re.search(r"\bderoga (.+)", self.found[-1].text) if self.found else None
        return match[1].rstrip(".") if match else ""
