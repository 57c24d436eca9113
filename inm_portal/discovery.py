"""What browsers, search engines and those who find a hole ask of a site before anything else."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from communications.models import NewsItem
from ground.doors.reading import reading_page
from ground.languages import counterpart
from inm_portal.search.sources import site_map
from tariffs.models import Edition

A_DAY = 24 * 60 * 60
SECURITY_DAYS = 180  # RFC 9116 asks for less than a year
# What the page without a network needs, so that the service worker has it.
OFFLINE_FILES = ("css/portal.css", "fonts/work-sans.woff2", "fonts/montserrat.woff2", "img/mark.svg")


@reading_page(seconds=A_DAY)
def robots(request: HttpRequest) -> HttpResponse:
    """All may be read; what is not to be found says so itself (`X-Robots-Tag`), which who stays away never sees."""
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {settings.PORTAL_BASE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@reading_page(seconds=A_DAY)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that lasts, in each of its languages; of the editions published, the rates of the one in
    force."""
    now = timezone.now()
    pages = [page for _, section in site_map(now) for page in section if not page.needs_account]
    searches = {reverse("search"), reverse("finder")}
    paths = [page.address for page in pages if page.address not in searches]
    paths += [item.get_absolute_url() for item in NewsItem.objects.published(at=now)]
    for edition in Edition.objects.published().select_related("resolution"):
        paths.append(reverse("tariffs:edition", args=[edition.resolution.number, edition.version]))
    ruling = Edition.objects.in_force(timezone.localdate(now))
    if ruling:
        row = ruling.resolution.number, ruling.version
        paths += [reverse("tariffs:rate", args=[*row, code]) for code in ruling.rates.values_list("code", flat=True)]
    languages = [{"es": path, "en": english} if (english := counterpart(path)) else {"es": path} for path in paths]
    return render(request, "sitemap.xml", {"pages": languages}, content_type="application/xml")


@reading_page(seconds=A_DAY)
def security(request: HttpRequest) -> HttpResponse:
    """Where a hole is told (RFC 9116): by the entity's mail, or else by its page of contact."""
    email, base = settings.ENTITY["email"], settings.PORTAL_BASE_URL
    expires = timezone.localdate() + timedelta(days=SECURITY_DAYS)
    lines = [
        f"Contact: {f'mailto:{email}' if email else base + reverse('contact')}",
        f"Expires: {expires:%Y-%m-%d}T00:00:00-05:00",
        "Preferred-Languages: es, en",
        f"Canonical: {base}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@reading_page(seconds=A_DAY)
def manifest(request: HttpRequest) -> HttpResponse:
    named = {
        "name": f"Portal de Servicios en Línea del {settings.ENTITY['name']}",
        "short_name": f"Portal {settings.ENTITY['acronym']}",
        "lang": "es-CO",
        "start_url": reverse("home"),
        "scope": reverse("home"),
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#3366cc",
        "icons": [
            {"src": static("img/application-icon.png"), "sizes": "512x512", "type": "image/png"},
            {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JsonResponse(named, content_type="application/manifest+json")


@reading_page()
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows `offline` while there is no network; other files give it another text, so another turn."""
    files = [staticfiles_storage.url(name) for name in OFFLINE_FILES]
    context = {"offline": reverse("offline"), "files": files}
    return render(request, "service_worker.js", context, content_type="text/javascript")


@reading_page(is_indexed=False)
def offline(request: HttpRequest) -> HttpResponse:
    """*Sin conexión*: the same for everybody, so that a browser may keep it."""
    return render(request, "offline.html")


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """For whoever asks for it without having read a page."""
    return redirect(static("img/favicon.ico"))


@login_not_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Where a password manager leads whoever changes theirs (W3C, *A Well-Known URL for Changing Passwords*)."""
    return redirect("accounts:password")
