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
    "0": "洞零林灵另玲凌陵o",
    "1": "妖腰要医依衣伊壹il|",
    "2": "两俩尔儿而耳爱贰",
    "3": "散伞山叁仨",
    "4": "思寺斯司丝死似肆",
    "5": "吾武舞无午屋呜伍",
    "6": "留流刘溜柳榴绿陆",
    "7": "拐期妻起气奇骑柒",
    "8": "扒吧巴爸发捌",
    "9": "勾酒久就旧玖",
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
}
