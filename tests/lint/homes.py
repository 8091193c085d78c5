"""Each third-party header has one home; whatever is not known here is not to be included."""

import re

# Header, where it may be included (prefixes of paths), and whether one file alone may do so.
# A room's own unit tests may see what the room sees.
HOMES = [
    (r"cblas\.h|openblas.*\.h|lapacke\.h", ("shared/kernel/",), True),
    (r"hiredis(/.*)?\.h|hiredis/.*", ("worker/redis/", "tests/unit/worker/redis/"), False),
    (r"librdkafka/.*|rdkafka.*\.h", ("worker/kafka/", "tests/unit/worker/kafka/"), False),
    (r"microhttpd\.h", ("worker/http.c",), True),
    (r"curl/.*", ("worker/tracing/sender.c",), True),
    (r"openssl/.*", ("shared/base/hash.c",), True),
    # Tokenizers ask for Unicode's view of characters, templates for that of Python's str.
    (r"utf8proc\.h", ("shared/text/", "shared/template/character.c"), False),
    (r"pcre2.*\.h", ("shared/text/",), False),
    (
        r"jansson\.h",
        (
            "shared/base/json_",
            "shared/wire/",
            "shared/weights/",
            "shared/text/",
            "shared/template/",
            "shared/model/",
            "shared/task/",
            "shared/job/",
            "worker/",
            "tools/",
            "tests/",
        ),
        False,
    ),
    (r"cmocka\.h", ("tests/",), False),
    (r".*intrin\.h|arm_neon\.h|cpuid\.h", ("shared/kernel/", "shared/base/cpu"), False),
]

SYSTEM = {
    # C11
    "assert.h", "complex.h", "ctype.h", "errno.h", "fenv.h", "float.h", "inttypes.h", "limits.h",
    "locale.h", "math.h", "setjmp.h", "signal.h", "stdalign.h", "stdarg.h", "stdatomic.h",
    "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "stdnoreturn.h", "string.h",
    "strings.h", "threads.h", "time.h", "uchar.h", "wchar.h",
    # POSIX and Linux
    "dirent.h", "dlfcn.h", "endian.h", "fcntl.h", "fnmatch.h", "ftw.h", "getopt.h", "glob.h",
    "libgen.h", "netdb.h", "poll.h", "pthread.h", "regex.h", "sched.h", "semaphore.h", "spawn.h",
    "syslog.h", "termios.h", "ucontext.h", "unistd.h", "execinfo.h", "malloc.h",
}  # fmt: skip
SYSTEM_FOLDERS = ("sys/", "netinet/", "arpa/", "net/", "linux/")


def check(tree):
    faults = []
    seen = {}
    for source in tree:
        if not source.is_c:
            continue
        for include in source.includes:
            if include.quoted or include.path in SYSTEM:
                continue
            if include.path.startswith(SYSTEM_FOLDERS):
                continue
            home = next((h for h in HOMES if re.fullmatch(h[0], include.path)), None)
            if home is None:
                text = f"<{include.path}> has no home: give it one in tests/lint/homes.py"
                faults.append((source.path, include.line, text))
            elif not source.path.startswith(home[1]):
                text = f"<{include.path}> outside its home: {', '.join(home[1])}"
                faults.append((source.path, include.line, text))
            elif home[2]:
                first = seen.setdefault(home[0], source.path)
                if first != source.path:
                    text = f"<{include.path}> has one home, and that is {first} already"
                    faults.append((source.path, include.line, text))
    return faults
