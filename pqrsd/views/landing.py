"""What PQRSD are: each kind in plain words with the term that governs it today, and the doors to them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from expedientes.models import Dependencia
from ground.doors.reading import reading_page
from pqrsd.kinds import AUTHORITIES_KINDS, CITIZENS_KINDS, DATA_KINDS, RESERVED_KINDS, Kind
from pqrsd.models import Termino

WHAT_IT_IS = {
    Kind.GENERAL_INTEREST: "Pide algo que conviene a la comunidad o a un grupo de personas, no solo a usted.",
    Kind.PRIVATE_INTEREST: "Pide algo que le interesa a usted, a su familia o a su empresa, como que se "
    "decida un asunto suyo.",
    Kind.INFORMATION: "Pide conocer información que tiene el Instituto, o copia de sus documentos.",
    Kind.CONSULTATION: "Pide la opinión técnica o jurídica del Instituto sobre un tema de su competencia. "
    "El concepto orienta; no obliga.",
    Kind.COMPLAINT: "Cuenta su inconformidad con la conducta de un servidor público o con el trato que le dio.",
    Kind.CLAIM: "Cuenta su inconformidad con un servicio que se prestó mal, tarde o no se prestó, y pide una solución.",
    Kind.SUGGESTION: "Propone una idea para mejorar lo que hace el Instituto.",
    Kind.REPORT: "Informa de una conducta de un servidor público que puede ser irregular, como un acto de "
    "corrupción, para que se investigue.",
    Kind.COMPLIMENT: "Cuenta que un servicio o una persona le atendieron bien.",
    Kind.DATA_QUERY: "Pide conocer los datos personales que el Instituto tiene sobre usted.",
    Kind.DATA_CLAIM: "Pide corregir, actualizar o suprimir sus datos personales, o que se cumpla la ley al tratarlos.",
    Kind.AUTHORITY: "Una entidad pública pide información o documentos a otra.",
    Kind.CONGRESS: "Un congresista pide información para cumplir sus funciones.",
    Kind.OMBUDSMAN: "La Defensoría del Pueblo pide información para cumplir las suyas.",
}


@dataclass(frozen=True)
class Explained:
    """One kind; `termino` and `office` are None while an administrator has not stated them."""

    kind: Kind
    what: str
    termino: Termino | None
    office: Dependencia | None

    @property
    def is_reserved(self) -> bool:
        return self.kind in RESERVED_KINDS

    @property
    def address(self) -> str:
        return f"{reverse('pqrsd:file')}?clase={self.kind.value}"

    @property
    def days(self) -> int | None:
        return self.termino.days if self.termino else None


def explained_kinds(today: date) -> list[tuple[str, list[Explained]]]:
    """Every kind, in the groups in which the pages offer them: by a title."""
    in_force = Termino.objects.filter(valid_from__lte=today).order_by("kind", "-valid_from").distinct("kind")
    terms = {row.kind: row for row in in_force}
    offices = {
        office.is_internal_control: office
        for office in Dependencia.objects.all()
        if office.is_first or office.is_internal_control
    }
    explained = {
        kind: Explained(kind, WHAT_IT_IS[kind], terms.get(kind), offices.get(kind in RESERVED_KINDS)) for kind in Kind
    }
    groups = (
        ("Lo que cualquier persona puede presentar", CITIZENS_KINDS),
        ("Sobre sus datos personales", DATA_KINDS),
        ("Entre autoridades", AUTHORITIES_KINDS),
    )
    return [(title, [explained[kind] for kind in kinds]) for title, kinds in groups]


@reading_page()
def landing(request):
    context = {
        "groups": explained_kinds(timezone.localdate()),
        "reserved_identity_url": settings.PQRSD_RESERVED_IDENTITY_URL,
    }
    return render(request, "pqrsd/landing.html", context)
