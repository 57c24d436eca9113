"""The page of one's own radicado, and the public pages that verify any of them."""

from dataclasses import replace
from functools import partial

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from accounts.identity import mask_document_number
from ground.doors.reading import indexed_form, reading_page
from ground.doors.throttling import HOUR_SECONDS
from ground.languages import is_english
from radicados.forms import LookupForm
from radicados.letters import Block, Clauses, Fields, Table, from_snapshot
from radicados.models import Radicado
from radicados.qr import grouped
from radicados.verification import find, is_throttled, judge, letter_response, normalise_code, record_miss

VERDICT_CACHE_SECONDS = 60


@csp_replace({"object-src": ["'self'"], "frame-src": ["'self'"]})  # type: ignore[arg-type]  # stubs: no arguments
@require_safe
def radicado_detail(request, number):
    """The result of filing: number, instant, letter when it is ready, and the timeline.

    Asked again by htmx while the letter is in preparation, it answers with the part that changes.
    """
    radicado = _own(request, number)
    template = "radicados/_letter.html" if request.htmx else "radicados/detail.html"
    actuaciones = radicado.actuaciones.public()
    return render(request, template, {"radicado": radicado, "actuaciones": actuaciones})


@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]  # stubs: no arguments
@xframe_options_sameorigin
@require_safe
def radicado_pdf(request, number):
    """The signed letter, to its filer: shown in the page, or with `?descargar` as a file."""
    return letter_response(_own(request, number), as_attachment="descargar" in request.GET)


def _own(request, number) -> Radicado:
    return get_object_or_404(Radicado.objects.visible_to(request.user).with_state(), number=number)


def _missed(request, otherwise) -> HttpResponse:
    """What a wrong code gets: its own answer, until whoever guesses too often has to wait. A right one is always
    answered: a whole office, or telephone company, comes from one address."""
    if is_throttled(request):
        page = render(request, "radicados/throttled.html", status=429)
        page["Retry-After"] = str(HOUR_SECONDS)
        return page
    record_miss(request)
    return otherwise()


@reading_page(seconds=0, is_indexed=False)
def verify(request, code):
    """The page that the QR opens."""
    radicado = find(normalise_code(code))
    if radicado is None:
        return _missed(request, partial(render, request, "radicados/unknown_code.html", status=404))
    return _verdict_page(request, radicado)


@login_not_required
@require_safe
@never_cache
def verify_pdf(request, code):
    """The signed letter, to whoever holds its code, to compare with the one at hand; no reserved one."""
    radicado = find(normalise_code(code))
    if radicado is None:
        return _missed(request, _nothing)
    if radicado.is_reserved:
        raise Http404
    return letter_response(radicado, as_attachment=True)


def _nothing() -> HttpResponse:
    raise Http404


@indexed_form
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lookup(request):
    """Number and code typed by hand. The number alone reveals that it exists and its date, of any radicado: a gap would
    tell which ones are reserved."""
    form = LookupForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "radicados/lookup.html", {"form": form, "forms": [form]}, status=status)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    radicado = find(code)
    if radicado and radicado.number == number:
        return _verdict_page(request, radicado)
    found = Radicado.objects.only("number", "filed_at").filter(number=number).first()
    context = {"form": form, "forms": [], "number": number, "code_given": bool(code), "found": found}
    answer = partial(render, request, "radicados/lookup.html", context, status=200 if found else 404)
    return answer() if found and not code else _missed(request, answer)


def _verdict_page(request, radicado: Radicado) -> HttpResponse:
    """The verdict on a radicado, which is frozen but for its issue, its annulment and who may know of it.

    So each process keeps the page that everybody sees who is not logged in and asks for it by its own address,
    which its head names; once it is forgotten, the stored letter is compared again.
    """

    def page() -> str:
        whole = Radicado.objects.select_related("issuance").get(pk=radicado.pk)
        context = {
            "verdict": judge(whole),
            "radicado": whole,
            "code": grouped(whole.verification_code),
            "judged_at": timezone.now(),
            "blocks": public_blocks(whole),
        }
        return render_to_string("radicados/verify.html", context, request)

    own_code = radicado.verification_code
    is_written_otherwise = request.resolver_match.kwargs.get("code", own_code) != own_code
    if request.user.is_authenticated or len(get_messages(request)) or is_written_otherwise:
        return HttpResponse(page())
    facts = (radicado.pk, bool(radicado.issued_at), bool(radicado.annulled_at), radicado.is_reserved, is_english())
    key = "verdict:{}:{}:{}:{}:{}:{}".format(request.resolver_match.view_name, *facts)
    return HttpResponse(caches["fragments"].get_or_set(key, page, VERDICT_CACHE_SECONDS))


def public_blocks(radicado: Radicado) -> list[tuple[str, Block]]:
    """The letter's fields, clauses and tables in order, each with the name of its kind.

    Running text stays in the letter, and so does everything when it is reserved.
    """
    if radicado.is_reserved:
        return []
    blocks: list[tuple[str, Block]] = []
    for block in from_snapshot(radicado.snapshot).blocks:
        match block:
            case Fields():
                rows = tuple(
                    (label, mask_document(value) if label in block.documents else value) for label, value in block.rows
                )
                blocks.append(("fields", replace(block, rows=rows)))
            case Table():
                cells = tuple(
                    tuple(
                        mask_document_number(cell) if column.is_document else cell
                        for column, cell in zip(block.columns, row, strict=True)
                    )
                    for row in block.rows
                )
                blocks.append(("table", replace(block, rows=cells)))
            case Clauses():
                blocks.append(("clauses", block))
    return blocks


def mask_document(document: str) -> str:
    """`CC 1032456789` as `CC ••••••6789`."""
    kind, _, number = document.rpartition(" ")
    return f"{kind} {mask_document_number(number)}".strip()
