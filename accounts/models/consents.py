"""What people have agreed to, with the very words that they saw (Ley 1581 de 2012, arts. 8 and 9)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from accounts.wording import WordingError, fill
from ground.permanence import NEVER_DELETED, Delete, Law, OnlyMayChange, Update, refuse


class ConsentKind(models.TextChoices):
    TERMS = "terms", _("Términos y condiciones, y veracidad de la información")
    PERSONAL_DATA = "personal_data", _("Tratamiento de datos personales")
    SENSITIVE_DATA = "sensitive_data", _("Tratamiento de datos sensibles")
    ELECTRONIC_NOTICE = "electronic_notice", _("Notificación electrónica")
    NEWS = "news", _("Novedades del INM")
    GUARDIAN = "guardian", _("Autorización de quien representa al menor de edad")


class ConsentTextQuerySet(models.QuerySet):
    def in_force(self, on):
        """The latest version of each kind on a date, by kind."""
        return self.filter(valid_from__lte=on).order_by("kind", "-version").distinct("kind")


class ConsentText(models.Model):
    """A version of the words of a consent, and its translation into English, which binds nobody. `{name}`, `{nit}`…
    stand for the entity's own data (wording.py).

    A version that somebody accepted does not change: write the next one.
    """

    kind = models.CharField("clase", max_length=20, choices=ConsentKind.choices)
    version = models.PositiveSmallIntegerField("versión")
    valid_from = models.DateField("vigente desde")
    label = models.CharField("texto de la casilla", max_length=300)
    text = models.TextField("texto completo")
    english_label = models.CharField("texto de la casilla, en inglés", max_length=300, blank=True)
    english_text = models.TextField(
        "texto completo, en inglés",
        blank=True,
        help_text="Traducción de cortesía: se muestra junto al texto en español, que es el que se acepta y obliga.",
    )

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texto de autorización"
        verbose_name_plural = "textos de autorización"
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"],
                name="uq_consent_text_version",
                violation_error_message="Ya existe esa versión.",
            ),
            models.CheckConstraint(
                name="consent_text_whole_in_english",
                condition=Q(english_label="", english_text="") | ~Q(english_label="") & ~Q(english_text=""),
                violation_error_message="En inglés van la casilla y el texto, o ninguno de los dos.",
            ),
        ]
        triggers = [
            Law(
                name="accepted",
                operation=Update | Delete,
                func=f"""
    IF EXISTS (SELECT FROM accounts_consent WHERE text_id = OLD.id) THEN
        {refuse("Ese texto ya fue aceptado: escriba la versión siguiente.")}
    END IF;
    RETURN coalesce(NEW, OLD);""",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, versión {self.version}"

    def clean(self) -> None:
        """A blank that nobody can fill would break the page of registration."""
        for field in ("label", "text", "english_label", "english_text"):
            try:
                fill(getattr(self, field), settings.ENTITY)
            except WordingError as error:
                raise ValidationError({field: str(error)}) from error


class ConsentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """The proof that a person accepted a text: its words, their SHA-256, when and from where.

    Nothing of it changes but its withdrawal, which is written once. It is never deleted, not even with its
    user (Ley 1581 de 2012, arts. 8 b and 9): whose data are erased stays as an account without name.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="consents", verbose_name="usuario")
    kind = models.CharField("clase", max_length=20, choices=ConsentKind.choices)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name="texto")
    wording = models.TextField("texto mostrado")
    sha256 = models.CharField("SHA-256 del texto", max_length=64)
    given_at = models.DateTimeField("otorgada", auto_now_add=True)
    given_from = models.GenericIPAddressField("dirección de red", null=True)
    withdrawn_at = models.DateTimeField("retirada", null=True, blank=True)
    withdrawn_from = models.GenericIPAddressField("dirección de red del retiro", null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "autorización"
        verbose_name_plural = "autorizaciones"
        ordering = ["-given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="uq_current_consent",
                violation_error_message="Esa autorización ya está otorgada.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("withdrawn_at", "withdrawn_from"),
            OnlyMayChange(name="withdrawn", where="OLD.withdrawn_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"
