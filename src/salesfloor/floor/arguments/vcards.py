"""A business card as a vCard 4.0: UTF-8, escaped, folded at 75 bytes (RFC 6350)."""

from __future__ import annotations

from typing import Final

WIDEST: Final = 75


def vcard_of(*, name: str, title: str, organisation: str) -> str:
    """Return the card of somebody at a site."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_escaped(name)}",
        f"TITLE:{_escaped(title)}",
        f"ORG:{_escaped(organisation)}",
        "END:VCARD",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line folded so that no part has more than 75 bytes and no character is torn."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        most = WIDEST if len(parts) == 1 else WIDEST - 1
        if size + width > most:
            parts.append("")
            size = 0
        parts[-1] += character
        size += width
    return "\r\n ".join(parts)
