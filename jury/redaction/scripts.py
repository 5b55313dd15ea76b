"""Tables of writing: numerals of every style, and traditional forms.

Only characters that matter to a detector are listed; a traditional character that no
cue, surname or address word uses stays as it is.
"""

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

_TRADITIONAL = (
    "張陳劉黃楊趙吳孫馬羅鄭謝韓馮蕭許鄧葉蘇呂蔣賈範鄒陸賀顧龍萬錢湯喬賴龔龐蘭齊嚴溫蘆譚閻"
    "盧華麗偉強國軍麗俊傑濤飛鳳琴蓮鵬輝寧勝學東興貴榮紅蘭燕艷雲慶號電話機碼郵箱開門樓單層棟"
    "鎮鄉縣區灣廣場園廈處辦證護薩姓聯繫係絡訊幫貨寄遞運轉賬帳戶卡銀行這個們說時會對為給過"
    "還沒買賣錢數點線網鏈鄰車庫衛"
)
_SIMPLIFIED = (
    "张陈刘黄杨赵吴孙马罗郑谢韩冯萧许邓叶苏吕蒋贾范邹陆贺顾龙万钱汤乔赖龚庞兰齐严温芦谭阎"
    "卢华丽伟强国军丽俊杰涛飞凤琴莲鹏辉宁胜学东兴贵荣红兰燕艳云庆号电话机码邮箱开门楼单层栋"
    "镇乡县区湾广场园厦处办证护萨姓联系系络讯帮货寄递运转账账户卡银行这个们说时会对为给过"
    "还没买卖钱数点线网链邻车库卫"
)
TO_SIMPLIFIED: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
