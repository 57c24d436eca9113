"""The desk of registrations: found, read, reviewed and exported; never edited here."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from accounts.admin.numbers import FoundByNumber
from accounts.membership import confirm
from accounts.models import COLOMBIA, Company, MembershipRequest, Municipality, Profile, SupportingDocument
from ground.audit.admin import AuditedAdmin, ReadOnlyAdmin, column, filter_by
from ground.audit.models import Action, Entry, record
from ground.documents.serving import serve
from ground.folded import folded
from ground.permanence import broken_constraint
from ground.spreadsheets.csv_files import csv_response

# Sensitive answers stay out: they are kept for statistics alone.
CHARACTERISATION = ["age_range", "schooling", "zone", "stratum", "preferred_channel", "how_known"]
CONTACT = ("document", "email", "is_email_verified", "phone", "mobile", "guardian")
EXPORTED = {
    "Usuario": "user__username",
    "Nombres": "user__first_name",
    "Apellidos": "user__last_name",
    "Persona": "person_type",
    "Tipo de documento": "document_type",
    "Documento": "document_number",
    "Correo": "user__email",
    "Correo verificado": "user__email_verified_at",
    "Teléfono": "phone",
    "Celular": "mobile",
    "País": "country",
    "Municipio": "municipality__name",
    "Departamento": "municipality__department_name",
    "Empresa": "company__legal_name",
    "NIT": "company__nit",
    "Dígito de verificación": "company__nit_digit",
    "Registrado": "registered_at",
    "Revisado": "reviewed_at",
}


# --- What registrations are narrowed down by -----------------------------------------------------------
_CURRENT = SupportingDocument.objects.current()
_INFECTED = _CURRENT.exclude(document__infected_with="")
_UNSCANNED_YET = _CURRENT.filter(document__infected_with="", document__scan__isnull=False, document__scan__done_at=None)
# Whoever registers says whose document it is; whether two say the same is for an officer to see.
_NATURAL = Profile.objects.filter(person_type=Profile.PersonType.NATURAL)
_SAME_DOCUMENT = _NATURAL.filter(
    document_type=OuterRef("document_type"), document_number=OuterRef("document_number")
).exclude(pk=OuterRef("pk"))
_UNDECIDED = MembershipRequest.objects.filter(decided_at=None)


class DepartmentFilter(admin.SimpleListFilter):
    """Those departments that somebody lives in."""

    title = "departamento"
    parameter_name = "departamento"

    def lookups(self, request, model_admin):
        inhabited = Municipality.objects.filter(pk__in=Profile.objects.values("municipality"))
        return inhabited.values_list("department_code", "department_name").distinct().order_by("department_name")

    def queryset(self, request, queryset):
        return queryset.filter(municipality__department_code=self.value()) if self.value() else queryset


FILTERS = (
    filter_by(
        "revisado",
        "revisado",
        no=("Sin revisar", Q(reviewed_at=None)),
        si=("Revisado", Q(reviewed_at__isnull=False)),
    ),
    "person_type",
    filter_by(
        "empresa",
        "empresa",
        no=("Sin confirmar", Q(company__isnull=False, company__confirmed_at=None)),
        si=("Confirmada", Q(company__confirmed_at__isnull=False)),
    ),
    filter_by(
        "correo",
        "correo",
        si=("Verificado", Q(user__email_verified_at__isnull=False)),
        no=("Sin verificar", Q(user__email_verified_at=None)),
    ),
    filter_by(
        "documento",
        "documento",
        repetido=("Lo dice tener otra persona", Q(Exists(_SAME_DOCUMENT), person_type=Profile.PersonType.NATURAL)),
    ),
    filter_by("vinculación", "vinculacion", pendiente=("Por decidir", Q(pk__in=_UNDECIDED.values("profile")))),
    filter_by(
        "documentos",
        "documentos",
        infectados=("Alguno infectado", Q(pk__in=_INFECTED.values("profile"))),
        pendientes=("Alguno sin analizar todavía", Q(pk__in=_UNSCANNED_YET.values("profile"))),
        ninguno=("Sin documentos", Q(supporting_documents=None)),
    ),
    filter_by(
        "país",
        "pais",
        colombia=("Colombia", Q(country=COLOMBIA)),
        exterior=("Exterior", ~Q(country=COLOMBIA)),
    ),
    DepartmentFilter,
)


# --- The desk -------------------------------------------------------------------------------------------
class ReviewForm(forms.Form):
    note = forms.CharField(
        label="Nota",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text="Qué revisó o qué falta. La verán quienes consulten el registro en la administración.",
        error_messages={"required": "Escriba una nota."},
    )
    confirms_company = forms.BooleanField(required=False)

    def __init__(self, *args, company: Company | None, **kwargs):
        super().__init__(*args, **kwargs)
        if company is None:
            del self.fields["confirms_company"]
        else:
            who = f"{company} ({company.tax_number})"
            self.fields["confirms_company"].label = f"Sus documentos muestran que representa a {who}: confirmarla"


@admin.register(Profile)
class ProfileAdmin(FoundByNumber, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = [
        "name", "person", "company_name", "document", "email_and_state", "place",
        "registered_on", "is_reviewed",
    ]  # fmt: skip
    list_select_related = ["user", "company", "municipality"]
    list_filter = FILTERS
    list_per_page = 50
    search_fields = [
        "user__username", "user__email", "document_number", "company__nit", "company__foreign_tax_id",
        *folded("user__first_name", "user__last_name", "company__legal_name"),
    ]  # fmt: skip
    search_help_text = "Nombre, usuario, correo, documento, razón social o NIT, con puntos o sin ellos."
    date_hierarchy = "registered_at"
    ordering = ["-registered_at", "-pk"]
    actions = ["export"]
    change_form_template = "accounts/admin/registration.html"
    fieldsets = [
        (None, {"fields": ["name", "username", "person_type", "company_name", "is_company_administrator"]}),
        ("Contacto", {"fields": CONTACT}),
        ("Lugar", {"fields": ["place", "address", "is_domiciled_abroad", "pays_from_abroad"]}),
        ("Registro", {"fields": ["registered_at", "registered_from"]}),
        ("Revisión", {"fields": ["reviewed_at", "reviewed_by", "review_note"]}),
    ]  # fmt: skip

    # --- Columns ---
    name = column("nombre", lambda row: str(row.user), ordering="user__first_name")
    person = column("persona", lambda row: "Jurídica" if row.is_legal_person else "Natural", ordering="person_type")
    company_name = column("empresa", lambda row: _company_in_words(row.company), ordering="company__legal_name")
    username = column("usuario", "user.username")
    document = column("documento", lambda row: f"{row.document_type} {row.document_number}", ordering="document_number")
    guardian = column("quien representa al menor de edad", lambda row: row.guardian or "—")
    email = column("correo electrónico", "user.email", ordering="user__email")
    email_and_state = column(
        "correo electrónico",
        lambda row: row.user.email + ("" if row.user.email_verified_at else " (sin verificar)"),
        ordering="user__email",
    )
    is_email_verified = column(
        "verificado",
        lambda row: row.user.email_verified_at is not None,
        boolean=True,
        ordering="user__email_verified_at",
    )
    place = column("municipio", lambda row: row.place or "—", ordering="municipality__name")
    is_reviewed = column("revisado", lambda row: row.reviewed_at is not None, boolean=True, ordering="reviewed_at")

    @admin.display(description="registrado", ordering="registered_at")
    def registered_on(self, profile: Profile) -> str:
        at = profile.registered_at
        return date_format(timezone.localtime(at), "SHORT_DATE_FORMAT") if at else "—"

    # --- Pages ---
    def get_urls(self):
        document = self.admin_site.admin_view(self.open_document)
        review = self.admin_site.admin_view(self.review)
        return [
            path("<int:pk>/documentos/<int:document_pk>/", document, name="accounts_profile_document"),
            path("<int:pk>/revisar/", review, name="accounts_profile_review"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **facts):
        if (obj := facts["obj"]) is not None:
            documents = list(obj.supporting_documents.select_related("document__scan"))
            answers, told, readings = getattr(obj, "characterisation", None), [], None
            if answers:
                fields = [answers._meta.get_field(name) for name in CHARACTERISATION]
                told = [(field.verbose_name, getattr(answers, f"get_{field.name}_display")()) for field in fields]
            if request.user.has_perm("audit.view_entry"):
                # Who opened which of the documents, the latest first.
                by_key = {str(document.pk): document for document in documents}
                entries = Entry.objects.filter(
                    action=Action.DOCUMENT_READ,
                    subject_type=SupportingDocument._meta.label_lower,
                    subject_id__in=by_key,
                )
                readings = [(entry, by_key[entry.subject_id]) for entry in entries]
            context |= {
                "characterisation": [(name, answer) for name, answer in told if answer],
                "documents": documents,
                "consents": obj.user.consents.select_related("text"),
                "membership_requests": obj.membership_requests.select_related("company", "decided_by"),
                "readings": readings,
            }
        return super().render_change_form(request, context, *args, **facts)

    @method_decorator(require_safe)
    def open_document(self, request, pk, document_pk):
        """One of the registration's documents, as an attachment, its reading recorded."""
        if not request.user.has_perm("accounts.read_supportingdocument"):
            raise PermissionDenied
        attached = get_object_or_404(
            SupportingDocument.objects.select_related("document__scan"), pk=document_pk, profile=pk
        )
        return serve(request, attached.document, subject=attached)

    def review(self, request, pk):
        """Put the mark of the review, or take it away, with a note."""
        if not request.user.has_perm("accounts.review_profile"):
            raise PermissionDenied
        profile = get_object_or_404(Profile.objects.select_related("user", "company"), pk=pk)
        company = profile.company if profile.is_company_administrator else None
        is_unconfirmed = company and company.confirmed_at is None and profile.reviewed_at is None
        form = ReviewForm(request.POST or None, company=company if is_unconfirmed else None)
        if form.is_valid():
            # As the page that was sent says, whatever somebody else has done meanwhile.
            try:
                is_noted = _note_review(request, profile, form.cleaned_data, is_undone="undo" in request.POST)
            except IntegrityError as error:
                if broken_constraint(error) != "uq_natural_person_document":
                    raise
                form.add_error(None, "Ya se revisó otro registro con ese documento: no se pueden revisar los dos.")
            else:
                if is_noted:
                    messages.success(request, f"La revisión del registro de {profile} quedó anotada.")
                else:
                    messages.warning(request, "Otra persona anotó la revisión antes que usted: vea qué dice.")
                return redirect("admin:accounts_profile_change", profile.pk)
        context = self.admin_site.each_context(request) | {
            "title": "Quitar la marca de revisado" if profile.reviewed_at else "Marcar como revisado",
            "object": profile,
            "form": form,
            "opts": self.opts,
        }
        status = 422 if form.errors else 200
        return render(request, "accounts/admin/review.html", context, status=status)

    # --- Export ---
    def has_export_permission(self, request) -> bool:
        return request.user.has_perm("accounts.review_profile")

    @admin.action(description="Exportar los registros elegidos (CSV)", permissions=["export"])
    def export(self, request, queryset):
        record(Action.EXPORTED, request=request, subject=Profile, rows=queryset.count())
        return csv_response("registros.csv", list(EXPORTED), queryset.values_list(*EXPORTED.values()))


def _company_in_words(company: Company | None) -> str:
    if company is None:
        return "—"
    return company.legal_name + ("" if company.confirmed_at else " (sin confirmar)")


@transaction.atomic
def _note_review(request, profile: Profile, told: dict, *, is_undone: bool) -> bool:
    """And that the company is theirs, or is not after all. False, and nothing is done, when somebody else has done
    it meanwhile."""
    rows = Profile.objects.filter(pk=profile.pk, reviewed_at__isnull=not is_undone)
    at, by = (None, None) if is_undone else (Now(), request.user)
    is_noted = rows.update(review_note=told["note"], reviewed_at=at, reviewed_by=by)
    if is_noted:
        if profile.is_company_administrator and profile.company and (is_undone or told.get("confirms_company")):
            confirm(profile.company, by=request.user, request=request, is_undone=is_undone)
        what = "review_undone" if is_undone else "reviewed"
        record(Action.CHANGED, request=request, subject=profile, what=what)
    return bool(is_noted)
