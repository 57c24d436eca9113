from tariffs.models.edition import Edition, Resolution
from tariffs.models.rate import Footnote, Heading, Rate

__all__ = ["Edition", "Footnote", "Heading", "Rate", "Resolution"]
