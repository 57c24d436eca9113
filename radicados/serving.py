from django.http import Http404, HttpResponse

from radicados.models import Radicado
from radicados.verification import sealed_pdf


def letter_response(radicado: Radicado, *, as_attachment: bool) -> HttpResponse:
    """The sealed letter; 404 while there is none, or when what is stored is not what was sealed."""
    pdf = sealed_pdf(radicado) if radicado.issued_at else None
    if pdf is None:
        raise Http404
    disposition = "attachment" if as_attachment else "inline"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'{disposition}; filename="radicado-{radicado.number}.pdf"'},
    )
