"""More ways of hiding a phone number, thought up and not collected.

None of them was looked at while the rules for the collected ones were made; they show
what a new idea of a user meets.
"""

from collections.abc import Callable
from typing import Final

_PINYIN: Final = ("ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu")
_RADIO: Final = ("dong", "yao", "liang", "san", "si", "wu", "liu", "guai", "ba", "gou")
_WORDS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
)  # fmt: skip
_ROMAN: Final = ("0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MORSE: Final = (
    "-----", ".----", "..---", "...--", "....-", ".....", "-....", "--...", "---..",
    "----.",
)  # fmt: skip
_TEENS: Final = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
)  # fmt: skip
_THINGS: Final = "个只条本张支件箱盒瓶袋"


def _each(table: str | tuple[str, ...], by: str = "") -> Callable[[str], str]:
    return lambda phone: by.join(table[int(digit)] for digit in phone)


def _said(words: str) -> Callable[[str], str]:
    return _each(tuple(words.split()), " ")


def _groups(phone: str) -> tuple[str, str, str]:
    return phone[:3], phone[3:7], phone[7:]


def _counted(number: str) -> str:
    """The group as a Chinese number: 138 as 一百三十八."""
    numerals, units = "零一二三四五六七八九", "千百十"[3 - (len(number) - 1) :]
    parts = [
        "零" if digit == "0" else numerals[int(digit)] + unit
        for digit, unit in zip(number, [*units, ""], strict=True)
    ]
    return "".join(parts)


def _pairs(phone: str) -> str:
    """One three by one, then the pairs as English numbers."""
    said = [_WORDS[int(phone[0])]]
    for tens, ones in zip(phone[1::2], phone[2::2], strict=True):
        if tens == "1":
            said.append(_TEENS[int(ones)])
        elif tens == "0":
            said += ["zero", _WORDS[int(ones)]]
        else:
            said.append(
                f"{_TENS[int(tens)]} {_WORDS[int(ones)] if ones != '0' else ''}"
            )
    return " ".join(word.strip() for word in said)


def _turned(phone: str) -> str:
    table = ("0", "Ɩ", "ᄅ", "Ɛ", "ㄣ", "ϛ", "9", "ㄥ", "8", "6")
    return "".join(table[int(digit)] for digit in reversed(phone))


def _block(first: int, zero: str) -> tuple[str, ...]:
    return (zero, *(chr(first + n) for n in range(9)))


MORE_DISGUISES: Final[dict[str, Callable[[str], str]]] = {
    "pinyin words": _each(_PINYIN, " "),
    "pinyin in one": _each(_PINYIN),
    "pinyin with dashes": _each(_PINYIN, "-"),
    "radio pinyin": _each(_RADIO, " "),
    "Roman numerals": _each(_ROMAN, " "),
    "Roman letters": _each(("0", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ"), "·"),
    "like a date": lambda p: f"{p[:4]}-{p[4:6]}-{p[6:]}",
    "like a fraction": lambda p: "/".join(_groups(p)),
    "Morse": _each(_MORSE, " "),
    "Morse with bars": _each(_MORSE, "/"),
    "things counted": lambda p: "".join(
        digit + thing for digit, thing in zip(p, _THINGS, strict=True)
    ),
    "one by one in words": "，然后是".join,
    "upside down": _turned,
    "brackets": lambda p: "".join(f"【{digit}】" for digit in p),
    "angle brackets": lambda p: "".join(f"<{digit}>" for digit in p),
    "quotes": lambda p: "“" + "”“".join(p) + "”",
    "full width mixed": lambda p: "".join(
        chr(0xFF10 + int(digit)) if n % 2 else digit for n, digit in enumerate(p)
    ),
    "joining words": lambda p: "接着".join(_groups(p)),
    "then the last": lambda p: "{}，后面是{}，最后{}".format(*_groups(p)),
    "a dot said": lambda p: "点".join(_groups(p)),
    "a bar said": lambda p: "横杠".join(_groups(p)),
    "and then": lambda p: " followed by ".join(_groups(p)),
    "backwards": lambda p: " ".join(p[::-1]) + "（倒着看）",
    "backwards in numerals": lambda p: (
        _each("零一二三四五六七八九")(p[::-1]) + "反过来"
    ),
    "Tibetan": _each("༠༡༢༣༤༥༦༧༨༩"),
    "Arabic": _each("٠١٢٣٤٥٦٧٨٩"),
    "Devanagari": _each("०१२३४५६७८९"),
    "Thai": _each("๐๑๒๓๔๕๖๗๘๙"),
    "double struck": _each("𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡"),
    "monospace": _each("𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿"),
    "subscript": _each("₀₁₂₃₄₅₆₇₈₉"),
    "Suzhou": _each("〇〡〢〣〤〥〦〧〨〩"),
    "Braille": _each("⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊"),
    "mahjong": _each(_block(0x1F007, "0")),
    "clock faces": _each(_block(0x1F550, "0")),
    "look-alikes": lambda p: p.translate(str.maketrans("0125", "OlZS")),
    "bar for one": lambda p: p.replace("1", "|"),
    "Cyrillic": lambda p: p.replace("0", "О").replace("1", "І"),
    "other sound-alikes": _each("铃壹饵伞思捂柳漆芭韭"),
    "sound-alikes and digits": lambda p: "".join(
        "灵腰耳山死吾流起爸酒"[int(d)] if n % 3 == 0 else d for n, d in enumerate(p)
    ),
    "counted in Chinese": lambda p: " ".join(map(_counted, _groups(p))),
    "pairs in English": _pairs,
    "English words in one": _each(_WORDS),
    "English words and digits": lambda p: " ".join(
        _WORDS[int(d)] if n % 2 else d for n, d in enumerate(p)
    ),
    "a letter between": lambda p: "".join(
        d + "abcdefghijk"[n] for n, d in enumerate(p)
    ),
    "hearts": "❤".join,
    "tildes": "~".join,
    "double blanks": "  ".join,
    "new lines": "\n".join,
    "percent codes": lambda p: "".join(f"%3{digit}" for digit in p),
    "character codes": lambda p: "".join(f"&#{48 + int(digit)};" for digit in p),
    "middle hidden": lambda p: f"{p[:3]}****{p[7:]}",
    "flag letters around": lambda p: "🇹🇪🇱" + p,
    "combining marks": lambda p: "".join(digit + "\u0336" for digit in p),
    "variation selectors": lambda p: "".join(digit + "\ufe0e" for digit in p),
    "soft hyphens": "\u00ad".join,
    "ideographic blanks": "\u3000".join,
    "underlined": "_".join,
    "plus signs": lambda p: "+".join(_groups(p)),
    "slash and dot": lambda p: "/.".join(_groups(p)),
    "numerals and capitals": lambda p: "".join(
        ("零一二三四五六七八九" if n % 2 else "零壹贰叁肆伍陆柒捌玖")[int(d)]
        for n, d in enumerate(p)
    ),
    "circled numerals": _each(
        ("0", "㊀", "㊁", "㊂", "㊃", "㊄", "㊅", "㊆", "㊇", "㊈")
    ),
    "three places": lambda p: "{}在最前，中间四位{}，后四位{}".format(*_groups(p)),
    "three places in English": lambda p: "{} first, then {}, last four {}".format(
        *_groups(p)
    ),
    "a word of no meaning": lambda p: "空".join(_groups(p)),
    "laughter": lambda p: "哈哈".join(_groups(p)),
    "crosses": lambda p: "xx".join(_groups(p)),
    "many dots": lambda p: "......".join(_groups(p)),
    "many blanks": lambda p: "      ".join(_groups(p)),
    "letters between": lambda p: "{}a{}b{}".format(*_groups(p)),
    "rarer sound-alikes": _each("临幺贰散私屋陆启叭就"),
    "words with figures": _each(
        (
            "zer0",
            "0ne",
            "tw0",
            "thr33",
            "f0ur",
            "f1ve",
            "s1x",
            "s3ven",
            "e1ght",
            "n1ne",
        ),
        " ",
    ),
    "pinyin with tones": _each(
        ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3"),
        " ",
    ),
    "letters of other shapes": lambda p: p.translate(str.maketrans("069", "DbG")),
    "Spanish": _said("cero uno dos tres cuatro cinco seis siete ocho nueve"),
    "German": _said("null eins zwei drei vier fünf sechs sieben acht neun"),
    "French": _said("zéro un deux trois quatre cinq six sept huit neuf"),
    "Japanese": _said("zero ichi ni san yon go roku nana hachi kyu"),
    "Cantonese": _said("ling yat yi saam sei ng luk chat baat gau"),
    "stems": _each("癸甲乙丙丁戊己庚辛壬"),
    "in tags": lambda p: "{}</b><b>{}</b><b>{}".format(*_groups(p)),
    "times and divided": lambda p: "{}×{}÷{}".format(*_groups(p)),
    "look-alikes in groups": lambda p: "-".join(
        _groups(p.translate(str.maketrans("01", "Ol")))
    ),
    "the head, then the rest": lambda p: f"{p[:3]}开头，后八位{p[3:]}",
    "two halves": lambda p: f"{p[:6]}后五位{p[6:]}",
    "the last digit apart": lambda p: f"{p[:10]}，最后一位{p[10]}",
    "drawn out": lambda p: f"{p[:6]} ... {p[6:]}",
    "masked by letters": lambda p: f"{p[:3]}xxxx{p[7:]}",
    "bracketed numerals": _each(
        ("0", "㈠", "㈡", "㈢", "㈣", "㈤", "㈥", "㈦", "㈧", "㈨")
    ),
}
