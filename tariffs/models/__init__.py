from tariffs.models.edition import Booklet, Edition, Resolution
from tariffs.models.english_name import EnglishName
from tariffs.models.rate import Footnote, Heading, Rate

__all__ = ["Booklet", "Edition", "EnglishName", "Footnote", "Heading", "Rate", "Resolution"]
