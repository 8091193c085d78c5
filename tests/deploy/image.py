"""Builds what deploy/Dockerfile describes without a container engine: each stage is a folder with a
Debian made by debootstrap, in which the steps are taken as an engine would take them. Needs root.

Known instructions: FROM, WORKDIR, COPY, RUN, USER, ENV, EXPOSE, ENTRYPOINT, CMD; any other is an error,
so that nothing of the file goes untried.
"""

import json
import os
import pathlib
import shlex
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASES = {"debian:bookworm-slim": "bookworm"}


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", **options)
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(command)}: {(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


def mirror():
    """Where this machine's own packages come from."""
    sites = run("apt-get", "indextargets", "--format", "$(SITE)").split()
    return next((s for s in sites if s.startswith("http") and "security" not in s), "http://deb.debian.org/debian")


def base(release, folder):
    """A minimal Debian that gets packages and names as this machine does."""
    run("debootstrap", "--variant=minbase", release, str(folder), mirror())
    for name in ("etc/resolv.conf", "etc/hosts"):
        shutil.copy(f"/{name}", folder / name)
    for name in ("etc/apt/apt.conf.d", "usr/share/ca-certificates", "usr/local/share/ca-certificates"):
        if os.path.isdir(f"/{name}"):
            run("cp", "-a", f"/{name}/.", str((folder / name).parent / pathlib.Path(name).name) + "/")
    with open(folder / "usr/sbin/policy-rc.d", "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\nexit 101\n")
    os.chmod(folder / "usr/sbin/policy-rc.d", 0o755)


def instructions(text):
    """(NAME, rest) of each instruction; lines that end in a backslash go on."""
    joined = text.replace("\\\n", " ")
    for line in joined.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.strip().partition(" ")
            yield name.upper(), rest.strip()


class Stage:
    def __init__(self, folder):
        self.folder = folder
        self.workdir = "/"
        self.environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
        self.user = "0:0"
        self.entrypoint = []
        self.command = []
        self.ports = []

    def chroot(self, command, **options):
        environment = {**self.environment, "HOME": "/root", "LC_ALL": "C.UTF-8"}
        return run("chroot", str(self.folder), "/bin/sh", "-c", f"cd {self.workdir} && {command}",
                   env=environment, **options)

    def path(self, name):
        return self.folder / os.path.join(self.workdir, name).lstrip("/")


class Image:
    """The stages of a Dockerfile beneath a scratch folder; `last` is the image."""

    def __init__(self, dockerfile, context, scratch):
        self.context = pathlib.Path(context)
        self.scratch = pathlib.Path(scratch)
        self.stages = {}
        self.last = None
        for name, rest in instructions(pathlib.Path(dockerfile).read_text(encoding="utf-8")):
            step = getattr(self, f"_{name.lower()}", None)
            if step is None:
                raise ValueError(f"{name} is an instruction that this builder doesn't know")
            step(rest)

    def _from(self, rest):
        image, *alias = rest.split()
        folder = self.scratch / f"stage-{len(self.stages)}"
        clean = self.scratch / f"base-{RELEASES[image]}"
        if not clean.exists():
            base(RELEASES[image], clean)
        run("cp", "-a", str(clean), str(folder))
        self.last = Stage(folder)
        self.stages[alias[1] if alias else str(len(self.stages))] = self.last

    def _workdir(self, rest):
        self.last.workdir = rest
        self.last.path(".").mkdir(parents=True, exist_ok=True)

    def _copy(self, rest):
        words = rest.split()
        source_root = self.context
        if words[0].startswith("--from="):
            source_root = self.stages[words.pop(0)[len("--from="):]].folder
        *sources, target = words
        for source in sources:
            found = source_root / source.lstrip("/")
            place = self.last.path(target)
            if found.is_dir():
                place.mkdir(parents=True, exist_ok=True)
                run("cp", "-R", "--preserve=mode,links", f"{found}/.", f"{place}/")
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(found, place / found.name if target.endswith("/") else place)

    def _run(self, rest):
        self.last.chroot(rest)

    def _user(self, rest):
        self.last.user = rest

    def _env(self, rest):
        for word in shlex.split(rest):
            name, _, value = word.partition("=")
            self.last.environment[name] = value

    def _expose(self, rest):
        self.last.ports += [int(port) for port in rest.split()]

    def _entrypoint(self, rest):
        self.last.entrypoint = json.loads(rest)

    def _cmd(self, rest):
        self.last.command = json.loads(rest)


def start(stage, arguments, environment=None, mounts=(), **options):
    """Starts the image's program as its user, on a root that can't be written to. mounts: (folder, where
    in the image), read-only too."""
    root = str(stage.folder)
    binds = [f"mount --bind {shlex.quote(root)} {shlex.quote(root)}"]
    for folder, place in mounts:
        inside = stage.folder / place.lstrip("/")
        inside.mkdir(parents=True, exist_ok=True)
        binds.append(f"mount --bind {shlex.quote(str(folder))} {shlex.quote(str(inside))}")
        binds.append(f"mount -o remount,bind,ro {shlex.quote(str(inside))}")
    binds.append(f"mount -o remount,bind,ro {shlex.quote(root)}")
    binds.append(f"mount -t proc proc {shlex.quote(root)}/proc")
    command = [*stage.entrypoint, *(arguments or stage.command)]
    script = " && ".join([*binds, f"exec chroot --userspec={stage.user} --groups= {shlex.quote(root)} {shlex.join(command)}"])
    return subprocess.Popen(["unshare", "--mount", "--", "/bin/sh", "-c", script],
                            env={**stage.environment, **(environment or {})}, **options)
