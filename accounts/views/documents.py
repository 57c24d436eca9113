"""*Mi cuenta*: the documents that support the registration."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.account import NewDocumentForm, UploadForm
from accounts.models import SupportingDocument
from accounts.supporting_documents import add, addable_categories, replace
from accounts.views.account import own_profile
from ground.documents.receiving import FileRefusedError
from ground.documents.serving import serve
from ground.doors.throttling import Throttle
from ground.webforms.form_page import form_page

uploads = Throttle("account-uploads", limit=60)


@require_safe
def documents(request):
    """What supports the registration, and what it replaced."""
    profile = own_profile(request)
    kept = _own(profile)
    context = {
        "profile": profile,
        "current": [row for row in kept if row.replaced_at is None],
        "replaced": [row for row in kept if row.replaced_at],
        "can_add": bool(addable_categories(profile)),
    }
    return render(request, "accounts/account/documents.html", context)


@require_safe
def open_document(request, pk):
    """The file, to its owner; those that were replaced too."""
    kept = get_object_or_404(_own(own_profile(request)), pk=pk)
    return serve(request, kept.document, subject=kept)


@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request):
    profile = own_profile(request)
    form = NewDocumentForm(
        request.POST or None, request.FILES or None, categories=addable_categories(profile)
    )
    if (
        form.is_bound
        and form.is_valid()
        and _received(request, form, add, profile=profile, category=form.cleaned_data["category"])
    ):
        messages.success(request, "El documento quedó añadido.")
        return redirect("accounts:documents")
    return form_page(request, "accounts/account/new_document.html", form, replaced=None)


@require_http_methods(["GET", "HEAD", "POST"])
def replace_document(request, pk):
    profile = own_profile(request)
    replaced = get_object_or_404(_own(profile).current(), pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid() and _received(request, form, replace, replaced=replaced):
        messages.success(request, "El documento quedó reemplazado; el anterior se conserva en la lista.")
        return redirect("accounts:documents")
    return form_page(request, "accounts/account/new_document.html", form, replaced=replaced)


def _own(profile):
    return SupportingDocument.objects.filter(profile=profile).select_related("profile", "document__scan")


def _received(request, form, act, **what) -> bool:
    """Whether the file was accepted; if not, the form says why."""
    key = str(request.user.pk)
    if uploads.is_exceeded(key):
        form.add_error("upload", "Ha enviado muchos archivos en poco tiempo. Espere una hora.")
        return False
    uploads.count(key)
    try:
        act(upload=form.cleaned_data["upload"], request=request, **what)
    except FileRefusedError as refusal:
        form.add_error("upload", str(refusal))
        return False
    return True
