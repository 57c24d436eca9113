"""The bytes of a DCC 3 as a value: its administrative data and its results, by the names of PTB's schema and of D-SI.

A number is the decimal of its text, never a float; a unit is what is published. Embedded files are not read.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.dcc.tree import DCC, SI, Node, RefusedError, grown

MOST_VALUES = 10_000
NOMINAL = ("basic_nominalValue", "basic_referenceValue")  # where it was measured, by their refType
NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,2})?", re.ASCII)
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True)
class Item:
    name: str
    manufacturer: str
    model: str
    serial: str  # as its maker identifies it
    identifications: tuple[tuple[str, str], ...]  # who gave it, and what it is


@dataclass(frozen=True)
class Point:
    value: Decimal
    unit: str
    uncertainty: Decimal | None = None  # expanded
    coverage: Decimal | None = None


@dataclass(frozen=True)
class Quantity:
    """Without points when what it holds is no real number (a text, a complex one)."""

    name: str
    kinds: tuple[str, ...]  # its refType: basic_nominalValue, basic_measuredValue…
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Result:
    name: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class DigitalCertificate:
    version: str
    number: str
    began_on: date
    ended_on: date
    received_on: date | None
    issued_on: date | None
    place: str
    items: tuple[Item, ...]
    laboratory: str
    customer: str
    responsible: tuple[str, ...]
    results: tuple[Result, ...]


def read(data: bytes, versions: Collection[str] | None) -> DigitalCertificate:
    """The certificate, of one of the versions, of any when none is said; or RefusedError with the line."""
    root = grown(data)
    if (root.namespace, root.name) != (DCC, "digitalCalibrationCertificate"):
        raise RefusedError(f"la raíz no es «digitalCalibrationCertificate» de {DCC}", root.line)
    version = root.attributes.get("schemaVersion", "").strip()
    if versions is not None and version not in versions:
        raise RefusedError(f"versión {version[:20] or 'sin decir'} no admitida", root.line)
    administrative = root.one("administrativeData")
    core = administrative.one("coreData")
    received, issued = core.maybe("receiptDate"), core.maybe("issueDate")
    return DigitalCertificate(
        version=version,
        number=_said(core.one("uniqueIdentifier")),
        began_on=_date(core.one("beginPerformanceDate")),
        ended_on=_date(core.one("endPerformanceDate")),
        received_on=_date(received) if received else None,
        issued_on=_date(issued) if issued else None,
        place=_said(core.one("performanceLocation")),
        items=tuple(map(_item, _some(administrative.one("items"), "item"))),
        laboratory=_name(administrative.one("calibrationLaboratory").one("contact")),
        customer=_name(administrative.one("customer")),
        responsible=tuple(
            _name(person.one("person")) for person in _some(administrative.one("respPersons"), "respPerson")
        ),
        results=_results(root.one("measurementResults")),
    )


def _some(parent: Node, name: str) -> list[Node]:
    found = list(parent.all(name))
    if not found:
        raise RefusedError(f"falta «{name}» en «{parent.name}»", parent.line)
    return found


def _said(node: Node) -> str:
    if not node.text:
        raise RefusedError(f"«{node.name}» está vacío", node.line)
    return node.text


def _date(node: Node) -> date:
    match = DATE.fullmatch(node.text)
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError as error:
        raise RefusedError(f"«{node.name}» no es una fecha", node.line) from error


def _name(node: Node) -> str:
    """In Spanish when it is told in several languages; otherwise, in the first."""
    contents = _some(node.one("name"), "content")
    return _said(next((content for content in contents if content.attributes.get("lang") == "es"), contents[0]))


def _maybe_name(node: Node | None) -> str:
    return _name(node) if node and node.maybe("name") else ""


def _item(node: Node) -> Item:
    found = list(node.one("identifications").all("identification"))
    told = tuple((_said(each.one("issuer")), _said(each.one("value"))) for each in found)
    model = node.maybe("model")
    return Item(
        name=_maybe_name(node),
        manufacturer=_maybe_name(node.maybe("manufacturer")),
        model=model.text if model else "",
        serial=next((value for issuer, value in told if issuer == "manufacturer"), ""),
        identifications=told,
    )


# --- Results --------------------------------------------------------------------------------------------
def _results(node: Node) -> tuple[Result, ...]:
    left, results = MOST_VALUES, []
    for measured in _some(node, "measurementResult"):
        for each in _some(measured.one("results"), "result"):
            quantities = []
            for found in _quantities(each.one("data")):
                quantities.append(quantity := _quantity(found, left))
                left -= len(quantity.points)
            results.append(Result(_maybe_name(each), tuple(quantities)))
    return tuple(results)


def _quantities(node: Node) -> Iterator[Node]:
    """Those of its lists, too, as deep as a file may be; not what was used or what surrounded."""
    for child in node.children:
        if (child.namespace, child.name) == (DCC, "quantity"):
            yield child
        elif (child.namespace, child.name) == (DCC, "list"):
            yield from _quantities(child)


def _quantity(node: Node, most: int) -> Quantity:
    holder = node.maybe("hybrid", SI) or node  # the same in several units: the first is that of the SI
    real, listed = next(holder.all("real", SI), None), next(holder.all("realListXMLList", SI), None)
    points: tuple[Point, ...] = ()
    if real is not None:
        points = _points(real, "", most)
    elif listed is not None:
        points = _points(listed, "XMLList", most)
    return Quantity(_maybe_name(node), tuple(node.attributes.get("refType", "").split()), points)


def _points(node: Node, ending: str, most: int) -> tuple[Point, ...]:
    values = _numbers(node.one(f"value{ending}", SI), most)
    if len(values) > 1 and not ending:
        raise RefusedError("«value» tiene más de un número", node.line)
    unit = node.one(f"unit{ending}", SI)
    units = _spread(unit, _said(unit).split(), len(values))
    uncertainties: list[Decimal | None] = [None] * len(values)
    coverages: list[Decimal | None] = [None] * len(values)
    found = _expanded(node, ending)
    if found:
        uncertainties = _spread(found[0], _numbers(found[0], most), len(values))
        coverages = _spread(found[1], _numbers(found[1], most), len(values))
        if any(each is not None and each < 0 for each in uncertainties + coverages):
            raise RefusedError("una incertidumbre o un factor de cobertura es negativo", found[0].line)
    return tuple(map(Point, values, units, uncertainties, coverages))


def _expanded(node: Node, ending: str) -> tuple[Node, Node] | None:
    """Where U and k stand: as D-SI 1 has them, or as D-SI 2."""
    if old := node.maybe(f"expandedUnc{ending}", SI):
        return old.one(f"uncertainty{ending}", SI), old.one(f"coverageFactor{ending}", SI)
    uncertainty = node.maybe(f"measurementUncertaintyUnivariate{ending}", SI)
    if uncertainty and (new := uncertainty.maybe(f"expandedMU{ending}", SI)):
        return new.one(f"valueExpandedMU{ending}", SI), new.one(f"coverageFactor{ending}", SI)
    return None


def _numbers(node: Node, most: int) -> list[Decimal]:
    words = _said(node).split()
    if len(words) > most:
        raise RefusedError(f"trae más de {MOST_VALUES} valores", node.line)
    for word in words:
        if not NUMBER.fullmatch(word):
            raise RefusedError(f"«{word[:20]}» no es un número que se admita", node.line)
    return list(map(Decimal, words))


def _spread(node: Node, told: list, count: int) -> list:
    """One for each value, or one for all of them."""
    if len(told) not in (1, count):
        raise RefusedError(f"«{node.name}» no tiene uno por valor", node.line)
    return told * count if len(told) == 1 else told
