"""What a password must not be, and the one form in which it is hashed and compared."""

import re
import unicodedata
from itertools import pairwise

from django.contrib.auth.hashers import MD5PasswordHasher, PBKDF2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Profile, User
from ground.words import unaccented

LONG = 5  # letters: a name that is shorter stands in many a word, and counts as a word of its own
SHORT = 3
LEFT = 6  # letters that have to be left without what is one's own
OF_ONES_OWN = _("La contraseña no puede llevar su documento, sus nombres, su usuario ni su correo.")


# --- One form (NIST SP 800-63B, 5.1.1.2): an ñ is the same ñ, whichever keyboard wrote it ----------------
def normalised(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


class NormalisedPBKDF2(PBKDF2PasswordHasher):
    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return super().encode(normalised(password), salt, iterations)


class NormalisedMD5(MD5PasswordHasher):
    """Quick, for tests."""

    def encode(self, password: str, salt: str) -> str:
        return super().encode(normalised(password), salt)


# --- Nothing of one's own -------------------------------------------------------------------------------
class NothingOfOnesOwn:
    """Refuses what whoever knows the person tries first: their document, their names, their user name, their e-mail
    or the number of their company, however they are written, joined or repeated."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None:
            return
        own = {letters for fact in owner_facts(user) if len(letters := _letters(fact)) >= SHORT}
        whole = left = _letters(password)
        for fact in sorted(own, key=len, reverse=True):
            left = left.replace(fact, "")
        has_own = any(len(fact) >= LONG and fact in whole for fact in own) or own & set(map(_letters, _words(password)))
        if has_own or len(left) < min(LEFT, len(whole)):
            raise ValidationError(OF_ONES_OWN, code="password_of_ones_own")

    def get_help_text(self) -> str:
        return str(OF_ONES_OWN)


def owner_facts(user: User) -> list[str]:
    """Everything of theirs that a password is compared with."""
    profile: Profile | None = getattr(user, "profile", None)
    nit = (profile and profile.company and profile.company.nit) or ""
    names = [user.username, user.email, user.email.partition("@")[0], *user.first_name.split(), *user.last_name.split()]
    return [*names, profile.document_number if profile else "", nit]


def _letters(text: str) -> str:
    """Letters and digits alone, without accents or capitals."""
    return re.sub(r"[\W_]", "", unaccented(text))


def _words(password: str) -> list[str]:
    """As signs, digits and capitals part them: `Ana2024casaVerde` is Ana, 2024, casa and Verde."""
    text = normalised(password)
    parted = (f" {letter}" if letter.isupper() and last.islower() else letter for last, letter in pairwise(f" {text}"))
    return re.findall(r"[^\W\d_]+|\d+", "".join(parted))
