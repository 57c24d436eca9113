"""What a complementary quote offers: what is added to a request that was quoted, in a chain of its own, because what
was paid is never replaced and no letter mixes currencies (Resolución 015 de 2020, art. 1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from expedientes.acts.steps import ActRefusedError
from services.facts import quote_in_force
from services.filing import laboratory_of
from services.kinds import ItemState, Service
from services.ledger import balance_of, live_intent
from services.lines import problems, travel_problems
from services.models import Item, Laboratory, Line, Quote, ServiceRequest
from services.price import AskedLine, Priced, all_rates, priced
from services.quoting import Offer, OfferedLine, valid_until
from services.seats import seats_unquoted

# Nothing is added to what was delivered or excluded.
OVER = (ItemState.DELIVERED, ItemState.RETURNED, ItemState.EXCLUDED)


@dataclass(frozen=True)
class Added:
    """What the officer adds: rates to one item, so many of each rate of travel; `replaces` is the complementary quote
    whose place it takes."""

    item: Item | None = None
    rates: tuple[AskedLine, ...] = ()
    travel: Mapping[str, int] | None = None
    replaces: Quote | None = None

    @property
    def lines(self) -> list[tuple[Item | None, AskedLine]]:
        is_on_site = self.item is not None and self.item.is_on_site
        own = [(self.item, replace(line, is_on_site=is_on_site)) for line in self.rates]
        going = sorted((self.travel or {}).items())
        return [*own, *((None, AskedLine(code, quantity)) for code, quantity in going if quantity)]


def replaceable(case: ServiceRequest) -> list[Quote]:
    """The complementary quotes of which nobody paid anything nor is paying: another version may take their place."""
    later = Quote.objects.in_force().filter(chain__request=case, chain__number__gt=1)
    found = later.select_related("chain__request", "step__radicado").order_by("chain__number")
    return [each for each in found if not balance_of(each.chain).paid and not live_intent(each.chain)]


def offer_of(case: ServiceRequest, added: Added, *, on: date) -> Offer:
    """What would be quoted on a day. Raises ActRefusedError."""
    lines = added.lines
    if not lines:
        raise ActRefusedError("Diga qué tasas se agregan, o qué costos de desplazamiento.")
    gone = added.replaces.chain if added.replaces else None
    others = list(case.lines.live().exclude(chain=gone) if gone else case.lines.live())
    beside = [AskedLine.of(line) for line in others]
    found = priced([line for _, line in lines], customer=case.priced_customer, on=on, beside=beside)
    wrong = [*(str(each.alone) for each in found.reasons), *_unfit(case, added, others, found)]
    if found.quote is None or found.edition is None or wrong:
        raise ActRefusedError(" ".join(dict.fromkeys(wrong)))
    offered = tuple(OfferedLine(item, line) for (item, _), line in zip(lines, found.quote.lines, strict=True))
    until = valid_until(on, tariff_ends=found.edition.valid_to)
    return Offer(found.edition, found.quote, offered, until, added.replaces, complements=quote_in_force(case))


def _unfit(case: ServiceRequest, added: Added, others: Sequence[Line], found: Priced) -> Iterator[str]:
    """What cannot stand beside what is asked of the same item already, and what another laboratory would do."""
    rates = all_rates(found.edition) if found.edition else {}
    countries = {item.country for item in case.items.all() if item.is_on_site}
    going = [line.code for item, line in added.lines if item is None and line.code in rates]
    yield from travel_problems(going, rates, countries)
    if added.item is None:
        return
    if case.service is Service.REFERENCE_MATERIAL:
        yield "Lo apartado de un material es lo que se aceptó: pida al cliente que radique otra solicitud."
    if added.item.seats.exists():
        yield from _of_seats(added)
        return
    if added.item.state in OVER:
        yield f"{added.item}: ya no se le hace nada más."
    together: dict[str, AskedLine] = {}
    for line in (*(AskedLine.of(each) for each in others if each.item_id == added.item.pk), *added.rates):
        before = together.get(line.code)
        is_on_site = added.item.is_on_site
        quantity = line.quantity + (before.quantity if before else 0)
        together[line.code] = replace(line, quantity=quantity, is_on_site=is_on_site)
    known = [line for line in together.values() if line.code in rates]
    yield from (sentence for _, sentence in problems(known, rates, service=case.service))
    working = set(Laboratory.objects.filter(lines__in=case.lines.live()))
    for line in added.rates:
        laboratory = laboratory_of(rates.get(line.code))
        if laboratory and laboratory not in working:
            yield f"{line.code} es de {laboratory}, que no atiende esta solicitud: pida al cliente que radique otra."


def _of_seats(added: Added) -> Iterator[str]:
    """Of a course, what is quoted is what was taken and nobody quoted."""
    asked = {line.code: line.quantity for line in added.rates}
    if added.item and asked != (due := seats_unquoted(added.item, but=added.replaces)):
        told = ", ".join(f"{code} × {quantity}" for code, quantity in due.items())
        yield f"De una edición se cotizan los cupos tomados: {told or 'no falta ninguno'}."


def began_with(case: ServiceRequest) -> dict[str, object]:
    """What the page of the act offers to begin with: the seats that nobody quoted."""
    for item in case.items.filter(seats__isnull=False).distinct():
        if due := seats_unquoted(item):
            return {"item": str(item.pk), "rates": "\n".join(f"{code} × {count}" for code, count in due.items())}
    return {}
