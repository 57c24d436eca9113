"""The administration: one door, the portal's own, and behind it the second factor."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.doors import has_all_factors, second_factor_url

# What the administration is for, in the order in which it is offered: tasks of people, not apps of the code.
TASKS: dict[str, tuple[str, ...]] = {
    "Personas y accesos": (
        "accounts.profile", "accounts.company", "accounts.membershiprequest", "accounts.invitation",
        "accounts.user", "auth.group", "accounts.reservedgrant",
    ),
    "Autorizaciones": ("accounts.consent", "accounts.consenttext"),
    "Radicación y firma": ("radicados.radicado", "radicados.letterissuance", "radicados.signatory"),
    "Comunicación OEC": ("requests_oec.oecrequest", "requests_oec.legalbasis"),
    "PQRSD": ("pqrsd.termino", "expedientes.dependencia", "expedientes.modelparagraph"),
    "Servicios": (
        "services.laboratory", "services.courseedition", "services.round", "services.lot", "communications.offertext",
    ),
    "Calendario legal": ("legal_calendar.festivo", "legal_calendar.suspension"),
    "Tarifas": (
        "tariffs.edition", "tariffs.rate", "tariffs.heading", "tariffs.footnote", "tariffs.englishname",
        "tariffs.finderword", "tariffs.resolution", "tariffs.booklet",
    ),
    "Noticias y buscador": ("communications.newsitem", "communications.servicenotice", "synonyms.synonym"),
    "Correos y trabajos": ("mails.mail", "documents.scan", "documents.document"),
    "Auditoría": ("audit.entry",),
    "Tablas de apoyo": ("accounts.municipality", "accounts.taxvalueunit"),
}  # fmt: skip


class PortalAdminSite(AdminSite):
    site_title = site_header = "Administración del Portal de Servicios en Línea"
    index_title = "Administración"
    enable_nav_sidebar = False  # the registers are wide, and the index is one step away

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff whose session has shown its second factor."""
        return super().has_permission(request) and has_all_factors(request.user)

    def admin_view(self, view, cacheable=False):
        """Filters pass what an address says on to the database, whose texts hold no NUL."""

        @wraps(view)
        def guarded(request, *args, **kwargs):
            if any("\x00" in value for _, values in request.GET.lists() for value in values):
                raise BadRequest("NUL in the address")
            return view(request, *args, **kwargs)

        return super().admin_view(guarded, cacheable)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The models that this person may see, under the tasks that they are for; a task without any is left
        out. Of each model, what Django's own list says."""
        seen = {
            f"{app['app_label']}.{model['object_name'].lower()}": model
            for app in super().get_app_list(request)
            for model in app["models"]
        }
        tasks = {name: [seen[label] for label in labels if label in seen] for name, labels in TASKS.items()}
        return [{"name": name, "models": models} for name, models in tasks.items() if models]

    def app_index(  # type: ignore[override]  # it redirects, as Django's own may
        self, request: HttpRequest, app_label: str, extra_context=None
    ) -> HttpResponse:
        """An app is nobody's task."""
        return redirect("admin:index")

    def get_urls(self):
        """Without the shortcut from any row to its public page: it would name what is reserved."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """What is missing, the log-in or the second factor, and back to `next`; 404 for citizens."""
        destination = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(destination)
        if not request.user.is_staff:
            raise Http404
        return redirect(second_factor_url(destination))

    def password_change(  # type: ignore[override]  # it redirects, as Django's own does
        self, request: HttpRequest, extra_context=None
    ) -> HttpResponse:
        """The portal's own, which ends the other sessions and tells the person."""
        return redirect("accounts:password")

    @method_decorator(login_not_required)
    def logout(  # type: ignore[override]  # it redirects, as Django's own does
        self, request: HttpRequest, extra_context=None
    ) -> HttpResponse:
        """The portal's own; by POST only, which a redirection with 307 keeps."""
        return redirect("accounts:logout", preserve_request=True)
