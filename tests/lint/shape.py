"""What a file may contain: lengths, forbidden calls of shared/, typedefs of structs, open ends."""

import re

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70

# shared/ never prints, exits, reads the environment or installs signal handlers: programs do.
FORBIDDEN_IN_SHARED = re.compile(
    r"\b(printf|vprintf|fprintf|vfprintf|dprintf|puts|fputs|putchar|putc|fputc|perror|err|errx"
    r"|warn|warnx|exit|_exit|_Exit|quick_exit|abort|atexit|getenv|secure_getenv|setenv|putenv"
    r"|unsetenv|signal|sigaction|raise|system|popen)\s*\("
    r"|\b(stdout|stderr|stdin|environ)\b"
)
TYPEDEF_STRUCT = re.compile(r"\btypedef\s+(struct|union)\b")
OPEN_END = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def check_function_lengths(source, faults):
    """Bodies open and close with a brace at the beginning of a line (BreakBeforeBraces: Linux)."""
    opened = None
    for number, line in enumerate(source.code.splitlines(), 1):
        if line.startswith("{"):
            opened = number
        elif line.startswith("}") and opened is not None:
            length = number - opened + 1
            if length > FUNCTION_LINES_MAX:
                text = f"a function of {length} lines; {FUNCTION_LINES_MAX} at the most"
                faults.append((source.path, opened, text))
            opened = None


def check_lines(source, pattern, text, faults, code=True):
    for number, line in enumerate((source.code if code else source.text).splitlines(), 1):
        match = pattern.search(line)
        if match:
            faults.append((source.path, number, f"{text}: {match.group(0).strip()}"))


def check(tree):
    faults = []
    for source in tree:
        if source.path.endswith((".c", ".h", ".py", ".mk")) or source.is_shell:
            check_lines(source, OPEN_END, "an open end; finish it or file an issue", faults, False)
        if not source.is_c:
            continue
        length = len(source.text.splitlines())
        if length > FILE_LINES_MAX and not source.is_generated:
            text = f"{length} lines; {FILE_LINES_MAX} at the most"
            faults.append((source.path, FILE_LINES_MAX + 1, text))
        if not source.is_generated:
            check_function_lengths(source, faults)
        check_lines(source, TYPEDEF_STRUCT, "structs are written as struct ps_noun", faults)
        if source.path.startswith("shared/"):
            check_lines(source, FORBIDDEN_IN_SHARED, "shared/ may not use", faults)
    return faults
