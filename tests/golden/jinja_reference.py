"""jinja2 with the settings that transformers gives it for chat templates."""

import datetime
import json

import jinja2
from jinja2 import ext, nodes, sandbox


class Generation(ext.Extension):
    """{% generation %} marks what a model wrote; it leaves no trace in the text."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_write"), [], [], body).set_lineno(line)

    def _write(self, caller):
        return caller()


class Namespace(jinja2.utils.Namespace):
    """Refuses names that begin with an underscore."""

    def __init__(*args, **kwargs):  # `self` may be a name in the namespace
        self, given = args[0], dict(*args[1:], **kwargs)
        for name in given:
            Namespace.check(name)
        jinja2.utils.Namespace.__init__(self, given)

    def __setitem__(self, name, value):
        Namespace.check(name)
        super().__setitem__(name, value)

    @staticmethod
    def check(name):
        if isinstance(name, str) and name.startswith("_"):
            raise jinja2.exceptions.SecurityError(name)


def environment(now_s):
    def refuse(message):
        raise jinja2.exceptions.TemplateError(message)

    def to_json(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    def now(form):
        return datetime.datetime.fromtimestamp(now_s, datetime.timezone.utc).strftime(form)

    made = sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, ext.loopcontrols])
    made.filters["tojson"] = to_json
    made.globals.update(raise_exception=refuse, strftime_now=now, dict=lambda *args, **kwargs: dict(*args, **kwargs),
                        namespace=Namespace)
    return made
