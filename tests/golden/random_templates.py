"""Templates at random, from a grammar: most of them run, some of them are refused, and nobody would
write any of them. random_case(seed) is always the same."""

import random

VARIABLES = {
    "s": "Hello, World",
    "t": "  two words\n",
    "q": "it's \"quoted\" <&>",
    "uni": "Größe é日本 😀\u00a0x",
    "low": "abc",
    "empty": "",
    "num": "42",
    "n": 7,
    "neg": -3,
    "zero": 0,
    "f": 2.5,
    "g": -0.125,
    "yes": True,
    "no": False,
    "nil": None,
    "l": [3, 1, 2],
    "words": ["pear", "Apple", "fig", "apple"],
    "mixed": [1, "two", None, 2.0, [3], {"k": "v"}, True],
    "nested": [[1, 2], [3, [4, 5]], []],
    "e": [],
    "d": {"a": 1, "b": "two", "c": [1, 2], "items": 5},
    "ed": {},
    "m": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": " What is 2 + 3? "},
        {"role": "assistant", "content": None, "tool_calls": [
            {"id": "c1", "function": {"name": "add", "arguments": {"a": 2, "b": 3.5}}}]},
        {"role": "tool", "content": "5", "name": "add"},
        {"role": "assistant", "content": "<think>\nhm\n</think>\n\nFive."},
    ],
    "o": {"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": ["string", "null"]}},
          "required": ["x"]},
}
NAMES = [*VARIABLES, *VARIABLES, *VARIABLES, "undef", "loop", "i", "j", "k", "v", "ns", "acc"]
STRINGS = ["", "a", " ", "b c", "ab", "x-y", "\\n", "é", "%s", "role", "content", "e", "two", ",", ".", "<b>", "\\'", "A",
           "1", "-2.5", "%d|%s", "o", "l", "\\u20ac", "\\x41", "日"]
ATTRIBUTES = ["role", "content", "a", "b", "c", "function", "name", "arguments", "tool_calls", "nope", "type",
              "properties", "items", "0", "x"]
BINARY = ["+", "-", "*", "/", "//", "%", "~", "~", "+", "and", "or", "**"]
COMPARE = ["==", "!=", "<", ">", "<=", ">=", "in", "not in"]
TESTS = ["defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "number", "string", "mapping",
         "sequence", "iterable", "callable", "even", "odd", "lower", "upper", "escaped"]
TESTS_WITH = ["divisibleby", "eq", "ne", "lt", "le", "gt", "ge", "in", "sameas", "equalto", "==", "!=", "<", ">=",
              "greaterthan", "lessthan"]
# Filters and methods by what they take, each with what it gives: a text, a number, a list, a
# dictionary, or anything. E is an expression, S a string, N a small number, A an attribute, F a filter, T a test.
FILTERS = {
    "text": {
        "capitalize": "text", "count": "number", "e": "any", "escape": "any", "first": "text", "float": "number",
        "float(E)": "any", "format(E)": "text", "format(E, E)": "text", "indent": "text", "indent(N)": "text",
        "indent(N, true)": "text", "indent(N, blank=true)": "text", "indent(S)": "text", "int": "number",
        "int(E)": "any", "int(E, 16)": "any", "join(S)": "text", "last": "text", "length": "number", "list": "list",
        "lower": "text", "replace(S, S)": "text", "replace(S, S, N)": "text", "reverse": "text", "safe": "any",
        "title": "text", "trim": "text", "trim(S)": "text", "truncate(N)": "text", "truncate(N, true)": "text",
        "truncate(N, false, S)": "text", "truncate(N, true, S, 0)": "text", "upper": "text", "wordcount": "number",
        "center(N)": "text", "striptags": "text", "urlencode": "text", "wordwrap(N)": "text", "forceescape": "any",
        "unique": "any", "sort": "list", "batch(N)": "any",
    },
    "number": {
        "abs": "number", "float": "number", "int": "number", "round": "number", "round(N)": "number",
        "round(N, 'floor')": "number", "round(1, 'ceil')": "number", "string": "text", "filesizeformat": "text",
        "tojson": "text",
    },
    "list": {
        "batch(N)": "any", "batch(N, E)": "any", "count": "number", "first": "any", "join": "text", "join(S)": "text",
        "join(S, attribute=A)": "text", "last": "any", "length": "number", "list": "list", "map(F)": "any",
        "map(F) | list": "list", "map(attribute=A) | list": "list", "map(attribute=A, default=E) | list": "list",
        "max": "any", "min": "any", "min(attribute=A)": "any", "reject | list": "list", "reject(T) | list": "list",
        "rejectattr(A) | list": "list", "rejectattr(A, T) | list": "list", "rejectattr(A, 'equalto', E) | list": "list",
        "reverse | list": "list", "select | list": "list", "select(T) | list": "list", "select('gt', N) | list": "list",
        "selectattr(A) | list": "list", "selectattr(A, 'defined') | list": "list",
        "selectattr(A, 'eq', E) | list": "list", "selectattr(A, 'in', E) | first": "any", "slice(N) | list": "list",
        "sort": "list", "sort(true)": "list", "sort(reverse=true)": "list", "sort(attribute=A)": "list", "sum": "any",
        "sum(attribute=A)": "any", "sum(start=N)": "any", "unique | list": "list", "unique(true) | list": "list",
        "groupby(A)": "any", "tojson(indent=N)": "text", "map('upper') | join": "text", "replace(S, S)": "text",
    },
    "dictionary": {
        "dictsort": "list", "dictsort(true)": "list", "dictsort(by='value')": "list", "dictsort(reverse=true)": "list",
        "items | list": "list", "list": "list", "length": "number", "tojson(sort_keys=true)": "text", "first": "any",
        "tojson(N)": "text", "join(S)": "text", "xmlattr": "text", "sort": "list",
    },
    "any": {
        "d(E)": "any", "default(E)": "any", "default(E, true)": "any", "string": "text", "tojson": "text",
        "tojson(indent=N)": "text", "tojson(ensure_ascii=true)": "text", "attr(A)": "any", "pprint": "text",
        "trim": "text", "length": "number", "first": "any", "list": "list", "tojson(separators=(',', ':'))": "text",
        "upper": "text",
    },
}
METHODS = {
    "text": {
        "capitalize()": "text", "casefold()": "text", "center(N)": "text", "count(S)": "number", "endswith(S)": "any",
        "expandtabs(N)": "text", "find(S)": "number", "find(S, N)": "number", "format(E)": "text",
        "format(E, E)": "text", "isalnum()": "any", "isalpha()": "any", "isascii()": "any", "isdecimal()": "any",
        "isdigit()": "any", "islower()": "any", "isnumeric()": "any", "isspace()": "any", "istitle()": "any",
        "isupper()": "any", "join(E)": "text", "ljust(N)": "text", "lower()": "text", "lstrip()": "text",
        "lstrip(S)": "text", "partition(S)": "list", "removeprefix(S)": "text", "removesuffix(S)": "text",
        "replace(S, S)": "text", "replace(S, S, N)": "text", "rfind(S)": "number", "rjust(N, 'x')": "text",
        "rpartition(S)": "list", "rsplit()": "list", "rsplit(S, 1)": "list", "rstrip()": "text", "rstrip(S)": "text",
        "split()": "list", "split(S)": "list", "split(S, N)": "list", "splitlines()": "list",
        "splitlines(true)": "list", "startswith(S)": "any", "startswith((S, S))": "any", "strip()": "text",
        "strip(S)": "text", "swapcase()": "text", "title()": "text", "upper()": "text", "zfill(N)": "text",
        "index(S)": "number", "rindex(S)": "number", "strip(S)[N]": "text", "split(S)[-1]": "text",
        "split(S)[0]": "text",
    },
    "number": {"bit_length()": "number"},
    "list": {"count(E)": "number", "index(E)": "number", "copy()": "list", "append(E)": "any"},
    "dictionary": {"get(S)": "any", "get(S, E)": "any", "get(E)": "any", "items() | list": "list",
                   "keys() | list": "list", "values() | list": "list", "copy()": "dictionary", "update(E)": "any",
                   "pop(S)": "any", "items()": "any", "keys()": "any", "values()": "any", "setdefault(S, E)": "any"},
    "any": {"nope()": "any", "upper()": "text", "get(S)": "any", "items()": "any"},
}
KINDS = {
    "text": ["s", "t", "q", "uni", "low", "empty", "num", "m[0].content", "m[4]['content']", "o.type"],
    "number": ["n", "neg", "zero", "f", "g", "yes", "loop.index", "n", "3", "-2", "2.5"],
    "list": ["l", "words", "mixed", "nested", "e", "m", "d.c", "o.required", "m[:3]", "range(4)", "[1, 'a', 2.0]"],
    "dictionary": ["d", "ed", "m[1]", "o", "o.properties", "{'b': 2, 'a': [1]}", "m[2].tool_calls[0].function"],
    "any": ["undef", "nil", "mixed", "x", "i", "no"],
}
GLOBALS = ["range(N)", "range(N, N)", "range(N, N, N)", "dict()", "dict(a=E)", "dict(E)", "namespace(a=E)",
           "joiner(S)", "cycler(E, E)", "raise_exception(E)", "undef(E)", "strftime_now(S)", "dict(E, b=E)"]
TEXT = ["a", " ", "\n", "  ", "x\n", "\n\n", "<|im_start|>", "}", "é", "\t", " b ", "%", "#", "\r\n", "}}", "'", "a\n  ", " { ", "\r",
        "\u2028", "%}", "\x0b", "\u00a0"]


class Grammar:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.budget = self.random.choice([4, 8, 16, 30])

    def pick(self, *choices):
        return self.random.choice(choices)

    def spend(self):
        self.budget -= 1
        return self.budget >= 0

    def string(self):
        text = self.pick(*STRINGS)
        return f"'{text}'" if self.random.random() < 0.8 else '"' + text.replace("\\'", '\\"') + '"'

    def number(self):
        return self.pick("0", "1", "2", "3", "5", "-1", "-2", "10")

    def atom(self):
        kind = self.random.random()
        if kind < 0.45:
            return self.pick(*NAMES)
        if kind < 0.6:
            return self.string()
        if kind < 0.72:
            return self.number()
        if kind < 0.8:
            return self.pick("true", "false", "none", "True", "None", "1.5", "0.1", "1e3", "1e20", "2.0", "1_0", "0x1f",
                             "1e-7", "100000000000000000")
        if kind < 0.88:
            return "[" + ", ".join(self.expression() for _ in range(self.random.randrange(4))) + "]"
        if kind < 0.93:
            pairs = (f"{self.pick(self.string(), self.string(), self.number())}: {self.expression()}"
                     for _ in range(self.random.randrange(3)))
            return "{" + ", ".join(pairs) + "}"
        if kind < 0.96:
            return "(" + "".join(self.expression() + ", " for _ in range(self.random.randrange(1, 3))) + ")"
        return self.fill(self.pick(*GLOBALS))

    def fill(self, pattern):
        out = []
        for i, c in enumerate(pattern):
            alone = not (pattern[i - 1: i].isalnum() or pattern[i + 1: i + 2].isalnum()) and pattern[i - 1: i] != "'"
            if c == "E" and alone:
                out.append(self.expression())
            elif c == "S" and alone:
                out.append(self.string())
            elif c == "N" and alone:
                out.append(self.number())
            elif c == "A" and alone:
                out.append(f"'{self.pick(*ATTRIBUTES, 'function.name', 'content.nope')}'")
            elif c == "F" and alone:
                out.append("'" + self.pick("upper", "length", "int", "string", "list", "trim", "first", "tojson", "abs") + "'")
            elif c == "T" and alone:
                out.append(f"'{self.pick(*TESTS)}'")
            else:
                out.append(c)
        return "".join(out)

    def fitting(self, kind, table):
        """A filter or a method, most often one that takes what it gets."""
        given = kind if self.random.random() < 0.92 else self.pick(*table)
        name = self.pick(*table[given])
        return self.fill(name), table[given][name]

    def chain(self):
        """A value and what is done to it, step by step."""
        kind = self.pick("text", "text", "list", "list", "dictionary", "number", "any")
        out = self.pick(*KINDS[kind])
        if kind == "text" and self.random.random() < 0.3:
            out = self.string()
        for _ in range(self.random.randrange(4)):
            choice = self.random.random()
            if choice < 0.45:
                name, kind = self.fitting(kind, FILTERS)
                out = f"({out}{self.pick('|', ' | ')}{name})"
            elif choice < 0.8:
                name, kind = self.fitting(kind, METHODS)
                out = f"({out}.{name})" if " " in name else f"{out}.{name}"
            elif choice < 0.9 and kind in ("text", "list"):
                out += "[" + ":".join(self.pick("", "", self.number()) for _ in range(self.pick(2, 2, 3))) + "]"
            elif kind in ("text", "list"):
                out += f"[{self.number()}]"
                kind = "any" if kind == "list" else kind
            else:
                out += self.pick(f".{self.pick(*ATTRIBUTES[:-2])}", f"[{self.string()}]")
                kind = "any"
        return out

    def value(self):
        return self.chain() if self.random.random() < 0.85 else self.atom()

    def binary(self):
        kind = self.pick("text", "number", "number", "list", "any")
        if self.random.random() < 0.2:
            return f"{self.expression()} {self.pick(*BINARY)} {self.expression()}"
        operator = {"text": self.pick("+", "~", "+", "~", "* 2 +", "%"), "list": self.pick("+", "+", "* 2 +"),
                    "number": self.pick(*BINARY), "any": self.pick("and", "or", "~", "and", "or")}[kind]
        sides = [self.pick(*KINDS[kind]) if self.random.random() < 0.7 else self.expression() for _ in range(2)]
        return f"{sides[0]} {operator} {sides[1]}"

    def compare(self):
        if self.random.random() < 0.3:
            return " ".join([self.expression()] + [
                f"{self.pick(*COMPARE)} {self.expression()}" for _ in range(self.pick(1, 1, 1, 2))])
        kind = self.pick(*KINDS)
        operator = self.pick(*COMPARE) if kind in ("text", "number") else self.pick("==", "!=", "in", "not in")
        right = self.pick(*KINDS["list" if "in" in operator and kind != "text" else kind])
        return f"{self.pick(*KINDS[kind])} {operator} {right}"

    def test(self):
        given = self.pick("", "", "not ")
        if self.random.random() < 0.7:
            return f"{self.value()} is {given}{self.pick(*TESTS)}"
        name = self.pick(*TESTS_WITH)
        if name[0] in "=!<>":
            return f"{self.value()} | select('{name}', {self.number()}) | list"
        return f"{self.value()} is {given}{name}" + self.pick(f"({self.expression()})", f" {self.pick(*NAMES)}")

    def expression(self):
        if not self.spend():
            return self.atom() if self.budget > -20 else "n"
        kind = self.random.random()
        if kind < 0.5:
            return self.value()
        if kind < 0.66:
            return self.binary()
        if kind < 0.74:
            return self.compare()
        if kind < 0.86:
            return self.test()
        if kind < 0.91:
            otherwise = f" else {self.expression()}" if self.random.random() < 0.7 else ""
            return f"({self.expression()} if {self.expression()}{otherwise})"
        if kind < 0.95:
            return f"{self.pick('not ', '-', '+', 'not ')}{self.expression()}"
        return f"({self.expression()})"

    def opening(self, tag="{%"):
        return tag + self.random.choices(["", "-", "+"], [6, 2, 1 if tag == "{%" else 0])[0]

    def closing(self, tag="%}"):
        return self.random.choices(["", "-", "+"], [6, 2, 1 if tag == "%}" else 0])[0] + tag

    def tag(self, words):
        return f"{self.opening()} {words} {self.closing()}"

    def text(self):
        return "".join(self.pick(*TEXT) for _ in range(self.random.randrange(3)))

    def body(self, depth):
        return "".join(self.statement(depth + 1) for _ in range(self.random.randrange(1, 4)))

    def for_loop(self, depth):
        target = self.pick("i", "i", "j", "k, v", "x")
        iterable = self.pick(self.expression(), "m", "l", "words", "d.items()", "range(4)", "nested", "mixed", "d")
        condition = f" if {self.expression()}" if self.random.random() < 0.2 else ""
        recursive = " recursive" if self.random.random() < 0.08 else ""
        body = self.body(depth)
        if self.random.random() < 0.25:
            body += self.tag(f"if {self.expression()}") + self.tag(self.pick("break", "continue")) + self.tag("endif")
        if self.random.random() < 0.4:
            body += "{{ " + self.pick("loop.index", "loop.first", "loop.last", "loop.length", "loop.revindex",
                                      "loop.cycle('a', 'b')", "loop.previtem", "loop.nextitem", "loop.changed(i)",
                                      "loop.depth", "loop.index0", "loop.revindex0") + " }}"
        if recursive and self.random.random() < 0.7:
            body += "{{ loop(i) if i is iterable and i is not string and i is not mapping }}"
        otherwise = self.tag("else") + self.body(depth) if self.random.random() < 0.2 else ""
        return self.tag(f"for {target} in {iterable}{condition}{recursive}") + body + otherwise + self.tag("endfor")

    def if_statement(self, depth):
        out = self.tag(f"if {self.expression()}") + self.body(depth)
        if self.random.random() < 0.3:
            out += self.tag(f"elif {self.expression()}") + self.body(depth)
        if self.random.random() < 0.4:
            out += self.tag("else") + self.body(depth)
        return out + self.tag("endif")

    def set_statement(self, depth):
        kind = self.random.random()
        if kind < 0.45:
            return self.tag(f"set {self.pick('i', 'j', 'k', 'acc', 's', 'ns')} = {self.expression()}")
        if kind < 0.6:
            return (self.tag("set ns = namespace(a=0, b='x')") + self.body(depth)
                    + self.tag(f"set ns.a = {self.expression()}") + "{{ ns.a }}")
        if kind < 0.7:
            return self.tag(f"set i, j = {self.expression()}, {self.expression()}")
        name = self.pick("i", "acc")
        return self.tag(f"set {name}{self.pick('', '', ' | upper', ' | trim')}") + self.body(depth) + self.tag("endset")

    def macro(self, depth):
        name = self.pick("f1", "f2")
        parameters = self.pick("", "i", "i, j=1", "i='x', j=none", "i, j, k=i")
        body = self.body(depth) + self.pick("", "", "{{ caller() }}", "{{ varargs }}", "{{ kwargs }}", "{{ caller(1) }}")
        out = self.tag(f"macro {name}({parameters})") + body + self.tag("endmacro")
        arguments = ", ".join(self.expression() for _ in range(self.random.randrange(4)))
        named = self.pick("", "", "j=2", "zz=3")
        given = ", ".join(part for part in (arguments, named) if part)
        if self.random.random() < 0.25:
            return out + self.tag(f"call{self.pick('', '(v)')} {name}({given})") + self.body(depth) + self.tag("endcall")
        return out + "{{ " + f"{name}({given})" + self.pick("", "", " | upper", " ~ 'x'", " | length") + " }}"

    def statement(self, depth=0):
        if depth > 4 or not self.spend():
            return self.text()
        kind = self.random.random()
        if kind < 0.25:
            return self.text()
        if kind < 0.6:
            return f"{self.opening('{{')} {self.expression()} {self.closing('}}')}"
        if kind < 0.72:
            return self.if_statement(depth)
        if kind < 0.84:
            return self.for_loop(depth)
        if kind < 0.91:
            return self.set_statement(depth)
        if kind < 0.95:
            return self.macro(depth)
        return self.pick(
            lambda: f"{self.opening('{#')} no {{{{ s }}}} {self.closing('#}')}",
            lambda: self.tag("raw") + self.pick(" {{ s }} ", "{% if %}\n", "\n x") + self.tag("endraw"),
            lambda: self.tag(f"with {self.pick('i', 'acc')} = {self.expression()}") + self.body(depth) + self.tag("endwith"),
            lambda: self.tag(f"filter {self.pick('upper', 'trim', 'length', 'indent(2)')}") + self.body(depth)
            + self.tag("endfilter"),
            lambda: self.tag("generation") + self.body(depth) + self.tag("endgeneration"),
        )()

    def template(self):
        return "".join(self.statement() for _ in range(self.random.randrange(1, 5)))


def damaged(template, chance):
    """With a piece left out, twice, or elsewhere: most of what comes of it is refused."""
    begin, end = sorted(chance.randrange(len(template) + 1) for _ in range(2))
    end = min(end, begin + chance.choice([1, 2, 5, 20]))
    piece = template[begin:end]
    rest = template[:begin] + template[end:]
    at = chance.randrange(len(rest) + 1)
    return chance.choice([rest, template[:end] + piece + template[end:], rest[:at] + piece + rest[at:]])


def random_template(seed):
    grammar = Grammar(seed)
    template = grammar.template()
    return damaged(template, grammar.random) if grammar.random.random() < 0.1 else template
