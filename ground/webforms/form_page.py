"""A page around one form, the same all over the portal."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, template: str, form: BaseForm, **context: object) -> HttpResponse:
    """The form and its error summary; 422 when it was rejected."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "forms": [form], **context}, status=status)
