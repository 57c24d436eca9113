"""Scripts that are not written letter after letter from the left: pure.

A letter is written from the left; what is written from the right stands in it as a run of its own.
"""

import re
import unicodedata
from collections import defaultdict

_FROM_THE_RIGHT = {"R", "AL"}
_CODES = {"R": "R", "AL": "R", "NSM": "M", "EN": "D", "AN": "D", "L": "L"}  # others are neutral, N
_RUN = re.compile(r"R(?:[RMDN]*[RMD])?")
_PIECE = re.compile(r"D+|[RN]M*|M")
_FACING = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_JOINED_FORMS = [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]
_LAM = "\u0644"
# What a plain form would change: 10⁵ is not 105, nor 2⅐ 21⁄7.
_LOSES = ("<super>", "<sub>", "<fraction>")

# Of each Arabic letter its forms, by how it joins its neighbours; of lam with an alef, those that they share.
_forms: defaultdict[str, dict[str, str]] = defaultdict(dict)
for _form in map(chr, _JOINED_FORMS):
    _kind, *_letters = unicodedata.decomposition(_form).split() or [""]
    _base = "".join(chr(int(letter, 16)) for letter in _letters)
    if len(_base) == 1 or (len(_base) == 2 and _base[0] == _LAM and _base[1] in "\u0622\u0623\u0625\u0627"):
        _forms[_base].setdefault(_kind.strip("<>"), _form)


def joined(text: str) -> str:
    """Each Arabic letter in the form that its neighbours ask for."""
    if not any("\u0600" <= character <= "\u077f" for character in text):
        return text
    shown, joins, at = "", False, 0
    while at < len(text):
        pair = text[at : at + 2]
        base = pair if len(pair) == 2 and pair in _forms else text[at]
        at += len(base)
        if unicodedata.category(base[0]) == "Mn":  # a vowel sign stands on its letter and parts nothing
            shown += base
            continue
        forms = _forms.get(base, {})
        follower = next((other for other in text[at:] if unicodedata.category(other) != "Mn"), "")
        goes_on = "initial" in forms and "final" in _forms.get(follower, {})
        kinds = ("medial", "initial") if goes_on else ("final", "isolated")
        shown += forms.get(kinds[0] if joins else kinds[1], base)
        joins = goes_on
    return shown


def visual(text: str) -> str:
    """A line as it is drawn from the left: what is written from the right turned round, its numbers not."""
    directions = [unicodedata.bidirectional(character) for character in text]
    if _FROM_THE_RIGHT.isdisjoint(directions):
        return text
    codes = "".join(_CODES.get(direction, "N") for direction in directions)
    shown, end = "", 0
    for run in _RUN.finditer(codes):
        pieces = [text[slice(*piece.span())] for piece in _PIECE.finditer(codes, *run.span())]
        shown += text[end : run.start()] + "".join(piece.translate(_FACING) for piece in reversed(pieces))
        end = run.end()
    return shown + text[end:]


def plain_form(character: str) -> str:
    """The everyday characters for one that is only another shape of them («Ⅳ», «①», «ﬁ»); itself if there are none."""
    if unicodedata.decomposition(character).startswith(_LOSES):
        return character
    return unicodedata.normalize("NFKC", character)
