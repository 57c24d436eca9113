"""What the whole portal can be searched for, and what stands in its site map: each app hands in its part."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

import accounts.findable
import communications.findable
import habeas_data.findable
import pqrsd.findable
import radicados.findable
import requests_oec.findable
import services.findable
import tariffs.findable
from accounts.models import User
from ground.findable import Findable
from inm_portal.help import content as help_content
from inm_portal.offer import offers
from inm_portal.search.kinds import HitKind

HELP = "Ayuda"


def site_map(at: datetime) -> list[tuple[str, list[Findable]]]:
    """Every page that has an address of its own, in the sections of the site map: by a title."""
    today = timezone.localdate(at)
    return [
        ("El portal", _portal()),
        ("Comunicaciones a organismos evaluadores (OEC)", requests_oec.findable.pages()),
        ("Servicios", services.findable.pages()),
        ("Tarifas", tariffs.findable.pages(today)),
        ("PQRSD", [*pqrsd.findable.pages(), *pqrsd.findable.reports()]),
        ("Documentos", radicados.findable.pages()),
        ("Noticias", communications.findable.pages()),
        (HELP, list(help_content.pages())),
        ("Su cuenta", [*accounts.findable.pages(), _my_cases()]),
        ("Sus datos personales", habeas_data.findable.pages()),
    ]


def closed_to(user: User | AnonymousUser) -> frozenset[str]:
    """The addresses that do not open to somebody who has logged in; whoever has not may log in as anybody."""
    if not user.is_authenticated or hasattr(user, "profile"):
        return frozenset()
    return frozenset(page.address for page in accounts.findable.pages() if page.is_of_registered)


def everything(at: datetime) -> Iterator[tuple[HitKind, Findable]]:
    """All that may be found at an instant, with what it is; nothing else enters the index."""
    today = timezone.localdate(at)
    for section, pages in site_map(at):
        for page in pages:
            yield (
                HitKind.HELP if section == HELP else HitKind.TASK if page.is_task else HitKind.PAGE,
                page,
            )
    for answer in help_content.answers():
        yield HitKind.HELP, answer
    for offer in offers():
        address, text = f"{reverse('service_offer')}#{offer.slug}", offer.text.brief if offer.text else ""
        yield HitKind.TASK, Findable(str(offer.title), address, text, place="Oferta de Servicios")
    for kind in pqrsd.findable.kinds():
        yield HitKind.TASK, kind
    for item in communications.findable.news(at):
        yield HitKind.NEWS, item
    for article in tariffs.findable.articles(today):
        yield HitKind.ARTICLE, article
    for rate in tariffs.findable.rates(today):
        yield HitKind.RATE, rate


def _portal() -> list[Findable]:
    return [
        Findable("Inicio", reverse("home"), "Portal de Servicios en Línea del Instituto Nacional de Metrología."),
        Findable(
            "Oferta de Servicios",
            reverse("service_offer"),
            "Los servicios que el Instituto presta a la ciudadanía: los que están en línea y los demás.",
            also="trámites servicio solicitar pedir",
            is_task=True,
        ),
        Findable(
            "Buscador de servicios: ¿qué desea medir?",
            reverse("finder"),
            "Dígalo con sus palabras: le mostramos el laboratorio, la tasa y cómo solicitarlo.",
            also="buscador de servicios instrumento equipo medir calibrar encontrar tasa",
            is_task=True,
        ),
        Findable(
            "Consultar una solicitud de servicio",
            reverse("services:lookup"),
            "Con el número de radicado y el código: en qué va, su cotización y lo que sigue.",
            also="calibración cotización estado seguimiento",
            is_task=True,
        ),
        Findable(
            "Contacto",
            reverse("contact"),
            "Dónde queda el Instituto, sus teléfonos, correos y horario de atención.",
            also="teléfono dirección correo horario sede ubicación llamar atención al ciudadano hablar",
        ),
        Findable(
            "Transparencia y acceso a la información pública",
            reverse("transparency"),
            "Lo que el Instituto publica aquí por ley: sus normas, sus informes y sus tarifas.",
            also="ley 1712",
        ),
        Findable(
            "Atención y servicios a la ciudadanía",
            reverse("attention"),
            "Trámites, servicios, PQRSD, canales y ayuda.",
        ),
        Findable("Participa", reverse("participation"), "Cómo enterarse y opinar."),
        Findable(
            "Política de cookies",
            reverse("cookies"),
            "Qué guarda el portal en su navegador, para qué y por cuánto tiempo.",
            also="privacidad rastreo",
        ),
        Findable("Buscar", reverse("search"), "Busque en todo el portal."),
        Findable("Mapa del sitio", reverse("site_map"), "Todas las páginas del portal."),
    ]


def _my_cases() -> Findable:
    return Findable(
        "Mis solicitudes",
        reverse("my_cases"),
        "Todo lo que usted o su empresa ha radicado: en qué va cada caso y qué sigue.",
        also="estado seguir seguimiento radicados casos trámites mis",
        is_task=True,
        needs_account=True,
    )
