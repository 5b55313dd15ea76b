"""Tables of writing: numerals of every style."""

from typing import Final

# Read one by one as digits anywhere: "一三八", "壹叁捌", "幺三八".
HANZI_DIGITS: Final = str.maketrans(
    "零〇○一壹弌幺二贰弍貳三叁弎四肆五伍六陆陸七柒漆八捌九玖",
    "0001111222233344556667778899",
)

# Read as digits only inside what is a number anyway: radio digits, sound-alikes and
# look-alikes. Each is an ordinary word elsewhere.
SOUND_ALIKES: Final = {
    "0": "洞零林灵另玲凌陵铃龄圈临领令菱聆伶岭羚翎绫o\u043e\u03bf\u03b8\u00f8",
    "1": "妖腰要医依衣伊壹移邀夭亿易亦义椅益译姨药摇遥咬乙仪"
    "宜怡疑遗忆艺已异役疫谊意毅翼蚁倚溢吆瑶谣耀姚il|\u0456\u03b9\u04cf",
    "2": "两俩尔儿而耳爱贰饵洱",
    "3": "散伞山叁仨参删衫闪杉珊\u0437",
    "4": "思寺斯司丝死似肆私嘶撕巳饲嗣厮伺",
    "5": "吾武舞无午屋呜伍捂物误雾务勿悟吴污乌巫梧侮坞",
    "6": "留流刘溜柳榴绿陆硫琉路鹿遛馏浏录\u0431",
    "7": "拐期妻起气奇骑柒漆其齐启器戚欺棋旗弃汽祁沏凄歧祈琪乞企泣契砌",
    "8": "扒吧巴爸发捌芭叭笆把罢霸疤坝拔靶跋",
    "9": "勾酒久就旧玖韭究救舅揪纠咎灸赳臼狗沟钩够",
}

# Letters of Greek and Cyrillic that look like ours, where they stand beside ours.
LATIN_ALIKES: Final = str.maketrans(
    "аеорсухкмтвнііјѕһԁԛԝαοερνυχικτωη", "aeopcyxkmtbhiijshdqwaoepvuxiktwn"
)

# Digits turned upside down, which are read from the right.
TURNED: Final = {
    "ɩ": "1",
    "⇂": "1",
    "ᄅ": "2",
    "ɛ": "3",
    "ㄣ": "4",
    "ϛ": "5",
    "ㄥ": "7",
}

NUMBER_WORDS: Final = {
    "zero": "0",
    "oh": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "nought": "0",
    "naught": "0",
    "nil": "0",
}
# As radio operators say them, and words that sound like them.
HEARD: Final = {
    "wun": "1",
    "won": "1",
    "too": "2",
    "to": "2",
    "tree": "3",
    "free": "3",
    "fower": "4",
    "for": "4",
    "fore": "4",
    "fife": "5",
    "sicks": "6",
    "ait": "8",
    "ate": "8",
    "niner": "9",
    "nein": "9",
}

# The ten stems by which Chinese counts a list.
STEMS: Final = dict(zip("甲乙丙丁戊己庚辛壬癸", "1234567890", strict=True))
# Spanish, French, German, Japanese, Cantonese, without marks.
_FOREIGN: Final = (
    ("cero uno dos tres cuatro cinco seis siete ocho nueve", "0123456789"),
    ("un deux trois quatre cinq sept huit neuf", "12345789"),
    ("null eins zwei drei vier funf fuenf sechs sieben acht neun", "01234556789"),
    ("ichi ni yon go roku nana hachi kyu kyuu", "124567899"),
    ("yat jat saam sei ng luk chat baat gau", "113456789"),
)
FOREIGN_WORDS: Final = {
    word: digit
    for words, digits in _FOREIGN
    for word, digit in zip(words.split(), digits, strict=True)
}

_DRAWN: Final = (
    ("\u2680", "123456"),  # dice
    ("\U0001f007", "123456789"),  # mahjong characters, then bamboos, then circles
    ("\U0001f010", "123456789"),
    ("\U0001f019", "123456789"),
    ("\U0001f550", "123456789"),  # clock faces
    ("\U0001f0a1", "123456789"),  # playing cards
    ("\U0001f0b1", "123456789"),
    ("\U0001f0c1", "123456789"),
    ("\U0001f0d1", "123456789"),
    ("\u2801", "1"),  # Braille
    ("\u2803", "2"),
    ("\u2809", "3"),
    ("\u2819", "4"),
    ("\u2811", "5"),
    ("\u280b", "6"),
    ("\u281b", "7"),
    ("\u2813", "8"),
    ("\u280a", "9"),
    ("\u281a", "0"),
    ("\U0001f3b1", "8"),
    ("\U0001f947", "123"),  # medals
    ("\U0001f17e", "0"),
    ("\u261d", "1"),  # fingers held up
    ("\u270c", "2"),
    ("\u270b", "5"),
    ("\U0001f590", "5"),
)
# Pictures and dots that stand for a digit or a letter.
DRAWN: Final = {
    chr(ord(first) + n): digit for first, row in _DRAWN for n, digit in enumerate(row)
}
for _block in (0x1F150, 0x1F170, 0x1F1E6):
    DRAWN.update({chr(_block + n): chr(ord("a") + n) for n in range(26)})
DRAWN.update(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
