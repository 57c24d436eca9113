"""The report of a round to each participant: its own code and results, and those of all by their codes; and what is
written when a round is not done."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from radicados.letter_parts import paragraphs
from radicados.letters import Block, Column, Fields, Letter, Paragraph, Table
from services.letters.parts import following, reference, to_customer
from services.models import Participation, Round, ServiceRequest
from services.round_results import Judged

CODE = "Su código de participante"
WAYS = {
    "z": "z = (x − X) / σ: satisfactorio hasta 2, cuestionable entre 2 y 3, insatisfactorio desde 3, en valor absoluto "
    "(ISO 13528:2022, 9.4).",
    "z_robusto": "z = (x − x*) / s*, con la media y la desviación robustas de los participantes, por el algoritmo A "
    "(ISO 13528:2022, C.3.1): satisfactorio hasta 2, cuestionable entre 2 y 3, insatisfactorio desde 3, en valor "
    "absoluto.",
    "en": "Eₙ = (x − X) / √(U² + U_ref²): satisfactorio hasta 1 en valor absoluto (ISO 13528:2022, 9.7).",
}


def compose_report(request: ServiceRequest, place: Participation, judged: Sequence[Judged]) -> Letter:
    """Raises NoSignatoryError. Public pages show nothing of it: its radicado is reserved."""
    return to_customer(request, f"Informe de la ronda «{place.round.title}»", _blocks(request, place, judged))


def _blocks(request: ServiceRequest, place: Participation, judged: Sequence[Judged]) -> Iterator[Block]:
    chosen, code = place.round, place.code
    yield Paragraph(
        f"El {settings.ENTITY['name']} informa la ronda «{chosen.title}», en la que participó con su "
        f"{reference(request)}."
    )
    yield Fields(
        "Participación",
        (("Ronda", chosen.title), ("Laboratorio", place.laboratory), (CODE, code)),
        documents=(CODE,),
    )
    yield Paragraph(WAYS[chosen.evaluation])
    if place.no_report:
        yield Paragraph(f"Su laboratorio no reportó resultados. {place.no_report}")
    for each in judged:
        table = each.table(code)
        widths = (1.4, *(1.0 for _column in table.columns[1:-1]), 1.6)
        columns = tuple(Column(name, width) for name, width in zip(table.columns, widths, strict=True))
        yield Table(table.title, columns, tuple(tuple(map(str, row)) for row in table.rows))
    yield Paragraph(
        "Los demás participantes se nombran por su código, que solo conocen ellos y quien coordina la ronda."
    )
    yield following(opens_it=False)


def compose_cancellation(request: ServiceRequest, chosen: Round, *, reason: str) -> Letter:
    """To whoever enrolled a laboratory in a round that is not done. Raises NoSignatoryError."""
    blocks = (
        Paragraph(
            f"El {settings.ENTITY['name']} no hará la ronda «{chosen.title}», en la que inscribió a su laboratorio con "
            f"su {reference(request)}."
        ),
        *paragraphs(reason),
        Paragraph(
            "Usted decide: escríbanos si prefiere otra ronda o, si ya pagó, que se le devuelva el dinero. Mientras "
            "tanto su solicitud sigue abierta."
        ),
        following(),
    )
    return to_customer(request, f"Se canceló la ronda «{chosen.title}»", blocks)
