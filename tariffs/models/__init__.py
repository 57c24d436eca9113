from tariffs.models.edition import Booklet, Edition, Resolution
from tariffs.models.rate import Footnote, Heading, Rate

__all__ = ["Booklet", "Edition", "Footnote", "Heading", "Rate", "Resolution"]
