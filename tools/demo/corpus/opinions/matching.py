"""Whether a pattern could make a sentence."""

import re

from ..words import words
from .grammar import DETERMINERS

PART = re.compile(r"\[([^\[\]]*)\]|\{(\w+)([*!+-]?)(?: ([^}]*))?\}")


class Matcher:
    """All patterns of one trade, its slots filled with any entry of their lists, on either side."""

    def __init__(self, trade):
        self.trade = trade
        self.fillings = {}
        patterns = [p for group in (trade.patterns, trade.own) for lines in group.values() for p in lines]
        self.patterns = [self.parse(pattern) for pattern in patterns]

    def parse(self, pattern):
        """A list of parts, each a set of phrases (tuples of words)."""
        parts, end = [], 0
        for match in PART.finditer(pattern):
            parts += [{(word,)} for word in words(pattern[end : match.start()])]
            if match.group(1) is not None:
                parts.append(self.choice(match.group(1)))
            elif match.group(4) in DETERMINERS:  # its object is a part of its own
                parts += [self.slot(match.group(2), match.group(3), None), self.slot(match.group(4), "", None)]
            else:
                parts.append(self.slot(*match.groups()[1:]))
            end = match.end()
        return parts + [{(word,)} for word in words(pattern[end:])]

    def choice(self, text):
        phrases = set()
        for alternative in text.split("|"):
            slot = PART.fullmatch(alternative)
            phrases |= self.slot(*slot.groups()[1:]) if slot else {tuple(words(alternative))}
        return phrases

    def slot(self, name, side, what):
        key = (name, bool(side), what)
        if key not in self.fillings:
            self.fillings[key] = {tuple(words(text)) for text in self.trade.fillings(name, side, what)}
        return self.fillings[key]

    def matches(self, sentence):
        found = tuple(words(sentence))
        return any(self.fits(parts, 0, found, 0) for parts in self.patterns)

    def fits(self, parts, part, found, at):
        if part == len(parts):
            return at == len(found)
        for length in range(len(found) - at + 1):
            if found[at : at + length] in parts[part] and self.fits(parts, part + 1, found, at + length):
                return True
        return False
