"""*Caracterización* (4.1.3): of a person, all of it optional, and of a company."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.characterisation import Condition, Sex
from accounts.company_size import SizeSector, company_size
from accounts.models import Characterisation, CharacterisationAnswers, Company, TaxValueUnit
from ground.webforms.fields import EMPTY_CHOICE, MoneyField, PortalForm

INCOME_DIGITS = 18  # as many as the column takes


def _begin_empty(fields) -> None:
    """Every list begins with «Seleccione…»."""
    for field in fields:
        if isinstance(field, forms.TypedChoiceField) and isinstance(field.widget, forms.Select):
            field.choices = [EMPTY_CHOICE, *(choice for choice in field.widget.choices if choice[0] != "")]


class CharacterisationForm(PortalForm, forms.ModelForm):
    prefix = "characterisation"

    conditions = forms.MultipleChoiceField(
        label=_("Condiciones"),
        choices=Condition.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Las preguntamos para dar atención preferencial a quien tiene derecho a ella."),
    )

    class Meta:
        model: type[CharacterisationAnswers] = Characterisation
        fields = [
            "age_range", "schooling", "zone", "stratum", "preferred_channel", "how_known",
            *Characterisation.SENSITIVE_FIELDS,
        ]  # fmt: skip
        help_texts = {
            "sex": _("La preguntamos para saber si servimos por igual a mujeres y hombres."),
            "gender_identity": _("La preguntamos para dar un trato respetuoso y sin discriminación."),
            "ethnic_group": _("Lo preguntamos para llegar a todos los pueblos y comunidades del país."),
            "disability": _("La preguntamos para que nuestros servicios sean accesibles."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _begin_empty(self.fields.values())

    @property
    def age_range(self) -> str:
        return self["age_range"].value() or ""

    @property
    def plain_fields(self) -> list:
        return [self[name] for name in self.fields if name not in Characterisation.SENSITIVE_FIELDS]

    @property
    def sensitive_fields(self) -> list:
        return [self[name] for name in Characterisation.SENSITIVE_FIELDS]

    @property
    def tells_sensitive_data(self) -> bool:
        """Whether an answer needs the person's authorisation; «prefiero no decirlo» tells nothing."""
        return any(field.value() not in (None, "", [], Sex.UNTOLD) for field in self.sensitive_fields)


class IncomeField(MoneyField):
    """Pesos of a year, without cents."""

    digits = INCOME_DIGITS
    default_error_messages = {
        "money": _("Escriba los ingresos en pesos, por ejemplo 1.200.000.000."),
        "great": _("Esa cifra es demasiado grande; revísela."),
    }

    def to_python(self, value):
        amount = super().to_python(value)
        return amount if amount is None else Decimal(int(amount))


def income_years() -> list[tuple]:
    """The years whose UVT is known and that have begun."""
    years = TaxValueUnit.objects.filter(year__lte=timezone.localdate().year).values_list("year", flat=True)
    return [EMPTY_CHOICE, *((year, str(year)) for year in years)]


class CompanyTraitsForm(PortalForm, forms.ModelForm):
    """What kind of company it is, and its size by Decreto 957 de 2019 when its income is told."""

    prefix = "traits"

    income = IncomeField(
        label=_("Ingresos por actividades ordinarias anuales, en pesos"),
        required=False,
        help_text=_("Los del año anterior, a 31 de diciembre. Por ejemplo 1.200.000.000."),
    )
    income_year = forms.TypedChoiceField(
        label=_("Año de esos ingresos"),
        choices=income_years,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Elija un año de la lista.")},
    )

    class Meta:
        model = Company
        fields = [
            "entity_kind", "ciiu_division", "size_sector", "income", "income_year",
            "is_secondary_laboratory", "is_higher_education", "is_public_contracting",
        ]  # fmt: skip
        labels = {
            "size_sector": _("Sector del que recibe los mayores ingresos"),
            "is_secondary_laboratory": _("Es un laboratorio secundario"),
            "is_higher_education": _("Es una institución de educación superior"),
            "is_public_contracting": _("Es una entidad sometida al estatuto general de contratación pública"),
        }

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.field.required]

    SIZE_FIELDS = ("size_sector", "income", "income_year")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        missing = {
            "entity_kind": _("Elija la clase de entidad."),
            "ciiu_division": _("Elija la actividad económica."),
        }
        for name, sentence in missing.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence
        _begin_empty(self.fields[name] for name in ("entity_kind", "ciiu_division", "size_sector"))

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        missing = [name for name in self.SIZE_FIELDS if answers.get(name) in (None, "")]
        if 0 < len(missing) < len(self.SIZE_FIELDS):
            for name in set(missing) - self.errors.keys():
                self.add_error(name, _("Para calcular el tamaño hacen falta el sector, los ingresos y su año."))

    @property
    def traits(self) -> dict:
        """The valid answers by the names that a `Company` gives them, its size and the UVT's year added."""
        year = self.cleaned_data["income_year"]
        if year is None:
            return self.cleaned_data | {"size": "", "size_uvt_year": None}
        sector = SizeSector(self.cleaned_data["size_sector"])
        uvt = TaxValueUnit.objects.get(year=year).pesos
        size = company_size(sector=sector, income=self.cleaned_data["income"], uvt=uvt)
        return self.cleaned_data | {"size": size, "size_uvt_year": year}
