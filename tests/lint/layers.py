"""Includes point downward only: the floors of shared/, and what the worker and the tools may see."""

FLOORS = {
    "base": 0,
    "tensor": 1,
    "wire": 1,
    "weights": 2,
    "text": 2,
    "image": 2,
    "template": 2,
    "kernel": 2,
    "transformer": 3,
    "model": 4,
    "engine": 5,
    "train": 5,
    "task": 6,
    "job": 7,
}

# The configuration is plain data below both homes of the services, and knows neither.
CONFIGURATION = ("worker/config", "worker/settings")

# Rooms above shared/: whichever prefix is the longest says what it may include.
ABOVE = {
    **{prefix: ("shared/", *CONFIGURATION) for prefix in CONFIGURATION},
    "worker/kafka/": ("shared/", "worker/kafka/", "worker/delivery", *CONFIGURATION),
    "worker/redis/": ("shared/", "worker/redis/", *CONFIGURATION),
    "worker/tracing/": ("shared/", "worker/tracing/", *CONFIGURATION),
    "worker/ledger": ("shared/base/", "worker/ledger"),
    "worker/delivery": ("shared/base/", "worker/ledger", "worker/delivery"),
    "worker/": ("shared/", "worker/"),
    "tools/": (
        "shared/",
        "tools/",
        "worker/kafka/",
        "worker/redis/",
        "worker/host",
        *CONFIGURATION,
    ),
    "tests/": ("shared/", "worker/", "tools/", "tests/"),
}
# Of what the worker is made; only these may include worker/worker.h.
WORKER_TOP = ("worker/worker", "worker/main")


def floor_of(path):
    """The floor and the room of a path in shared/, or None for a path outside it."""
    parts = path.split("/")
    if parts[0] != "shared":
        return None
    if len(parts) != 3:
        return (None, None)
    return (FLOORS.get(parts[1]), parts[1])


def check_shared(source, include, fault):
    floor, room = floor_of(source.path)
    if floor is None:
        fault(1, f"is not on a floor: shared/ holds {', '.join(FLOORS)}")
        return
    target = floor_of(include.path)
    if target is None:
        fault(include.line, f"shared/ includes '{include.path}' from outside shared/")
    elif target[0] is None:
        fault(include.line, f"includes '{include.path}', which is on no floor of shared/")
    elif target[0] > floor:
        fault(include.line, f"{room} (floor {floor}) includes upward: '{include.path}'")
    elif target[0] == floor and target[1] != room:
        fault(include.line, f"{room} includes its sibling on floor {floor}: '{include.path}'")


def check_above(source, include, fault):
    prefix = max((p for p in ABOVE if source.path.startswith(p)), key=len, default=None)
    if prefix is None:
        fault(1, "C files belong in shared/, worker/, tools/ or tests/")
    elif not include.path.startswith(ABOVE[prefix]):
        fault(include.line, f"{prefix} may not include '{include.path}'")
    elif (
        include.path == "worker/worker.h"
        and source.path.startswith("worker/")
        and not source.path.startswith(WORKER_TOP)
    ):
        fault(include.line, "only worker/worker* and worker/main.c may include 'worker/worker.h'")


def check_own_header(source, sources, fault):
    """A .c includes its own header first, which shows that the header stands alone."""
    own = source.path[:-2] + ".h"
    if source.path.endswith(".h") or own not in sources:
        return
    first = source.includes[0] if source.includes else None
    if first is None or first.path != own:
        fault(first.line if first else 1, f"must include its own header first: '{own}'")


def check(tree):
    faults = []
    sources = {source.path: source for source in tree if source.is_c}
    for source in sources.values():

        def fault(line, text, path=source.path):
            faults.append((path, line, text))

        for include in source.includes:
            if not include.quoted:
                continue
            if include.path not in sources:
                fault(
                    include.line,
                    f"'{include.path}' is no file: project includes are written from the root",
                )
            elif source.path.startswith("shared/"):
                check_shared(source, include, fault)
            else:
                check_above(source, include, fault)
        check_own_header(source, sources, fault)
    return faults
