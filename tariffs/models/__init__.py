from tariffs.models.edition import Booklet, Edition, Resolution
from tariffs.models.english_name import EnglishName
from tariffs.models.finder_word import FinderWord
from tariffs.models.rate import Footnote, Heading, Rate

__all__ = ["Booklet", "Edition", "EnglishName", "FinderWord", "Footnote", "Heading", "Rate", "Resolution"]
