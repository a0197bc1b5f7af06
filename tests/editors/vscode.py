"""VS Code with the packaged extension: a suite inside the extension host, and a person who types on the page."""
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

import install

HERE = install.ROOT / "tests" / "editors" / "vscode"
EXTENSION = install.ROOT / "editors" / "vscode"

SETTINGS = {
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "chat.commandCenter.enabled": False,
    "window.commandCenter": False,
    "extensions.ignoreRecommendations": True,
    "editor.minimap.enabled": False,
    "git.openRepositoryInParentFolders": "never",
}

# Milliseconds from the activation of the extension to the first diagnostics, at most.
ACTIVATION = int(os.environ.get("ASL_ACTIVATION_LIMIT", "300"))

# Those that the README of the extension shows.
PICTURES = ("completion", "hover", "quick-fix", "problems", "template")

# With these a machine can be open and wake nobody, until it is given its language: the extension alone is timed then.
ASLEEP = {"files.associations": {"*.asl.json": "plaintext"}}


class CodeServer:
    """One VS Code with its own settings and extensions, served to a browser."""

    def __init__(self, session, name, package, trusted=True, settings=None, server=None, **environment):
        self.folder = install.code_server()
        self.session, self.home = session, session.folder / name
        (self.home / "User").mkdir(parents=True)
        (self.home / "User" / "settings.json").write_text(json.dumps({**SETTINGS, **(settings or {})}), encoding="utf-8")
        # The environment of extensions is that of a login shell.
        for name in (".profile", ".bash_profile", ".zprofile"):
            (self.home / name).write_text(f'export PATH="{session.folder / "bin"}:$PATH"\n', encoding="utf-8")
        self.environment = session.environment(
            CODE_SERVER=str(self.folder), CHROMIUM=shutil.which("chromium"), HOME=str(self.home), **environment
        )
        self.entry = [
            "node",
            self.folder / "node_modules" / "code-server" / "out" / "node" / "entry.js",
            *("--config", "/dev/null", "--user-data-dir", self.home, "--extensions-dir", self.home / "extensions"),
        ]
        install.run(*self.entry, "--install-extension", package, cwd=session.files, **self.environment)
        if server:
            (installed,) = self.home.glob("extensions/asl-ls.asl-ls-*/bin/asl-ls")
            shutil.copy(server, installed)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        quiet = ["--disable-telemetry", "--disable-update-check", "--auth", "none", "--bind-addr", f"127.0.0.1:{port}"]
        trust = ["--disable-workspace-trust"] if trusted else []
        with open(self.home / "code-server.log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [str(word) for word in [*self.entry, *quiet, *trust, session.files]],
                cwd=session.files,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def __enter__(self):
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.base}/healthz", timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"code-server does not come up; see {self.home / 'code-server.log'}")

    def __exit__(self, *_):
        # Its windows' extension hosts are processes of their own, in the group that it leads.
        for how, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(patience)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue

    def suite(self, extension, seconds=120):
        command = ["node", HERE / "host.mjs", self.base, self.session.files, HERE / extension, HERE / "suite.js"]
        self.session.follow(command, seconds, **self.environment)

    def type(self, seconds=180):
        pictures = self.session.folder / "pictures"
        command = ["node", HERE / "type.mjs", self.base, self.session.files, pictures]
        self.session.follow(command, seconds, **self.environment)
        if self.session.options.keep_pictures:
            for name in PICTURES:
                picture = next(pictures.glob(f"*-{name}.png"))
                shutil.copy(picture, EXTENSION / "images" / f"{name}.png")


def package(session):
    """Both packages: without the server, and with the recorded one where the server goes."""
    if not (EXTENSION / "node_modules").exists():
        install.run("npm", "ci", "--no-audit", "--no-fund", cwd=EXTENSION)
    for old in EXTENSION.glob("*.vsix"):
        old.unlink()
    install.run("npm", "run", "package", cwd=EXTENSION, ASL_LS=str(session.folder / "bin" / "asl-ls"))
    made = sorted(EXTENSION.glob("*.vsix"), key=lambda it: len(it.name))
    packages = [it.rename(session.folder / it.name) for it in made]
    return packages


def fresh(session):
    """The files as they were, for the next part of the session."""
    here = HERE.parent / "fixtures"
    for name in here.iterdir():
        shutil.copy(name, session.files / name.name)
    shutil.rmtree(session.files / ".vscode", ignore_errors=True)
    closed = (here / session.plan["file"]).read_text(encoding="utf-8")
    for name in ("closed.asl.json", "named.asl.json"):
        (session.files / name).write_text(closed, encoding="utf-8")


def untrusted_files(session):
    """A workspace whose settings name a server that leaves a trace when it is run."""
    fresh(session)
    server = session.files / "planted-server"
    server.write_text(f"#!/bin/sh\ntouch '{session.files / 'trace'}'\necho asl-ls 9.9.9\n", encoding="utf-8")
    server.chmod(0o755)
    (session.files / ".vscode").mkdir()
    settings = {"asl.server.path": str(server)}
    (session.files / ".vscode" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def activation(session, package):
    """The time from the activation to the first diagnostics, with nothing between editor and server; the best of three."""
    seen = []
    for attempt in range(3):
        fresh(session)
        with CodeServer(session, f"timed-{attempt}", package, settings=ASLEEP, server=session.options.server, ASL_TIMED="1") as code:
            code.suite("empty")
        seen.append(int((session.files / "activation.txt").read_text(encoding="utf-8")))
        if min(seen) < ACTIVATION:
            break
    told = f"{min(seen)} ms of {seen}"

    def within():
        if min(seen) >= ACTIVATION:
            raise AssertionError(f"{told}, and at most {ACTIVATION} are good")
        return told

    session.step("shows the first diagnostics in time", within)


def drive(session):
    """The parts of the session, each in a VS Code of its own."""
    install.code_server()
    packages = []
    session.step("packages the extension", lambda: packages.extend(package(session)) or ", ".join(it.name for it in packages))
    bare, with_server = packages

    parts = {
        "timed": lambda: activation(session, with_server),
        "host": lambda: part("host", with_server, lambda code: code.suite("empty"), settings=ASLEEP),
        "typed": lambda: part("typed", with_server, lambda code: code.type()),
        "toolkit": lambda: part("toolkit", bare, lambda code: code.suite("toolkit"), ASL_TOOLKIT="1"),
        "untrusted": lambda: part(
            "untrusted", bare, lambda code: code.suite("empty"), prepare=untrusted_files, trusted=False, ASL_UNTRUSTED="1"
        ),
    }

    def part(name, extension, action, prepare=fresh, **how):
        prepare(session)
        with CodeServer(session, name, extension, **how) as code:
            action(code)
        # What was saved is compared with the server's text while it is still there.
        session.judge_text()

    for name in os.environ.get("ASL_VSCODE_PARTS", ",".join(parts)).split(","):
        parts[name]()
