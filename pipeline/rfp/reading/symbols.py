"""Turns the private-use characters by which Korean editors print bullets into characters that every font has."""

from __future__ import annotations

# U+F0xx are the glyphs of the symbol font Wingdings by their place in it; Word and 한글 both take bullets from there.
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x45: "☜", 0x46: "☞", 0x47: "☝",
    0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x54: "❄", 0x58: "✠", 0x59: "✡", 0x5B: "☯", 0x6C: "●", 0x6D: "❍",
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x78: "☒", 0x7A: "⌘", 0x7B: "❀", 0x7C: "✿", 0x7D: "❝", 0x7E: "❞", 0x80: "⓪", 0x8B: "⓿", 0x9E: "·", 0x9F: "•",
    0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎", 0xA6: "○", 0xA7: "▪", 0xA8: "□", 0xAA: "✦",
    0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹", 0xAF: "✵", 0xB5: "✪", 0xB6: "✰", 0xB7: "•", 0xD5: "⌫", 0xD6: "⌦",
    0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘",
    0xE7: "←", 0xE8: "➔", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
# Beyond U+F0000 stand the signs of 한글's own fonts. Only those are named whose look is known from prints of 한글.
_HANCOM = {
    0xF003B: "↓", 0xF0090: "✺", 0xF00DA: "▸", 0xF00E1: "(인)", 0xF012B: "(인)", 0xF02EC: "◇", 0xF02EF: "·",
    0xF02FB: "▸", 0xF02FC: "►", 0xF031C: "■", 0xF03A0: "↵", 0xF03A7: "⊟", 0xF03A8: "⊞", 0xF03C5: "□", 0xF03DA: "□",
    0xF03FF: "□",
    0xF0806: "┌", 0xF0807: "┬", 0xF0808: "┐", 0xF080C: "└", 0xF080E: "┘", 0xF080F: "━", 0xF0810: "│", 0xF081C: "┈",
    0xF0827: "■", 0xF0832: "═", 0xF0848: "━", 0xF0852: "「", 0xF0853: "」", 0xF0854: "『", 0xF0855: "』", 0xF53A: "한",
}  # fmt: skip
# The soft hyphen is a drawn one in 한글, and often the bullet of a line; the others are spaces or no signs at all.
_PLAIN = {0xAD: "-", 0x200B: "", 0x2060: "", 0xFEFF: "", 0x115F: "", 0xFFFC: "", 0xA0: " ", 0x2028: "\n", 0x2029: "\n"}


def _table() -> dict[int, str]:
    table = {0xF000 + place: sign for place, sign in _WINGDINGS.items()} | _HANCOM | _PLAIN
    table |= {place: " " for place in range(0x2000, 0x200B)}  # spaces of every width
    for first, code, count in (
        (0xF081, 0x2460, 10),  # circled digits of Wingdings
        (0xF08C, 0x2776, 10),  # the same, white on black
        (0xF0288, 0x245F, 10),  # circled digits
        (0xF02B1, 0x2460, 20),  # digits in boxes
        (0xF02CE, 0x2776, 10),  # digits in black boxes
        (0xF02D8, 0x24EB, 10),  # 11 to 20 in black boxes
    ):
        table |= {first + each: chr(code + each) for each in range(count)}
    table[0xF0288] = "⓪"
    return table


_TABLE = _table()


def readable(text: str) -> str:
    """Return `text` with the known private-use characters replaced, and the unknown ones by •."""
    if text.isascii():
        return text
    text = text.translate(_TABLE)
    return text if max(text, default="") < "\ue000" else "".join(map(_shown, text))


def _shown(char: str) -> str:
    return "•" if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000" else char
