"""The page of what is done to an edition, a round or a lot: its form, done or refused in a sentence."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.doors import UserRequest
from expedientes.acts.steps import ActRefusedError
from expedientes.views.act_page import NO_SIGNATORY
from ground.webforms.fields import PortalForm
from radicados.letter_parts import NoSignatoryError
from services.models import ServiceRequest


def posted(request: UserRequest) -> Any:
    """What was sent, were it nothing but a press of the button; None of a page that is only asked for."""
    return request.POST if request.method == "POST" else None


def only(is_theirs: bool) -> None:
    if not is_theirs:
        raise PermissionDenied


def own_act(
    request: UserRequest,
    form: PortalForm,
    *,
    back: str,
    about: str,
    trail: tuple[str, str],
    refused: str,
    done: str,
    verb: Callable[..., object],
    **page: Any,
) -> HttpResponse:
    """Show the form, or do it, say that it is `done` and go `back` to what it is `about`; what refuses it is said on
    the page. `trail` is the list to which that belongs, as its address and its name."""
    status = 200
    if request.method == "POST" and not refused:
        status = 422
        if form.is_valid():
            try:
                verb(**form.cleaned_data)
            except ActRefusedError as refusal:
                form.add_error(None, str(refusal))
            except NoSignatoryError:
                form.add_error(None, NO_SIGNATORY)
                status = 503
            else:
                messages.success(request, done)
                return redirect(back)
    context = {
        "desk": ServiceRequest.desk,
        "back": back,
        "about": about,
        "trail_url": trail[0],
        "trail_name": trail[1],
        "look": "primary",
        "listed": (),
        "form": form,
        "forms": [form],
        "refused": refused,
    }
    return render(request, "services/desk/own_act.html", context | page, status=status)
