"""Make sure that the browser tests find a Chromium; install Debian's where we may."""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTING = "SALESFLOOR_BROWSER"
PACKAGES = ("chromium", "fonts-noto-cjk")


def browser() -> str | None:
    """The browser's path: the one named in the environment, else the first found."""
    named = os.environ.get(SETTING)
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def as_root() -> list[str] | None:
    """What to put before an order that needs root; None when we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None


def install() -> None:
    """Install the browser and a font for its Chinese pages, if this is a Debian we may change."""
    root = as_root()
    apt = shutil.which("apt-get")
    if apt is None or root is None:
        return
    print("Installing", *PACKAGES, "for the browser tests ...", flush=True)
    quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    subprocess.run([*quiet, "update"], stdout=subprocess.DEVNULL, check=False)
    order = [*quiet, "install", "-y", *PACKAGES]
    subprocess.run(order, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if browser() is None and SETTING not in os.environ:
        install()
    if browser() is None:
        sys.exit(
            "The browser tests need Chromium or Chrome and a Chinese font, on Debian the packages "
            f"{' and '.join(PACKAGES)}; a browser elsewhere is named in {SETTING}."
        )
