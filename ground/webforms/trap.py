"""A field that no person sees: what fills it in is a program."""

from django.http import HttpRequest

TRAPPED = (
    "Deje vacío el campo oculto; si usa un programa que llena formularios, desactívelo e inténtelo de nuevo."
)


def trapped(request: HttpRequest) -> list[tuple[str, str]]:
    """The error of whoever filled it in, as the summary of a page takes it."""
    return [("leave_empty", TRAPPED)] if request.POST.get("leave_empty") else []
