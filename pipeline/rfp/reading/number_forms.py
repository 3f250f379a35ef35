"""Turns a number into the form that an OWPML number format names: 1, ①, 가, i, 一 and their kin."""

from __future__ import annotations

_LARGEST = 20_000  # no list is longer; a number beyond is the file's fault and printed as digits
_HANGUL = "가나다라마바사아자차카타파하"
_VOWELS = (0, 4, 8, 13, 18, 20)  # ㅏ ㅓ ㅗ ㅜ ㅡ ㅣ, by their order among the vowels of a syllable
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CIRCLES = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))


def in_form(value: int, form: str) -> str:
    """Return `value` in the number format of that OWPML name; plain digits for a name or a value that has no other."""
    if not 0 < value <= _LARGEST:
        return str(value)
    match form:
        case "CIRCLED_DIGIT":
            return next((chr(code + value - low) for low, high, code in _CIRCLES if low <= value <= high), f"({value})")
        case "ROMAN_CAPITAL":
            return roman(value).upper()
        case "ROMAN_SMALL":
            return roman(value)
        case "LATIN_CAPITAL":
            return _letters(value, _CAPITALS)
        case "LATIN_SMALL":
            return _letters(value, _CAPITALS.lower())
        case "CIRCLED_LATIN_CAPITAL":
            return chr(0x24B6 + (value - 1) % 26)
        case "CIRCLED_LATIN_SMALL":
            return chr(0x24D0 + (value - 1) % 26)
        case "HANGUL_SYLLABLE":
            return _syllable(value)
        case "CIRCLED_HANGUL_SYLLABLE":
            return chr(0x326E + (value - 1) % 14)
        case "HANGUL_JAMO":
            return _letters(value, _JAMO)
        case "CIRCLED_HANGUL_JAMO":
            return chr(0x3260 + (value - 1) % 14)
        case "HANGUL_PHONETIC":
            return _words(value, "일이삼사오육칠팔구", "십백천만")
        case "IDEOGRAPH":
            return _words(value, "一二三四五六七八九", "十百千萬")
        case "CIRCLED_IDEOGRAPH":
            return chr(0x327F + value) if value <= 10 else _words(value, "一二三四五六七八九", "十百千萬")
        case "DECAGON_CIRCLE":
            return _STEMS[(value - 1) % 10]
    return str(value)


def roman(value: int) -> str:
    """Return 4 as iv."""
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (value // worth)
        value %= worth
    return text


def _letters(value: int, alphabet: str) -> str:
    """Return A … Z, then AA, BB …, doubled as the editor does it."""
    turn, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (turn + 1) if turn < 10 else str(value)


def _syllable(value: int) -> str:
    """Return 가 … 하, then 거 … 허, 고 …: the vowel turns with every fourteen."""
    turn, place = divmod(value - 1, len(_HANGUL))
    return chr(ord(_HANGUL[place]) + 28 * _VOWELS[turn]) if turn < len(_VOWELS) else str(value)


def _words(value: int, ones: str, powers: str) -> str:
    text = ""
    for place, figure in enumerate(reversed(str(value))):
        if figure != "0":
            one = "" if figure == "1" and place else ones[int(figure) - 1]
            text = one + (powers[place - 1] if place else "") + text
    return text
