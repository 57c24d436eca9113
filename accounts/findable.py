"""What the portal's search and its site map know of accounts: their pages, never whose they are."""

from django.urls import reverse

from ground.findable import Findable


def pages() -> list[Findable]:
    return [
        Findable(
            "Registro de Usuarios",
            reverse("accounts:register"),
            "Cree su cuenta, como persona natural o para su empresa, de Colombia o del exterior.",
            also="registrarme registrarse inscribirme crear cuenta usuario nuevo inscripción",
            is_task=True,
        ),
        Findable(
            "Ingreso de usuarios",
            reverse("accounts:login"),
            "Entre a su cuenta con su usuario y su contraseña.",
            also="iniciar sesión entrar ingresar login acceder",
            is_task=True,
        ),
        Findable(
            "Recuperar contraseña",
            reverse("accounts:recover"),
            "Reciba por correo un enlace para escribir una contraseña nueva.",
            also="olvidé mi clave contraseña restablecer cambiar no puedo entrar",
            is_task=True,
        ),
        _own("Mi cuenta", "account", "Sus datos, su empresa y la seguridad de su cuenta.", "perfil"),
        _own(
            "Mis datos",
            "contact_data",
            "Cambie su dirección, su teléfono y sus datos de contacto.",
            "actualizar",
            is_of_registered=True,
        ),
        _own(
            "Caracterización",
            "characterisation",
            "Lo que quiera contar para mejorar los servicios.",
            "",
            is_of_registered=True,
        ),
        _own(
            "Empresa",
            "company",
            "La empresa por la que actúa, sus datos y sus usuarios.",
            "nit razón social",
            is_of_registered=True,
        ),
        _own(
            "Documentos",
            "documents",
            "Los documentos que soportan su registro.",
            "rut cámara de comercio cédula",
            is_of_registered=True,
        ),
        _own("Correo electrónico", "email", "Cambie o verifique su correo.", "email reenviar enlace confirmar"),
        _own("Contraseña", "password", "Cambie su contraseña.", "clave cambiar"),
        _own("Sesiones abiertas", "sessions", "Los navegadores en los que su cuenta está abierta.", "cerrar"),
        _own("Autorizaciones", "consents", "Lo que ha aceptado, y lo que puede autorizar o retirar.", "consentimiento"),
    ]


def _own(title: str, name: str, text: str, also: str, *, is_of_registered: bool = False) -> Findable:
    """A page of one's own account."""
    return Findable(
        title,
        reverse(f"accounts:{name}"),
        text,
        place="Mi cuenta",
        also=also,
        needs_account=True,
        is_of_registered=is_of_registered,
    )
