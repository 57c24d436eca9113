"""The page of one act: its form, and what happens when the case says no."""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ground.webforms.keys import as_number
from pqrsd.acts.steps import ActRefusedError, StaleError
from pqrsd.desk import presence
from pqrsd.filing import INCOMPLETE_TABLES
from pqrsd.models import Pqrsd

logger = logging.getLogger(__name__)

FAULT = (
    "No se pudo hacer: en las tablas del portal falta una dependencia, un término o un año del calendario. "
    "Pida a un administrador que lo complete; lo que escribió está en esta página."
)


def act_page(
    request: HttpRequest,
    pqrsd: Pqrsd,
    form,
    template: str,
    *,
    act: Callable[[dict], object],
    done: str,
    back: str = "",
    **context,
) -> HttpResponse:
    """Show the form, or do the act with its answers, say that it is `done` and go `back`: to the case, unless
    another address is given.

    `act` takes the cleaned answers and the `version` of the case that the person had read. What refuses it is
    said on the form (422; 503 when the entity's own tables do not allow it). When the case changed meanwhile,
    the same page comes back with all that was typed, what happened and a button to do it anyway (409).
    Templates extend pqrsd/desk/act.html.
    """
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            act({**form.cleaned_data, "version": version_read(request)})
        except ActRefusedError as refusal:
            form.add_error(None, str(refusal))
        except StaleError as stale:
            context["changes"], status = stale.events, 409
        except INCOMPLETE_TABLES as error:
            logger.error("act not done on case %s: %r", pqrsd.pk, error)
            form.add_error(None, FAULT)
            status = 503
        else:
            messages.success(request, done)
            return redirect(back or reverse("pqrsd:desk_case", args=[pqrsd.radicado.number]))
    return render(request, template, case_facts(request, pqrsd, form, status) | context, status=status)


def version_read(request: HttpRequest) -> int:
    """The version of the case on the page that was sent; one that says none had read nothing of it."""
    return as_number(request.POST.get("version")) or 0


def case_facts(request: HttpRequest, pqrsd: Pqrsd, form, status: int) -> dict:
    """What every page of an act shows. The version is the one that the person has read: until a 409 tells
    them what happened meanwhile, that of the page which they sent."""
    if status == 409:
        pqrsd.refresh_from_db(fields=["version"])
    version = version_read(request) if request.method == "POST" and status != 409 else pqrsd.version
    shown = {"pqrsd": pqrsd, "form": form, "forms": [form], "version": version, "changes": []}
    return shown | presence.shown_to(pqrsd, request.user)
