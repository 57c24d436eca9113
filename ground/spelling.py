"""How a word sounds, how far one sound is from another, and how those that are near are found.

Most of what is misspelt in Spanish sounds right (`calivrasion`). Of what does not, two words that differ in one
letter (one too many, one too few, another one, or two that changed places) have in common what is left of their
sounds without it. So each word is kept with all that is left of its sound without one letter, and what was
typed is looked for by the same: no word has to be compared that is not near.
"""

import re

SHORTEST = 4  # letters: shorter words have too many neighbours to say which was meant
LONG = 8  # letters: from here on two mistakes are forgiven, below it one
LONGEST = 40
SOUNDS = [
    (re.compile("ph"), "f"),
    (re.compile("(?<!c)h"), ""),
    (re.compile("qu(?=[ei])|c(?![eih])|k"), "k"),
    (re.compile("c(?=[ei])|z|x"), "s"),
    (re.compile("[vw]"), "b"),
    (re.compile("g(?=[ei])"), "j"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("ll"), "y"),
    (re.compile("y(?![aeiou])"), "i"),
]


def sound(word: str) -> str:
    """The same for whatever sounds alike in Colombia: `valanza` and `balanza`, `metrolojia` and `metrologia`."""
    for written, heard in SOUNDS:
        word = written.sub(heard, word)
    return word


def remains(word: str) -> set[str]:
    """Its sound, and what is left of that without one letter; nothing for a word that has no neighbours."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return set()
    heard = sound(word)
    return {heard, *(heard[:place] + heard[place + 1 :] for place in range(len(heard)))}


def is_near(typed: str, word: str) -> bool:
    return distance(sound(typed), sound(word)) <= (2 if len(typed) >= LONG else 1)


def distance(typed: str, word: str) -> int:
    """The least mistakes that make one the other: a letter more, less or another, or two that changed places."""
    before: list[int] = []
    above = list(range(len(word) + 1))
    for row, letter in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(word, start=1):
            least = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            if min(row, column) > 1 and letter == word[column - 2] and other == typed[row - 2]:
                least = min(least, before[column - 2] + 1)
            line.append(least)
        before, above = above, line
    return above[-1]
