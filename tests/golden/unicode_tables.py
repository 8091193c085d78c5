"""Prints the character classes of shared/text/ as the `tokenizers` package has them.

    python tests/golden/unicode_tables.py classes > shared/text/unicode_classes.c
    python tests/golden/unicode_tables.py categories > shared/text/unicode_categories.c
    python tests/golden/unicode_tables.py properties > shared/text/unicode_properties.c
    python tests/golden/unicode_tables.py scripts > shared/text/unicode_scripts.c

The package mixes several versions of Unicode (its punctuation and marks are those of Unicode 8, its
normal forms of Unicode 9, its words those of its regular expressions), so each class is asked for
code point by code point. The classes need utf8proc's shared library beside the package.
"""

import ctypes
import sys
import unicodedata

import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

CODE_POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
UTF8PROC_STABLE, UTF8PROC_COMPAT, UTF8PROC_COMPOSE, UTF8PROC_DECOMPOSE = 2, 4, 8, 16
# Letters and marks of Unicode 16 that take part in compositions; older versions of utf8proc do not
# know them, newer ones do.
UNICODE_16 = [(0x105C0, 0x105F3), (0x11380, 0x113E2), (0x16100, 0x16139), (0x16D40, 0x16D79)]


class Utf8proc:
    def __init__(self):
        self.library = ctypes.CDLL("libutf8proc.so.2")
        self.libc = ctypes.CDLL(None)
        self.libc.free.argtypes = [ctypes.c_void_p]
        self.library.utf8proc_map.restype = ctypes.c_ssize_t
        self.library.utf8proc_map.argtypes = [
            ctypes.c_char_p, ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_void_p), ctypes.c_int]

    def map(self, text, options):
        data = text.encode()
        out = ctypes.c_void_p()
        size = self.library.utf8proc_map(data, len(data), ctypes.byref(out), options | UTF8PROC_STABLE)
        result = ctypes.string_at(out, size).decode()
        self.libc.free(out)
        return result


def removed_by(normalizer):
    return [c for c in CODE_POINTS if normalizer.normalize_str(chr(c)) == ""]


def pieces_with(pre_tokenizer, count):
    return [c for c in CODE_POINTS if len(pre_tokenizer.pre_tokenize_str(f"a{chr(c)}b")) == count]


def bert(**options):
    off = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**off, **options})


def late():
    """What utf8proc decomposes, reorders or composes, and the package's older tables do not."""
    utf8proc = Utf8proc()
    nfd, nfc, nfkd = normalizers.NFD(), normalizers.NFC(), normalizers.NFKD()
    found = set()
    for c in CODE_POINTS:
        text = chr(c)
        probes = [text, f"a{text}\u0334", f"a\u0345{text}"]
        if any(nfd.normalize_str(p) != utf8proc.map(p, UTF8PROC_DECOMPOSE) for p in probes):
            found.add(c)
        if nfkd.normalize_str(text) != utf8proc.map(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT):
            found.add(c)
        parts = utf8proc.map(text, UTF8PROC_DECOMPOSE)
        if parts != text and nfc.normalize_str(parts) != utf8proc.map(parts, UTF8PROC_COMPOSE):
            found.update(ord(part) for part in parts)
    for first, last in UNICODE_16:
        found.update(range(first, last + 1))
    return sorted(found)


# As enum ps_unicode_category has them, but for its last two, which are parts of Cc.
CATEGORIES = ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
              "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn"]
BLOCK = 128
PROPERTIES = """alnum alpha alphabetic any ascii assigned blank cntrl digit emoji graph lower lowercase print punct space
    upper uppercase whitespace word xdigit arabic armenian bengali bopomofo common cyrillic devanagari ethiopic georgian
    greek gujarati gurmukhi han hangul hebrew hiragana inherited katakana khmer lao latin myanmar sinhala tamil telugu
    thai tibetan c cc cf cn co cs l lc ll lm lo lt lu m mc me mn n nd nl no p pc pd pe pf pi po ps s sc sk sm so z zl zp zs
    casedletter closepunctuation connectorpunctuation control currencysymbol dashpunctuation decimalnumber enclosingmark
    finalpunctuation format initialpunctuation letter letternumber lineseparator lowercaseletter mark mathsymbol
    modifierletter modifiersymbol nonspacingmark number openpunctuation other otherletter othernumber otherpunctuation
    othersymbol paragraphseparator privateuse punctuation separator spaceseparator spacingmark symbol titlecaseletter
    unassigned uppercaseletter""".split()


def matched_by(regex, text):
    pieces = pre_tokenizers.Split(Regex(regex), "removed", invert=True).pre_tokenize_str(text)
    return [ord(piece) for piece, _ in pieces]


def categories():
    """The category of every code point, as a number."""
    text = "".join(map(chr, CODE_POINTS))
    found = [CATEGORIES.index("Cn")] * 0x110000
    for number, name in enumerate(CATEGORIES):
        for c in matched_by(f"\\p{{{name}}}", text):
            found[c] = number
    for c in matched_by(r"\s", text):
        if found[c] == CATEGORIES.index("Cc"):
            found[c] = len(CATEGORIES) + (chr(c) in "\r\n")
    return found


def print_numbers(declaration, numbers):
    print(f"{declaration} = {{")
    line = "   "
    for number in numbers:
        entry = f" {number},"
        if len(line) + len(entry) > 100:
            print(line)
            line = "   "
        line += entry
    print(line)
    print("};")


def print_stages(name, kind, numbers):
    """A number for each code point, in two stages: the block of its high bits, the place within the block."""
    blocks = {}
    stage_1 = []
    for start in range(0, len(numbers), BLOCK):
        block = tuple(numbers[start:start + BLOCK])
        stage_1.append(blocks.setdefault(block, len(blocks)))
    print_numbers(f"const uint16_t ps_unicode_{name}blocks[{len(stage_1)}]", stage_1)
    print()
    print_numbers(f"const {kind} ps_unicode_{name}places[{len(blocks) * BLOCK}]", [n for block in blocks for n in block])


def print_categories():
    print("/* The general category of every code point, in two stages: the block of its high bits, the place")
    print(" * within the block. Generated by tests/golden/unicode_tables.py from the regular expressions of")
    print(f" * version {tokenizers.__version__} of the `tokenizers` package. */")
    print('#include "shared/text/unicode_categories.h"')
    print("\n/* clang-format off */\n")
    print_stages("", "uint8_t", categories())
    print("\n/* clang-format on */")


def ranges(code_points):
    out = []
    for c in code_points:
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def scripts():
    """Runs of code points of one script: first, last, a number for the script. What is of any script is left out."""
    cut = pre_tokenizers.UnicodeScripts().pre_tokenize_str
    found, runs = ["a"], []
    for c in CODE_POINTS:
        text = chr(c)
        if text == " " or (len(cut(f"a{text}")) == 1 and len(cut(f"漢{text}")) == 1):
            continue
        number = next((n for n in ([runs[-1][2]] if runs else []) + list(range(len(found))) if len(cut(found[n] + text)) == 1), None)
        if number is None:
            number = len(found)
            found.append(text)
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == number:
            runs[-1][1] = c
        else:
            runs.append([c, c, number])
    return runs


def print_scripts():
    print("/* The scripts of characters, as numbers, with what the reference joins: Hiragana, Katakana and Han.")
    print(f" * Generated by tests/golden/unicode_tables.py from version {tokenizers.__version__} of the `tokenizers` package. */")
    print('#include "shared/text/unicode_scripts.h"')
    print("\n/* clang-format off */\n")
    runs = scripts()
    print_numbers("const struct ps_unicode_script_run ps_unicode_script_runs[]",
                  [f"{{0x{first:X}, 0x{last:X}, {number}}}" for first, last, number in runs])
    print(f"const size_t ps_unicode_num_script_runs = {len(runs)};\n\n/* clang-format on */")


def print_properties():
    print("/* What properties of characters hold: whole categories, and ranges beside them. Generated by")
    print(f" * tests/golden/unicode_tables.py from the regular expressions of version {tokenizers.__version__} of the")
    print(" * `tokenizers` package. */")
    print('#include "shared/text/unicode_properties.h"')
    print("\n/* clang-format off */\n")
    text = "".join(map(chr, CODE_POINTS))
    members = {}
    for c, number in enumerate(categories()):
        if not 0xD800 <= c < 0xE000:
            members.setdefault(number, set()).add(c)
    entries = []
    expressions = [(name, f"\\p{{{name}}}") for name in PROPERTIES]
    expressions += [(f"posix{name}", f"[[:{name}:]]") for name in ("punct", "word")]
    for name, regex in expressions:
        found = set(matched_by(regex, text))
        whole = [number for number, of in members.items() if of <= found]
        entries.append((name, sum(1 << number for number in whole),
                        ranges(sorted(found.difference(*(members[number] for number in whole))))))
    for name, _, rest in entries:
        if rest:
            print_numbers(f"static const struct ps_unicode_range {name}_ranges[]",
                          [f"{{0x{first:X}, 0x{last:X}}}" for first, last in rest])
    print("\nconst struct ps_unicode_property ps_unicode_properties[] = {")
    for name, mask, rest in entries:
        more = f"{{{name}_ranges, {len(rest)}}}" if rest else "{0}"
        print(f'    {{"{name}", 0x{mask:08X}, {more}}},')
    print("    {0},\n};\n")
    if unicodedata.unidata_version != "14.0.0":
        sys.exit("Python 3.11, which has Unicode 14, knows what is new since then")
    new = ranges(c for c in CODE_POINTS if unicodedata.category(chr(c)) == "Cn" and c not in members[CATEGORIES.index("Cn")])
    print_numbers("static const struct ps_unicode_range recent_ranges[]", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in new])
    print(f"const struct ps_unicode_ranges ps_unicode_recent = {{recent_ranges, {len(new)}}};\n\n/* clang-format on */")


def moving(utf8proc, late_ones):
    """The characters that a normal form may change or move, or join to the one before: by form."""
    decomposed = {c for c in CODE_POINTS if any(
        utf8proc.map(p, UTF8PROC_DECOMPOSE) != p for p in (chr(c), f"a{chr(c)}\u0334", f"a\u0345{chr(c)}"))}
    parts = {c: utf8proc.map(chr(c), UTF8PROC_DECOMPOSE) for c in decomposed}
    seconds = {ord(part) for text in parts.values() for part in text[1:]}
    reordered = {c for c in decomposed if parts[c] == chr(c)}
    composed = {c for c in CODE_POINTS if utf8proc.map(chr(c), UTF8PROC_COMPOSE) != chr(c)}
    composed |= seconds | reordered | {c for c, text in parts.items() if ord(text[0]) in seconds}
    compatible = {c for c in CODE_POINTS
                  if utf8proc.map(chr(c), UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT) != parts.get(c, chr(c))}
    return [found - late_ones for found in (composed, decomposed, compatible)]


def classes():
    """What enum ps_unicode_class says of each code point: sets in the order of its bits."""
    late_ones = set(late())
    control = [c for c in removed_by(bert(clean_text=True)) if c not in (0, 0xFFFD)]
    spaces = [c for c in CODE_POINTS if c != 0xFFFD and len(pre_tokenizers.WhitespaceSplit().pre_tokenize_str(f"a{chr(c)}b")) == 2]
    han = [c for c in CODE_POINTS if len(bert(handle_chinese_chars=True).normalize_str(chr(c))) == 3]
    upper = [c for c in CODE_POINTS if normalizers.Lowercase().normalize_str(chr(c)) != chr(c)]
    return [
        [0] + control,
        pieces_with(pre_tokenizers.BertPreTokenizer(), 3),
        removed_by(bert(strip_accents=True)),
        removed_by(normalizers.StripAccents()),
        pieces_with(pre_tokenizers.Digits(individual_digits=True), 3),
        pieces_with(pre_tokenizers.Whitespace(), 1),
        spaces,
        han,
        upper,
        late_ones,
        *moving(Utf8proc(), late_ones),
    ]


def print_classes():
    print("/* The classes of every code point, in two stages: the block of its high bits, the place within the")
    print(f" * block. Generated by tests/golden/unicode_tables.py from version {tokenizers.__version__} of the `tokenizers`")
    print(" * package and, for what normal forms move, from utf8proc. */")
    print('#include "shared/text/unicode_classes.h"')
    print("\n/* clang-format off */\n")
    flags = [0] * 0x110000
    for bit, members in enumerate(classes()):
        for c in members:
            flags[c] |= 1 << bit
    combinations = sorted(set(flags))
    numbers = {combination: i for i, combination in enumerate(combinations)}
    print_numbers(f"const uint16_t ps_unicode_class_sets[{len(combinations)}]", combinations)
    print()
    print_stages("class_", "uint8_t", [numbers[f] for f in flags])
    print("\n/* clang-format on */")


def main():
    {"classes": print_classes, "categories": print_categories, "properties": print_properties,
     "scripts": print_scripts}[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
