"""Drives asl-ls in real editors: each opens machines, is looked at and typed into, as a person would.

A line per step goes to standard output. The exit code is 0 when every step of every editor went well.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import unquote, urlparse

import helix
import install
import vscode

HERE = Path(__file__).resolve().parent
ROOT = install.ROOT
SHARED = ROOT.parent / "shared" / "editors"


class Failed(Exception):
    """A session that cannot go on."""


class Session:
    """One editor with a folder of its own: the files, the plan, the recorded server and what the steps told."""

    def __init__(self, name, options):
        self.name = name
        self.folder = install.CACHE / "sessions" / name
        self.options = options
        self.steps = self.failed = 0
        self.judged = 0
        shutil.rmtree(self.folder, ignore_errors=True)
        self.files = self.folder / "files"
        shutil.copytree(HERE / "fixtures", self.files)
        (self.files / ".git").mkdir()
        plan = json.loads((HERE / "plan.json").read_text(encoding="utf-8"))
        if options.plant_failure:
            plan["diagnostic"]["text"] = "Tell Customer"
            plan["typing"]["explained"].remove("what comes later")
            plan["project"]["undefined"] = "${Table}"
        self.plan = plan
        (self.files / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        self.traffic = self.folder / "traffic.jsonl"
        self.recorded_server()

    def recorded_server(self):
        """An `asl-ls` that comes first on the PATH: the real one, with the traffic written down."""
        folder = self.folder / "bin"
        folder.mkdir()
        server, recorder = self.options.server, HERE / "recorder.py"
        record = f'exec {sys.executable} -S -E -B "{recorder}" "{self.traffic}" "{server}" "$@"'
        script = f'#!/bin/sh\ncase "${{1:-serve}}" in\nserve | --stdio) {record} ;;\n*) exec "{server}" "$@" ;;\nesac\n'
        (folder / "asl-ls").write_text(script, encoding="utf-8")
        (folder / "asl-ls").chmod(0o755)

    def environment(self, **more):
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "WORK": str(self.files), **more}

    def tell(self, ok, name, detail=""):
        self.steps += 1
        self.failed += not ok
        self.line(f"{'ok' if ok else 'NOT OK':6} {name}{': ' + detail if detail else ''}")

    def line(self, text):
        print(f"{self.name:11} {text}", flush=True)

    def step(self, name, action):
        """Runs one step; what `action` returns is told, and what it raises fails it."""
        began = time.monotonic()
        try:
            ok, detail = True, action() or ""
        except Exception as problem:  # a step may fail in any way, and the others still count
            ok, detail = False, f"{type(problem).__name__}: {problem}"
        self.tell(ok, f"{name} ({(time.monotonic() - began) * 1000:.0f} ms)", detail)
        return ok

    def follow(self, command, seconds, **environment):
        """Runs a program that tells its steps as lines `ok - ...` and `not ok - ...`."""
        log = self.folder / "output.txt"
        with open(log, "a", encoding="utf-8") as output:
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=self.files,
                env=self.environment(**environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            # A program that hangs ends without a code of its own, and so the session fails.
            watch = threading.Timer(seconds, process.kill)
            watch.start()
            before = self.steps
            for line in process.stdout:
                output.write(line)
                line = line.strip()
                if line.startswith(("ok - ", "not ok - ")):
                    told, _, detail = line.partition(" :: ")
                    self.tell(told.startswith("ok"), told.split(" - ", 1)[1], detail)
            code = process.wait()
            watch.cancel()
        if code != 0 and not self.failed:
            raise Failed(f"the session ended with {code}; see {log}")
        if self.steps == before:
            raise Failed(f"the session told nothing; see {log}")

    def judge_text(self):
        """Compares the text that the server had at the newest saves with the files as they are now."""
        texts = Path(f"{self.traffic}.texts")
        lines = texts.read_text(encoding="utf-8").splitlines() if texts.exists() else []
        fresh, self.judged = lines[self.judged:], len(lines)
        ours = self.files.as_uri()
        last = {it["uri"]: it["text"] for it in map(json.loads, fresh) if it["uri"].startswith(ours)}
        # What an editor keeps of its own settings, it also writes by other ways.
        last = {uri: text for uri, text in last.items() if "/.vscode/" not in uri}
        if last:
            self.step("the server had the text that was saved", lambda: self.same_text(last))

    def same_text(self, last):
        for uri, text in last.items():
            saved = Path(unquote(urlparse(uri).path)).read_text(encoding="utf-8")
            if text != saved:
                raise Failed(f"{uri}: {different(text, saved)}")
        return f"{len(last)} files"

    def judge(self):
        """What the recorded traffic says: the text that the server had at each save, and the protocol's own model."""
        self.judge_text()
        if not self.judged:
            self.tell(False, "the server had the text that was saved", "nothing was saved")
        if not self.traffic.exists():
            self.tell(False, "the traffic conforms to the protocol", "there is none")
            return
        self.step("the server refused nothing that it offers", self.refused)
        judge, model = SHARED / "lsp-conformance.py", SHARED / "metaModel-3.17.json"
        if not judge.exists():
            self.line(f"skip   the protocol is not judged: there is no {judge}")
            return
        self.step("the traffic conforms to the protocol", lambda: self.conformance(judge, model))

    def refused(self):
        """What the server answered with an error, but for what was taken back or asked at a place with nothing there."""
        asked, errors = {}, {}
        for line in self.traffic.read_text(encoding="utf-8").splitlines():
            it = json.loads(line)
            message = it["msg"]
            if it["dir"] == "c2s" and "method" in message:
                asked[message.get("id")] = message["method"]
            elif it["dir"] == "s2c" and message.get("error", {}).get("code", -32800) not in (-32800, -32801, -32802, -32602):
                errors[asked.get(message.get("id"))] = message["error"]
        if errors:
            raise Failed("; ".join(f"{method}: {error}" for method, error in errors.items()))
        return f"{len(asked)} requests"

    def conformance(self, judge, model):
        command = [sys.executable, judge, model, self.traffic]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        lines = done.stdout.strip().splitlines()
        if done.returncode != 0:
            raise Failed(" | ".join(line for line in lines if " c2s " not in line))
        return lines[0].split(": ", 1)[1]


def different(server, editor):
    """Where two texts part."""
    if server is None:
        return "the server has lost track of the text"
    at = next((i for i, (a, b) in enumerate(zip(server, editor)) if a != b), min(len(server), len(editor)))
    return f"at character {at} the server has {server[at:at + 40]!r}, the editor {editor[at:at + 40]!r}"


# Each is played in a Neovim of its own.
NEOVIM_SESSIONS = ("session.lua", "typing.lua", "tasks.lua", "project.lua")


def neovim(session, installed):
    command, environment = installed()
    under_test = [*command, "--embed", "--headless", "--clean", "-u", str(HERE / "neovim" / "init.lua"), "-n"]
    shop = session.files / "shop"
    shutil.copytree(HERE / "neovim" / "shop", shop)
    (shop / ".git").mkdir()
    homes = {f"XDG_{name}_HOME": str(session.folder / name.lower()) for name in ("STATE", "CONFIG", "DATA", "CACHE")}
    for script in NEOVIM_SESSIONS:
        driver = [*command, "--headless", "--clean", "-n", "-c", f"luafile {HERE / 'neovim' / script}"]
        session.follow(
            driver,
            600,
            NEOVIM=json.dumps(under_test),
            SESSION=str(HERE / "neovim"),
            ASL_NEOVIM=str(ROOT / "editors" / "neovim"),
            **homes,
            **environment,
        )


def neovim_of_the_system(session):
    neovim(session, install.neovim_of_the_system)


def neovim_of_the_tree(session):
    neovim(session, install.neovim_of_the_tree)


def emacs(session):
    command, environment = install.emacs()
    ours = ROOT / "editors" / "emacs"
    compiled = session.folder / "asl-ls.elc"
    strict = ["--eval", "(setq byte-compile-error-on-warn t)", "--eval", f'(defun byte-compile-dest-file (_) "{compiled}")']
    compile_it = [*command, "-Q", "--batch", *strict, "-f", "batch-byte-compile", ours / "asl-ls.el"]
    session.step("the package compiles without a warning", lambda: install.run(*compile_it) and "")
    script = HERE / "emacs" / "session.el"
    session.follow([*command, "--batch", "-l", script], 90, ASL_EMACS=str(ours), HOME=str(session.folder), **environment)


EDITORS = {
    "neovim-0.7": neovim_of_the_system,
    "neovim-0.10": neovim_of_the_tree,
    "helix": helix.drive,
    "emacs": emacs,
    "vscode": vscode.drive,
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="ASL_LS_SKIP_EDITORS=NAME,... (or `all`): these may be missing where they cannot be installed. "
        "ASL_LS_NO_INSTALL=1: install nothing. ASL_LS_EDITORS=DIR: where editors are kept (target/editors).",
    )
    parser.add_argument("editors", nargs="*", metavar="EDITOR", help=f"which: {', '.join(EDITORS)} (all)")
    parser.add_argument("--server", default=os.environ.get("ASL_LS"), help="the asl-ls to test (target/release/asl-ls)")
    parser.add_argument("--plant-failure", action="store_true", help="expect what is not there: the run has to fail")
    parser.add_argument("--keep-pictures", action="store_true", help="renew the pictures in the extension's README")
    options = parser.parse_args()
    options.server = Path(options.server or ROOT / "target" / "release" / "asl-ls").resolve()
    unknown = [name for name in options.editors if name not in EDITORS]
    if unknown:
        parser.error(f"no such editor: {', '.join(unknown)}")
    if not options.server.exists():
        parser.error(f"there is no {options.server}; build it with `cargo build --release -p asl-ls`")
    may_miss = os.environ.get("ASL_LS_SKIP_EDITORS", "").split(",")

    failed, summary = 0, []
    for name in options.editors or EDITORS:
        began = time.monotonic()
        session = Session(name, options)
        try:
            EDITORS[name](session)
            session.judge()
        except install.Missing as missing:
            skip = name in may_miss or "all" in may_miss
            session.failed += not skip
            session.line(f"{'skip  ' if skip else 'NOT OK'} not installed: {missing}")
        except Exception as problem:  # one editor's failure leaves the others to run
            session.tell(False, "the session", f"{type(problem).__name__}: {problem}")
        failed += session.failed
        summary.append(f"{name}: {session.steps} steps, {session.failed} failed, {time.monotonic() - began:.1f} s")
    print("\n".join(summary))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
