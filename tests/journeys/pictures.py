"""Pictures for the guide, in few colours, so that a checkout stays small."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect

    from tests.journeys.person import Person

ROOT: Final = Path(__file__).resolve().parents[2]
IMAGES: Final = ROOT / "src" / "salesfloor" / "web" / "static" / "guide" / "images"
LARGEST: Final = 100_000
COLOURS: Final = 64
_BY_LANGUAGE: Final = {"zh-hans": "zh-CN", "en": "en"}

# The 64 colours that occur most, each other one drawn as the nearest of them.
_REDUCE: Final = """
async ([source, colours]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(colour, (counts.get(colour) || 0) + 1);
  }
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, colours).map(([one]) => one);
  const nearest = new Map();
  const index = (colour) => {
    if (!nearest.has(colour)) {
      let best = 0, least = Infinity;
      palette.forEach((one, number) => {
        const red = (one >> 16) - (colour >> 16);
        const green = ((one >> 8) & 255) - ((colour >> 8) & 255);
        const blue = (one & 255) - (colour & 255);
        const far = red * red + green * green + blue * blue;
        if (far < least) [best, least] = [number, far];
      });
      nearest.set(colour, best);
    }
    return nearest.get(colour);
  };
  let text = "";
  for (let at = 0; at < data.length; at += 4) {
    text += String.fromCharCode(
      index((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])
    );
  }
  return { width: image.width, height: image.height, palette, pixels: btoa(text) };
}
"""


class Album:
    """Takes a picture of what stands on a screen, where pictures are wanted."""

    def __init__(self, browser: Browser, *, takes: bool) -> None:
        """Remember the browser, which also reduces the colours."""
        self._browser = browser
        self._takes = takes

    def take(self, person: Person, name: str, *, height: int | None = None) -> None:
        """Keep what the person sees under that name and the person's language."""
        if not self._takes:
            return
        size = person.page.viewport_size
        assert size is not None
        person.page.mouse.move(0, 0)
        expect(person.toast).to_have_count(0)
        clip: FloatRect = {
            "x": 0,
            "y": 0,
            "width": size["width"],
            "height": height or size["height"],
        }
        shot = person.page.screenshot(animations="disabled", caret="hide", clip=clip, type="png")
        small = self._reduced(shot)
        assert len(small) < LARGEST, f"{name} has {len(small)} bytes"
        IMAGES.mkdir(parents=True, exist_ok=True)
        (IMAGES / f"{name}.{_BY_LANGUAGE[person.language]}.png").write_bytes(small)

    def _reduced(self, png: bytes) -> bytes:
        page = self._browser.new_page()
        found = page.evaluate(_REDUCE, [base64.b64encode(png).decode(), COLOURS])
        page.close()
        width, height = found["width"], found["height"]
        pixels = base64.b64decode(found["pixels"])
        rows = (pixels[row * width : (row + 1) * width] for row in range(height))
        palette = b"".join(colour.to_bytes(3, "big") for colour in found["palette"])
        header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
        packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
        parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", packed), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
