"""The filer's own radicados, and the public pages that verify any of them."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from radicados.extract import public_blocks
from radicados.forms import LookupForm
from radicados.models import Radicado, SignedLetter
from radicados.qr import grouped
from radicados.throttling import WINDOW_SECONDS, is_throttled, record_miss
from radicados.verification import Finding, Verdict, normalise_code, verify_code

PAGE_SIZE = 20
VERDICT_CACHE_SECONDS = 60


@require_safe
def radicado_list(request):
    """*Mis solicitudes*."""
    radicados = Radicado.objects.visible_to(request.user).with_state()
    page = Paginator(radicados, PAGE_SIZE).get_page(request.GET.get("pagina"))
    return render(request, "radicados/list.html", {"page": page})


@require_safe
def radicado_detail(request, number):
    """The result of filing: number, instant, letter when it is ready, and the timeline.

    Asked again by htmx while the letter is in preparation, it answers with the part that changes.
    """
    radicado = _own(request, number)
    template = "radicados/_letter.html" if request.htmx else "radicados/detail.html"
    actuaciones = radicado.actuaciones.public()
    return render(request, template, {"radicado": radicado, "actuaciones": actuaciones})


@require_safe
def radicado_pdf(request, number):
    """The signed letter, to its filer: shown in the page, or with `?descargar` as a file."""
    return _pdf(_own(request, number), as_attachment="descargar" in request.GET)


def _own(request, number) -> Radicado:
    return get_object_or_404(Radicado.objects.visible_to(request.user).with_state(), number=number)


def _slowed(view):
    """A public page of codes: whoever guesses too often is asked to wait."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if is_throttled(request):
            page = render(request, "radicados/throttled.html", status=429)
            page["Retry-After"] = str(WINDOW_SECONDS)
            return page
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@require_safe
@never_cache
@_slowed
def verify(request, code):
    """The page that the QR opens."""
    verdict = _verdict(request, code)
    if verdict is None:
        return render(request, "radicados/unknown_code.html", status=404)
    return _verdict_page(request, verdict)


@login_not_required
@require_safe
@never_cache
@_slowed
def verify_pdf(request, code):
    """The signed letter, to whoever holds its code, to compare with the one at hand."""
    verdict = _verdict(request, code)
    if verdict is None or not verdict.radicado.issued_at or verdict.finding is Finding.CORRUPT:
        raise Http404
    return _pdf(verdict.radicado, as_attachment=True)


def _verdict(request, code) -> Verdict | None:
    verdict = verify_code(normalise_code(code))
    if verdict is None:
        record_miss(request)
    return verdict


@login_not_required
@require_http_methods(["GET", "POST"])
@never_cache
@_slowed
def lookup(request):
    """Number and code typed by hand. The number alone reveals that it exists, its date and its kind."""
    form = LookupForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "radicados/lookup.html", {"form": form, "forms": [form]}, status=status)
    return _looked_up(request, form)


def _looked_up(request, form):
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    verdict = verify_code(code)
    if verdict and verdict.radicado.number == number:
        return _verdict_page(request, verdict)
    radicado = Radicado.objects.with_state().filter(number=number).first()
    if code or radicado is None:
        record_miss(request)
    context = {"form": form, "forms": [], "number": number, "code_given": bool(code), "found": radicado}
    return render(request, "radicados/lookup.html", context, status=200 if radicado else 404)


def _verdict_page(request, verdict: Verdict):
    return render(request, "radicados/verify.html", {"verdict": verdict, "body": _verdict_body(verdict)})


def _verdict_body(verdict: Verdict) -> str:
    """The page's body: a pure function of a frozen radicado and its finding, so each process keeps it."""
    radicado = verdict.radicado
    key = f"verdict:{radicado.pk}:{verdict.finding.value}"
    context = {
        "verdict": verdict,
        "radicado": radicado,
        "code": grouped(radicado.verification_code),
    }

    def body() -> str:
        return render_to_string("radicados/_verdict.html", context | {"blocks": public_blocks(radicado)})

    return caches["fragments"].get_or_set(key, body, VERDICT_CACHE_SECONDS)


def _pdf(radicado: Radicado, *, as_attachment: bool) -> HttpResponse:
    letter = get_object_or_404(SignedLetter, pk=radicado.pk)
    disposition = "attachment" if as_attachment else "inline"
    return HttpResponse(
        bytes(letter.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'{disposition}; filename="radicado-{radicado.number}.pdf"'},
    )
