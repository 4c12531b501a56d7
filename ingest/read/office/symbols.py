"""Signs of the symbol fonts, which have no letters of their own in Unicode."""

import re
import unicodedata

BULLET = "•"
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "→",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_SYMBOL = {
    0x2D: "−",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x64: "δ",
    0x6D: "μ",
    0x70: "π",
    0x73: "σ",
    0x44: "Δ",
    0x53: "Σ",
    0x57: "Ω",
    0xA3: "≤",
    0xB3: "≥",
    0xB0: "°",
    0xB1: "±",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xAC: "←",
    0xAE: "→",
    0xDE: "⇒",
    0xA5: "∞",
    0xE5: "∑",
}
_PRIVATE = 0xF000
_CODE = re.compile(r"[0-9a-fA-F]{1,4}")


def symbol(code: str, font: str) -> str:
    """The sign that a code (hexadecimal) of a font stands for; empty where it is not known."""
    return _sign(int(code, 16), font) if _CODE.fullmatch(code) else ""


def bullet(text: str, font: str) -> str:
    """What stands before an item of a list: a dash or a sign as it is, else a plain bullet."""
    signs = [_sign(ord(sign), font) or BULLET for sign in text.strip()]
    plain = all(unicodedata.category(sign)[0] in "PS" for sign in signs)
    return "".join(signs) if signs and plain else BULLET


def _sign(code: int, font: str) -> str:
    place = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if font == "Symbol":
        return _SYMBOL.get(place, "")
    if font.startswith(("Wingdings", "Webdings")):
        return _WINGDINGS.get(place, "")
    return chr(code) if place == code and chr(code).isprintable() else ""
