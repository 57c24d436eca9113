"""Accounts and their sessions."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower


class UserManager(DjangoUserManager["User"]):
    def known_as(self, identifier: str) -> "models.QuerySet[User]":
        """Whoever has that user name or that e-mail, in any case: two, where one's name is the other's address."""
        typed = Lower(models.Value(identifier.replace("\x00", "").strip()))
        folded = self.alias(name=Lower("username"), address=Lower("email"))
        return folded.filter(models.Q(name=typed) | models.Q(~models.Q(email=""), address=typed)).order_by("pk")

    def get_by_natural_key(self, username: str | None) -> "User":
        """At log-in a name is its owner's in any case, as it is unique in any case."""
        return self.alias(folded=Lower("username")).get(folded=Lower(models.Value(username)))


class Theme(models.TextChoices):
    """In which colours somebody reads the portal; what is not chosen is the browser's system's to decide."""

    SYSTEM = "system", "Como mi dispositivo"
    LIGHT = "light", "Claros"
    DARK = "dark", "Oscuros"


class User(AbstractUser):
    """An account. Names live here; everything else about the person, in their Profile."""

    first_name = models.CharField("nombres", max_length=150, blank=True)
    last_name = models.CharField("apellidos", max_length=150, blank=True)
    email = models.EmailField("correo electrónico", blank=True)
    is_staff = models.BooleanField(
        "es del personal", default=False, help_text="Puede ingresar a las mesas y a la administración."
    )
    email_verified_at = models.DateTimeField("correo verificado", null=True, blank=True)
    new_email = models.EmailField(
        "correo nuevo, sin verificar",
        blank=True,
        help_text="Reemplaza al anterior cuando su dueño abra el enlace que se le envió.",
    )

    theme = models.CharField("colores de las páginas", max_length=6, choices=Theme.choices, default=Theme.SYSTEM)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        permissions = [
            ("erase_user", "Puede suprimir los datos de una persona"),
            ("view_account_mails", "Puede ver los correos de las cuentas"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="uq_user_username_any_case",
                violation_error_message="Ese nombre de usuario no está disponible.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="uq_user_email_any_case",
                violation_error_message="Ese correo electrónico no está disponible.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def has_profile(self) -> bool:
        """Whether it acts for a person or a company; accounts of the staff have none."""
        return hasattr(self, "profile")

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it was registered by somebody who has not shown yet that they read its mailbox."""
        return self.email_verified_at is None and self.last_login is None and self.has_profile


class Session(AbstractBaseSession):
    """A browser's session; with a user, one that its owner sees and may end (accounts/sessions.py)."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="open_sessions", verbose_name="usuario")
    started_at = models.DateTimeField("inicio", null=True)
    seen_at = models.DateTimeField("última actividad", null=True)
    address = models.GenericIPAddressField("dirección de red", null=True)
    user_agent = models.CharField("navegador", max_length=300, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sesión"
        verbose_name_plural = "sesiones"
