"""The address of a quote, or of a rate that somebody found, becomes a request: one for each service and place."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ground.words import normalise
from services.filing import sections_of
from services.forms.page import ITEM_FORMS, MOST_ITEMS
from services.forms.request import CustomerForm, PlaceForm
from services.kinds import SECTIONS, Service
from services.models import Instrument
from services.models.lines import serial_key
from services.park import answers_of
from tariffs.english import names_of_page
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Rate
from tariffs.pricing.quote import Customer
from tariffs.quote_address import Asked, AskedLine, Pairs, number, read
from tariffs.ranges import among_words

SLUGS = {
    "calibracion": Service.CALIBRATION,
    "capacitacion": Service.TRAINING,
    "asistencia": Service.ASSISTANCE,
    "ensayos-de-aptitud": Service.PROFICIENCY_TEST,
    "materiales-de-referencia": Service.REFERENCE_MATERIAL,
}
SLUG_OF = {service: slug for slug, service in SLUGS.items()}
WORDS_KEY = "q"  # what it is, in the words of whoever asks: they are in the links of the finder
Known = dict[str, dict[str, Any]]


def service_of(kind: str) -> Service | None:
    """That which renders the rates of a section; nobody asks for travel."""
    return next((service for service, kinds in SECTIONS.items() if kind in kinds), None)


@dataclass(frozen=True)
class Way:
    """A request that somebody may begin, with these lines filled in."""

    service: Service
    is_on_site: bool = False
    asked: Asked = Asked()
    words: str = ""

    @property
    def url(self) -> str:
        pairs = self.asked.pairs + ([(WORDS_KEY, self.words)] if self.words else [])
        address = reverse("services:request", args=[SLUG_OF[self.service]])
        return f"{address}?{urlencode(pairs)}" if pairs else address

    @property
    def what(self) -> str:
        if self.service is Service.CALIBRATION and self.is_on_site:
            return _("calibración en sus instalaciones")
        return {
            Service.CALIBRATION: _("calibración"),
            Service.TRAINING: _("capacitación"),
            Service.ASSISTANCE: _("asistencia técnica"),
            Service.PROFICIENCY_TEST: _("ensayos de aptitud"),
            Service.REFERENCE_MATERIAL: _("materiales de referencia"),
        }[self.service]


def ways(asked: Asked, rates: Mapping[str, Rate]) -> list[Way]:
    """One for each service of what is asked for, and for each place of a calibration: that is what a request is of.
    Travel is reckoned by the Institute."""
    found: dict[tuple[Service, bool], list[AskedLine]] = {}
    for line in asked.lines:
        rate = rates.get(line.code)
        service = service_of(rate.heading.kind) if rate else None
        if rate and service:
            found.setdefault((service, _is_on_site(line, rate)), []).append(line)
    return [
        Way(service, is_on_site, replace(asked, lines=tuple(lines))) for (service, is_on_site), lines in found.items()
    ]


def _is_on_site(line: AskedLine, rate: Rate) -> bool:
    """Of a calibration the rate says it, unless the Institute decides; of the rest, whoever asks."""
    if rate.heading.kind != SectionKind.CALIBRATION:
        return False
    return rate.is_on_site or (line.is_on_site and rate.is_also_on_site)


def has_travel(asked: Asked, rates: Mapping[str, Rate]) -> bool:
    return any(rate.heading.kind == SectionKind.TRAVEL for line in asked.lines if (rate := rates.get(line.code)))


def way_to(rate: Rate, words: str = "") -> Way | None:
    """The request that has a rate, with what it is added to; none for what nobody asks for by itself."""
    service = service_of(rate.heading.kind)
    if service is None or rate.text_price or len(rate.additional_to) > 1:
        return None
    codes = [*((code, 1) for code in rate.additional_to), (rate.code, rate.minimum_quantity or 1)]
    lines = tuple(AskedLine(code, str(quantity)) for code, quantity in codes)
    return Way(service, rate.is_on_site, Asked(lines=lines), words)


# --- The page of a request -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Brought:
    """What a link brings to the page of a request: items, as its forms begin with them; what its other parts begin
    with; the requests that are to be made besides, and whether travel was left out."""

    items: tuple[dict[str, Any], ...] = ()
    parts: Known | None = None
    others: tuple[Way, ...] = ()
    has_travel: bool = False
    left: int = 0
    most = MOST_ITEMS

    def added_to(self, known: Known, typed: Mapping[str, dict[str, Any]]) -> tuple[Known, int]:
        """With what is new of it beside what was typed before, and how many items that is."""
        if not self.items:
            return known, 0
        own = {prefix: told for prefix, told in typed.items() if prefix.startswith("item") and any(told.values())}
        there = {mark for told in own.values() for mark in (_serial(told), _rate(told))}
        new = [item for item in self.items if (_serial(item) or _rate(item)) not in there]
        first = max((int(prefix.removeprefix("item")) for prefix in own), default=0) + 1
        others = {prefix: told for prefix, told in known.items() if not prefix.startswith("item")} | own
        if not typed:
            for prefix, told in (self.parts or {}).items():
                others[prefix] = others.get(prefix, {}) | told
        return others | {f"item{place}": item for place, item in enumerate(new, first)}, len(new)


def from_park(chosen: Iterable[Instrument]) -> Brought:
    """The same of instruments that a customer has here."""
    found = list(chosen)
    return Brought(tuple(map(answers_of, found[:MOST_ITEMS])), left=max(0, len(found) - MOST_ITEMS))


def brought(pairs: Pairs, service: Service, edition: Edition | None) -> Brought:
    """What the address of a page of requests brings to that of a service."""
    asked, words = read(pairs), next((text for key, text in pairs if key == WORDS_KEY), "")
    words = " ".join(words.replace("\x00", " ").split())[:120]
    if edition is None or not (asked.lines or words):
        return Brought()
    codes = [line.code for line in asked.lines]
    rates = {rate.code: rate for rate in edition.rates.filter(code__in=codes).select_related("heading")}
    offered = set(sections_of(service, edition).filter(code__in=codes).values_list("code", flat=True))
    own = [way for way in ways(asked, rates) if way.service is service]
    here, others = own[:1], own[1:] + [way for way in ways(asked, rates) if way.service is not service]
    lines = [line for way in here for line in way.asked.lines if line.code in offered]
    items, loose = _items(service, lines, rates, words)
    customer = {name: value for name, value in asdict(asked.customer).items() if name in CustomerForm.base_fields}
    customer["size"] = asked.customer.size.value if asked.customer.size else ""
    parts: Known = {"customer": customer} if asked.customer != Customer() else {}
    if any(way.is_on_site for way in here):
        parts["place"] = {"where": PlaceForm.THERE}
    if loose:
        parts["words"] = {"remarks": _("Además: {lines}.").format(lines="; ".join(loose))}
    left = max(0, len(items) - MOST_ITEMS)
    return Brought(tuple(items[:MOST_ITEMS]), parts, tuple(others), has_travel(asked, rates), left)


def _items(
    service: Service, lines: Iterable[AskedLine], rates: Mapping[str, Rate], words: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """An item for each rate, with what is added to it beside it; and what fits beside none, in words. What it is called
    is filed, and so in Spanish; the rate, by its code."""
    names = names_of_page()
    has_extra = "extra_rate" in ITEM_FORMS[service].base_fields
    items: list[dict[str, Any]] = []
    held: list[set[str]] = []  # the codes of each
    loose: list[str] = []
    for line in sorted(lines, key=lambda line: line.code if rates[line.code].additional_to else ""):
        rate, quantity = rates[line.code], number(line.quantity) or 1
        shown = f"{rate.code} {names.of(rate.name)}"[:400]
        if not rate.additional_to:
            name = words or ("" if service is Service.CALIBRATION else rate.name.rstrip("."))
            item = {"name": name[:120], "rate": shown, "quantity": quantity} | _measured(service, words)
            items.append(item | ({"persons": persons} if (persons := number(line.persons)) else {}))
            held.append({rate.code})
            continue
        place = next((place for place, codes in enumerate(held) if codes.intersection(rate.additional_to)), None)
        if place is None or not has_extra:
            loose.append(f"{quantity} × {rate.code}")
            continue
        held[place].add(rate.code)
        if "extra_rate" not in items[place]:
            items[place] |= {"extra_rate": shown, "extra_quantity": quantity}
        else:
            others = items[place].get("other_rates", "").splitlines()
            items[place]["other_rates"] = "\n".join([*others, f"{rate.code} × {quantity}"])
    if words and not items:
        items.append({"name": words, "rate": ""} | _measured(service, words))
    return items, loose


def _serial(item: Mapping[str, Any]) -> str:
    """What tells an instrument from the others; "" of what has none."""
    key = serial_key(item.get("serial", ""))
    return f"serial {key}" if key else ""


def _rate(item: Mapping[str, Any]) -> str:
    """What tells the rest: its rate, or its words."""
    return _code(item.get("rate", "")) or normalise(item.get("name", ""))


def _measured(service: Service, words: str) -> dict[str, str]:
    """What an instrument measures, where its words say it: «báscula de 30 kg»."""
    value = among_words(words)[0] if service is Service.CALIBRATION else None
    if value is None:
        return {}
    start, end = (None if bound is None else f"{bound}".replace(".", ",") for bound in (value.start, value.end))
    told = {"range_from": start if start != end else None, "range_to": end}
    return {"range_unit": value.unit} | {name: bound for name, bound in told.items() if bound}


def _code(shown: str) -> str:
    return shown.split(" ", 1)[0]
