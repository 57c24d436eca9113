"""The three menus that every state entity's site has (Resolución MinTIC 1519 de 2020, annex 2, 2.4), with what this
portal has for each; and its policy of cookies.

What the entity publishes elsewhere is led to on its own site; nothing is listed that is not there.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.ended_sessions import OWNER_COOKIE, OWNER_COOKIE_AGE
from expedientes.views.follower import COOKIE as CASE_COOKIE
from expedientes.views.follower import ENGLISH_COOKIE
from ground.documents.drafts import LIFE
from ground.doors.reading import reading_page
from ground.findable import Findable

MenuGroups = tuple[tuple[str, tuple[Findable, ...]], ...]


def _page(title: str, name: str, text: str) -> Findable:
    return Findable(title, reverse(name), text)


def _transparency() -> MenuGroups:
    return (
        (
            "La entidad y sus normas",
            (
                _page("Contacto y canales", "contact", "Dirección, teléfono, correos y horario."),
                _page("Tarifas y su resolución", "tariffs:catalogue", "Lo que se cobra, su norma y sus versiones."),
                _page("Glosario", "help_glossary", "Los términos de la ley y de la metrología."),
            ),
        ),
        (
            "Cómo se atiende a la ciudadanía",
            (
                _page("Informes de PQRSD", "pqrsd:reports", "Cada trimestre: cuántas llegaron y cómo se respondieron."),
                _page("Avisos de PQRSD", "pqrsd:public_notices", "Respuestas que no se pudieron entregar."),
                _page("Plazos de respuesta", "pqrsd:calculator", "Cuándo le responden, y por qué ese día."),
            ),
        ),
        (
            "Sus datos",
            (
                _page("Sus datos personales", "habeas_data:overview", "Qué guarda el portal de usted, y sus derechos."),
                _page("Política de cookies", "cookies", "Cuáles usa este portal, para qué y por cuánto tiempo."),
            ),
        ),
    )


def _attention() -> MenuGroups:
    return (
        (
            "Trámites y servicios",
            (
                _page("Oferta de servicios", "service_offer", "Lo que puede solicitar en línea."),
                _page("Cotizador", "tariffs:quote", "Cuánto vale lo que necesita, con sus descuentos."),
                _page("Mis solicitudes", "my_cases", "Todo lo que ha radicado, en qué va y qué sigue."),
                _page("Verificar un radicado", "radicados:lookup", "Si una carta es auténtica."),
            ),
        ),
        (
            "Peticiones, quejas, reclamos, sugerencias y denuncias",
            (
                _page("Presentar una PQRSD", "pqrsd:file", "Con su cuenta, sin ella o de forma anónima."),
                _page("Seguir una PQRSD", "pqrsd:lookup", "Con el número y el código, sin ingresar."),
            ),
        ),
        (
            "Canales y ayuda",
            (
                _page("Contacto", "contact", "Por dónde y en qué horario lo atienden."),
                _page("Ayuda", "help", "Cómo se usa cada página."),
                _page("Preguntas frecuentes", "help_questions", "Lo que más se pregunta."),
            ),
        ),
    )


def _participation() -> MenuGroups:
    return (
        (
            "Enterarse y opinar",
            (
                _page("Noticias", "news_list", "Lo que cuenta el Instituto."),
                _page("Hacer una sugerencia", "pqrsd:file", "Proponga una mejora: se le responde por escrito."),
            ),
        ),
    )


@reading_page()
def transparency(request: HttpRequest) -> HttpResponse:
    return _menu(request, "Transparencia y acceso a la información pública", _transparency())


@reading_page()
def attention(request: HttpRequest) -> HttpResponse:
    return _menu(request, "Atención y servicios a la ciudadanía", _attention())


@reading_page()
def participation(request: HttpRequest) -> HttpResponse:
    return _menu(request, "Participa", _participation())


def _menu(request: HttpRequest, title: str, groups: MenuGroups) -> HttpResponse:
    return render(request, "state_menu.html", {"menu_title": title, "groups": groups})


# --- Cookies --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class KeptCookie:
    """What the browser keeps for the portal: only the portal reads it."""

    name: str
    purpose: str
    life: str


def kept_cookies() -> tuple[KeptCookie, ...]:
    """All that the portal ever sets, in the order in which a visitor may meet them."""
    day, hour = timedelta(days=1).total_seconds(), timedelta(hours=1).total_seconds()
    idle = f"tras {settings.SESSION_IDLE_MINUTES} minutos sin uso ({settings.SESSION_STAFF_IDLE_MINUTES} el personal)"
    return (
        KeptCookie(
            settings.CSRF_COOKIE_NAME,
            "Comprueba que lo que se envía desde un formulario salió de esa página.",
            f"{settings.CSRF_COOKIE_AGE / day:.0f} días, o hasta que la borre.",
        ),
        KeptCookie(
            settings.SESSION_COOKIE_NAME,
            "Reconoce su navegador mientras tiene la sesión abierta, se registra o recupera su acceso.",
            f"Hasta que salga o, si ingresó, {idle}; y {settings.SESSION_COOKIE_AGE / hour:.0f} horas como máximo.",
        ),
        KeptCookie(
            OWNER_COOKIE,
            "Si su sesión termina mientras escribe, permite guardarle lo que envió hasta que ingrese de nuevo.",
            f"{OWNER_COOKIE_AGE / day:.0f} días, o hasta que salga.",
        ),
        KeptCookie(
            CASE_COOKIE,
            "Deja abierto un caso al que entró con su número y su código, y solo ese.",
            f"Hasta que salga del caso, y {settings.CASE_ACCESS_MINUTES} minutos como máximo.",
        ),
        KeptCookie(
            ENGLISH_COOKIE,
            "Lo mismo, en las páginas en inglés de ese caso.",
            f"Hasta que salga del caso, y {settings.CASE_ACCESS_MINUTES} minutos como máximo.",
        ),
        KeptCookie(
            CookieStorage.cookie_name,
            "Lleva el aviso de lo que acaba de hacer a la página siguiente.",
            "Hasta que se muestra.",
        ),
    )


@reading_page()
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "cookies.html", {"cookies": kept_cookies(), "file_hours": LIFE // timedelta(hours=1)})
