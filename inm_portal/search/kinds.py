from django.db import models


class HitKind(models.TextChoices):
    """What a hit is; the word is that of the addresses."""

    TASK = "tramites", "Trámites y servicios"
    PAGE = "paginas", "Páginas"
    HELP = "ayuda", "Ayuda"
    NEWS = "noticias", "Noticias"
    ARTICLE = "articulos", "Artículos de la resolución"
    RATE = "tasas", "Tasas"


# How much more a hit of a kind counts than a rate that has the same words in the same places; what is done comes
# before what is explained.
WEIGHTS = {
    HitKind.TASK: 6.0,
    HitKind.PAGE: 4.0,
    HitKind.HELP: 0.2,
    HitKind.NEWS: 2.0,
    HitKind.ARTICLE: 1.5,
    HitKind.RATE: 1.0,
}
