"""Puts the editors where the tests find them.

Everything that is not a package of the system goes below `target/editors`, once. Each function returns what its editor
needs to be run, or raises `Missing`.
"""
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("ASL_LS_EDITORS", ROOT / "target" / "editors"))
CODE_SERVER = "4.100.3"
PLAYWRIGHT = "1.56.1"


class Missing(Exception):
    """An editor that is not there and cannot be installed."""


def run(*command, cwd=None, **environment):
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Missing(f"`{' '.join(map(str, command))}` failed: {done.stdout.strip()[-300:]}")
    return done.stdout


def may_install():
    return not os.environ.get("ASL_LS_NO_INSTALL")


updated = False


def apt(program, *packages):
    """Makes sure of `program`, by the system's own packages where it is absent."""
    global updated
    if shutil.which(program):
        return
    if not may_install() or os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing(f"{program} is not installed")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if not updated:
        run("apt-get", "update", "-qq", **quiet)
        updated = True
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, **quiet)


def neovim_of_the_system():
    apt("nvim", "neovim")
    return ["nvim"], {}


def trixie():
    """A tree of Debian 13, whose programs run here through its own loader."""
    tree = CACHE / "trixie"
    if not (tree / "installed").exists():
        if not may_install():
            raise Missing(f"{tree} is not there")
        apt("debootstrap", "debootstrap")
        shutil.rmtree(tree, ignore_errors=True)
        tree.parent.mkdir(parents=True, exist_ok=True)
        run("debootstrap", "--variant=minbase", "--include=ca-certificates,neovim,hx", "trixie", tree, mirror())
        (tree / "installed").touch()
    return tree


def mirror():
    """The mirror of Debian that this machine's own packages come from."""
    for name in [*Path("/etc/apt/sources.list.d").glob("*"), Path("/etc/apt/sources.list")]:
        for line in name.read_text(encoding="utf-8").splitlines() if name.is_file() else []:
            words = line.split()
            if words[:1] in (["URIs:"], ["deb"]):
                found = next((word for word in words if word.rstrip("/").endswith("/debian")), None)
                if found and "snapshot" not in found:
                    return found
    return "http://deb.debian.org/debian"


def from_tree(program):
    tree = trixie()
    libraries = f"{tree}/usr/lib/x86_64-linux-gnu:{tree}/lib/x86_64-linux-gnu"
    return [f"{tree}/usr/lib64/ld-linux-x86-64.so.2", "--library-path", libraries, f"{tree}/usr/bin/{program}"]


def neovim_of_the_tree():
    command = from_tree("nvim")
    tree = trixie()
    return [*command, "--cmd", f"set runtimepath+={tree}/usr/lib/nvim"], {
        "VIMRUNTIME": f"{tree}/usr/share/nvim/runtime",
        "LUA_PATH": f"{tree}/usr/share/lua/5.1/?.lua;;",
        "LUA_CPATH": f"{tree}/usr/lib/x86_64-linux-gnu/lua/5.1/?.so;;",
    }


def helix():
    apt("tmux", "tmux")
    command = from_tree("hx")
    return command, {"HELIX_RUNTIME": f"{trixie()}/usr/lib/hx/runtime"}


def emacs():
    apt("emacs", "emacs-nox", "elpa-eglot")
    return ["emacs"], {}


def node():
    if not (shutil.which("node") and shutil.which("npm")):
        apt("npm", "nodejs", "npm")
    version = run("node", "--version").strip()
    if int(version.lstrip("v").split(".")[0]) < 20:
        raise Missing(f"VS Code needs Node 20 or later, and this is {version}")


def code_server():
    """VS Code as a server, from the registry of Node packages, and a browser to see it with."""
    node()
    apt("chromium", "chromium")
    apt("rg", "ripgrep")
    folder = CACHE / "code-server"
    if not (folder / "installed").exists():
        if not may_install():
            raise Missing(f"{folder} is not there")
        apt("make", "make", "g++", "python3")
        apt("g++", "g++")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{ "private": true }\n', encoding="utf-8")
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts")
        run("npm", "install", *quiet, f"code-server@{CODE_SERVER}", f"playwright-core@{PLAYWRIGHT}", cwd=folder)
        rebuild = ("npm", "rebuild", "--foreground-scripts")
        run(*rebuild, "argon2", cwd=folder, npm_config_yes="true")
        inner = folder / "node_modules" / "code-server" / "lib" / "vscode"
        run("npm", "install", "--omit=dev", *quiet, cwd=inner)
        run(*rebuild, "@vscode/spdlog", "node-pty", "native-watchdog", cwd=inner, npm_config_yes="true")
        link(inner / "node_modules.asar", "node_modules")
        link(inner / "node_modules" / "@vscode" / "ripgrep" / "bin" / "rg", shutil.which("rg"))
        link(inner / "bin" / "remote-cli" / "code-server", "code-linux.sh")
        link(inner / "bin" / "helpers" / "browser.sh", "browser-linux.sh")
        (folder / "installed").touch()
    return folder


def link(place, target):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(target)
