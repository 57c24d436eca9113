"""XML of strangers as a small tree: no document type, entities, inclusions, depth or size without end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

MOST_BYTES = 5 * 1024 * 1024
MOST_DEPTH = 64
MOST_ELEMENTS = 200_000
ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
DCC, SI, XINCLUDE = "https://ptb.de/dcc", "https://ptb.de/si", "http://www.w3.org/2001/XInclude"


class RefusedError(Exception):
    """Why a file is no certificate that can be taken, as it is told to whoever uploaded it."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"DCC: {reason}: línea {line}." if line else f"DCC: {reason}.")


@dataclass
class Node:
    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    children: list["Node"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def all(self, name: str, namespace: str = DCC) -> Iterator["Node"]:
        return (child for child in self.children if (child.namespace, child.name) == (namespace, name))

    def maybe(self, name: str, namespace: str = DCC) -> "Node | None":
        found = list(self.all(name, namespace))
        if len(found) > 1:
            raise RefusedError(f"«{name}» está más de una vez", found[1].line)
        return found[0] if found else None

    def one(self, name: str, namespace: str = DCC) -> "Node":
        found = self.maybe(name, namespace)
        if found is None:
            raise RefusedError(f"falta «{name}» en «{self.name}»", self.line)
        return found


def grown(data: bytes) -> Node:
    """The root of a document, or RefusedError."""
    if len(data) > MOST_BYTES:
        raise RefusedError("el archivo pesa más de 5 MB")
    growing = _Growing()
    try:
        growing.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise RefusedError("no es un XML bien formado", error.lineno) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or cannot map
        raise RefusedError("está en una codificación que no se admite") from error
    return growing.root


class _Growing:
    root: Node

    def __init__(self) -> None:
        self.open: list[Node] = []
        self.count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self.declare
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = lambda name: self.open.pop()
        parser.CharacterDataHandler = self.add_text

    def declare(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            raise RefusedError("está en una codificación que no se admite", 1)

    def refuse_doctype(self, *told: object) -> NoReturn:
        raise RefusedError("trae una declaración DOCTYPE, que no se admite", self.parser.CurrentLineNumber)

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        node = Node(namespace, name, attributes, self.parser.CurrentLineNumber)
        self.count += 1
        if namespace == XINCLUDE:
            raise RefusedError("incluye otros archivos (XInclude), lo que no se admite", node.line)
        if len(self.open) >= MOST_DEPTH:
            raise RefusedError(f"tiene más de {MOST_DEPTH} niveles", node.line)
        if self.count > MOST_ELEMENTS:
            raise RefusedError("tiene demasiados elementos", node.line)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def add_text(self, text: str) -> None:
        self.open[-1].parts.append(text)
