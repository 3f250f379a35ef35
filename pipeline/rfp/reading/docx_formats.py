"""Turns a number into the letters of a Word numbering format (decimal, upperRoman, ganada …)."""

from __future__ import annotations

from pipeline.rfp.reading.number_forms import roman

# formats whose set of letters repeats: the 15th of 14 is the first one twice
_SETS = {
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_RUNS = {  # format: (the character of 1, how many there are)
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
    "ideographParenthesized": ("㈠", 10),
}
_DIGITS = {
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": "零一二三四五六七八九",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}
_COUNTED = {  # (the figures 1 to 9, ten, hundred and thousand)
    "koreanCounting": ("일이삼사오육칠팔구", "십백천"),
    "japaneseCounting": ("一二三四五六七八九", "十百千"),
    "chineseCounting": ("一二三四五六七八九", "十百千"),
    "chineseCountingThousand": ("一二三四五六七八九", "十百千"),
    "taiwaneseCounting": ("一二三四五六七八九", "十百千"),
    "taiwaneseCountingThousand": ("一二三四五六七八九", "十百千"),
}
_NATIVE_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")


def numbered(value: int, form: str) -> str:
    """Return a number in a w:numFmt; plain digits where the format has no letters for it."""
    if form in ("none", "bullet"):
        return ""
    if value <= 0:
        return str(value)
    if form in _SETS:
        turn, place = divmod(value - 1, len(_SETS[form]))
        return _SETS[form][place] * (turn + 1) if turn < 20 else str(value)
    if form in _RUNS:
        first, count = _RUNS[form]
        return chr(ord(first) + value - 1) if value <= count else str(value)
    if form in _DIGITS:
        return "".join(_DIGITS[form][int(figure)] for figure in str(value))
    if form in _COUNTED and value < 10_000:
        return _counted(value, *_COUNTED[form])
    match form:
        case "upperRoman" | "lowerRoman" if value < 4_000:
            return roman(value).upper() if form == "upperRoman" else roman(value)
        case "koreanLegal" if value < 100:
            return _NATIVE_TENS[value // 10] + _NATIVE_ONES[value % 10]
        case "decimalZero":
            return f"{value:02d}"
        case "numberInDash":
            return f"- {value} -"
    return str(value)


def _counted(value: int, figures: str, powers: str) -> str:
    """십일, 이십, 백오: a one before a power is not said."""
    text = ""
    for place, figure in enumerate(map(int, reversed(str(value)))):
        if figure:
            one = figures[figure - 1] if figure > 1 or place == 0 else ""
            text = one + (powers[place - 1] if place else "") + text
    return text
