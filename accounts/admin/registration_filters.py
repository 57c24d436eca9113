"""What registrations are narrowed down by."""

from django.contrib import admin
from django.db.models import Q

from accounts.models import COLOMBIA, MembershipRequest, Municipality, Profile, SupportingDocument

_CURRENT = SupportingDocument.objects.current()
_INFECTED = _CURRENT.exclude(document__infected_with="")
_UNSCANNED_YET = _CURRENT.filter(
    document__infected_with="", document__scan__isnull=False, document__scan__done_at=None
)
_UNDECIDED = MembershipRequest.objects.filter(decided_at=None)


class ChoiceFilter(admin.SimpleListFilter):
    """One condition for each choice: `choices_` maps the value of the address to its words and its Q."""

    choices_: dict[str, tuple[str, Q]] = {}

    def lookups(self, request, model_admin):
        return [(value, words) for value, (words, _) in self.choices_.items()]

    def queryset(self, request, queryset):
        chosen = self.choices_.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


def _by(title: str, parameter: str, **choices: tuple[str, Q]) -> type[ChoiceFilter]:
    facts = {"title": title, "parameter_name": parameter, "choices_": choices}
    return type("ChoiceFilter", (ChoiceFilter,), facts)


class DepartmentFilter(admin.SimpleListFilter):
    """Those departments that somebody lives in."""

    title = "departamento"
    parameter_name = "departamento"

    def lookups(self, request, model_admin):
        inhabited = Municipality.objects.filter(pk__in=Profile.objects.values("municipality"))
        return (
            inhabited.values_list("department_code", "department_name").distinct().order_by("department_name")
        )

    def queryset(self, request, queryset):
        return queryset.filter(municipality__department_code=self.value()) if self.value() else queryset


FILTERS = (
    _by(
        "revisado",
        "revisado",
        no=("Sin revisar", Q(reviewed_at=None)),
        si=("Revisado", Q(reviewed_at__isnull=False)),
    ),
    "person_type",
    _by(
        "correo",
        "correo",
        si=("Verificado", Q(user__email_verified_at__isnull=False)),
        no=("Sin verificar", Q(user__email_verified_at=None)),
    ),
    _by("vinculación", "vinculacion", pendiente=("Por decidir", Q(pk__in=_UNDECIDED.values("profile")))),
    _by(
        "documentos",
        "documentos",
        infectados=("Alguno infectado", Q(pk__in=_INFECTED.values("profile"))),
        pendientes=("Alguno sin analizar todavía", Q(pk__in=_UNSCANNED_YET.values("profile"))),
        ninguno=("Sin documentos", Q(supporting_documents=None)),
    ),
    _by(
        "país",
        "pais",
        colombia=("Colombia", Q(country=COLOMBIA)),
        exterior=("Exterior", ~Q(country=COLOMBIA)),
    ),
    DepartmentFilter,
)
