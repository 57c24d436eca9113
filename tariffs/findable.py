"""What the portal's search and its site map know of the tariffs: of the edition in force alone."""

from datetime import date

from django.urls import reverse

from ground.findable import Findable
from tariffs.figures import dollars, pesos
from tariffs.models import Edition, Heading, Rate


def pages(today: date) -> list[Findable]:
    edition = Edition.objects.in_force(today)
    changes = [] if edition is None else [_changes(edition)]
    return [
        Findable(
            "Tarifas de los servicios de metrología",
            reverse("tariffs:catalogue"),
            "Cuánto vale cada servicio del Instituto: todas las tasas de la resolución vigente, para buscar por "
            "palabras, por sección o por laboratorio, y para descargar.",
            also="precio precios costo costos valor tasa tasas lista catálogo cuánto cuesta vale cobran",
            is_task=True,
        ),
        Findable(
            "Cotizador: calcule el precio de su servicio",
            reverse("tariffs:quote"),
            "Sume los servicios que necesita y vea cuánto valen, con los descuentos a los que tiene derecho.",
            also="cotización cotizar presupuesto precio costo calcular simulador descuento calculadora pagar",
            is_task=True,
        ),
        *changes,
    ]


def rates(today: date) -> list[Findable]:
    """Each with its price, at its own page."""
    edition = Edition.objects.in_force(today)
    if edition is None:
        return []
    by_key = {heading.pk: heading for heading in edition.headings.all()}
    number = edition.resolution.number
    return [
        Findable(
            rate.name,
            reverse("tariffs:current_rate", args=[number, rate.code]),
            _price(rate),
            place=_place(by_key[rate.heading_id], by_key),
            also=f"{rate.code} tarifas tasas precio",
        )
        for rate in edition.rates.order_by("heading__position", "position")
    ]


def articles(today: date) -> list[Findable]:
    """Each article of the resolution, where it stands in the page of the tariffs."""
    edition = Edition.objects.in_force(today)
    if edition is None:
        return []
    return [
        Findable(
            f"{article['name']} de la {edition.resolution}",
            f"{reverse('tariffs:catalogue')}#articulo-{article['number']}",
            " ".join([article["text"], *(part["text"] for part in article["paragraphs"])]),
        )
        for article in edition.articles
    ]


def _changes(edition: Edition) -> Findable:
    return Findable(
        "Qué cambió en las tarifas",
        reverse("tariffs:changes", args=[edition.resolution.number]),
        f"Lo que la {edition.resolution} cambió frente a la anterior, y todas sus versiones.",
        also="histórico historial antiguas anteriores diferencias aumento",
    )


def _price(rate: Rate) -> str:
    figures = [write(figure) for write, figure in ((pesos, rate.cop), (dollars, rate.usd)) if figure is not None]
    return f"{rate.code} · {rate.text_price or ' · '.join(figures)}"


def _place(heading: Heading, by_key: dict[int, Heading]) -> str:
    """The headings from the section down."""
    own = heading.name
    return own if heading.parent_id is None else f"{_place(by_key[heading.parent_id], by_key)} › {own}"
