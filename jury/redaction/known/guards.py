"""Where a known name is an ordinary word too: what its place must be like.

A guard looks at the neighbours of a match. It never speaks for a name in full, nor
for one that no ordinary word is written like.
"""

import re
from typing import Final

from jury.redaction.known.needles import Guard
from jury.redaction.writing.normal import Normal

# Characters that everyday words are made of, among those that names are made of.
COMMON: Final = frozenset(
    "一七万三世东严中久义乐九习书二于云五亮仇从付代仪任伍伏伟何余佳信候健储元先光党全"
    "八公六关兴兵其军农冠冬冰冲冷凝凡刘则刚初利剑力功加动劲勇勤包化北十千升华单南博卫"
    "印危厉厚友双发古可台史叶司名向君含启周哲唐唯善喜四园国圆圣在均坚城培基堂增壮声夏"
    "多大天太夫央奇奋好如妙妹威子存孙孝季学守安宋宗定宜实宣室宪宫家容宽富寒察寻封小少"
    "尚尤居展山岩岭岸州左巧巴师希席常平年幸幼广庄庆应庭康延廷建张弦强彩影征律循微德心"
    "必志念怀思恩惜意成战戴房才扬承抗持振挺授掌支放政效教敬文新方施旋旗日时明易星映春"
    "显普景晶智暖曲曾月有朋望朝木本机权材束来松极林枝柔查标树根格桃梦棉棋森楚欢歌正步"
    "武殊段毕毛民水永汉江汤沙河波洋洲流济海涓润深清温游湖源满漫潮激灵烈焦然照爱牛牧献"
    "王珍珠班生田申男画白百皮益盖盛直知石礼祖福秀秋科程空立竞章童竹笑符简管籍米粒素索"
    "紫红纪终绍经绣绪维绿缘美群育胜能腾臣致舞舰艇良艺苏若英范荷莫薄虎融衡西观觉解誉计"
    "许词诗诚语诸谢谷豪贡贵费赋赞超越跃路车辅边达迅迎进远连通那邦郡都野金钟钢钱铁银锋"
    "镇镜长闻阁阅阔陆雄雨雪零雷需震露青静音项顺顾风飞香马高鱼鲜麻黄默齐龄龙"
)
# Given names that are everyday words.
_WORDS_LISTED = (
    "平安 国庆 成功 健康 永远 和平 高兴 开心 自然 明天 大方 天天 好好 常常 刚刚 "
    "明明 宝宝 多多 平平 东方 海洋 光明 新华 中华 长城 建国 春天 快乐 幸福 美丽 "
    "漂亮 安全 温馨 方便 小心 天才 一切 一直 一样 大海 大地 阳光 金属 黄金 可可 "
    "文文 立新 向前 前进 大力 建设 成立 文化 文学 一定 如意 吉祥 美好 正好 刚好 "
    "大家 家家 星星 月亮 太阳 春风 晓得"
)
WORDS: Final = frozenset(_WORDS_LISTED.split())
_BEFORE_PERSON = re.compile(
    r"(?:\A|[^\w]|[是和跟给找叫问让被把替向写与及同由喂嗨填]|联系|通知|告诉|朋友|买家|卖家|老板|师傅"
    r"|快递员|收件人|收货人|姓名|名字|本人|你好|哈喽|我家|就说|发给|寄给|感谢|谢谢|麻烦|请|的名)\Z"
)
_AFTER_PERSON = re.compile(
    r"\Z|[\s,，。.!！?？:：;；、~)）\]】\"”」]|[说收签你您我他她也是就]|在吗|来的?|去|先生|女士|同学"
    r"|那|已|答应|告诉|已经|没收|不肯|的(?=\Z|[\s,。!?;~])|的(?:电话|手机|地址|快递|号|微信|单|件|包裹|货|名字)"
)
_SAID = re.compile(
    r"[\s,]*(?:said|says|told|tells|asked|asks|sent|sends|wrote|writes|lives|bought|sold|paid|refused|replied|agreed|promised|signed"
    r"|shipped|received|claims|claimed|called|confirmed|answered|wants|wanted|lied"
    r"|knows|knew|offered)(?![a-z])"
)
_IS = re.compile(r"\s(?:is|was|has|had|did|never|here|and\si|got|gave|took)(?![a-z])")
_TO_PERSON = re.compile(
    r"(?:ask|asked|told|tell|contact|contacted|called|names?\sis|i\sam|i['’]m|this\sis"
    r"|hi|hello|hey|dear|thanks|regards|signed\sby|mr|mrs|ms|miss|met|meet|phoned|emailed"
    r"|paid|messaged|texted|seller|buyer|driver|courier|@)[\s,.:@]{0,2}\Z"
)
# Words that open a sentence with a capital letter and name nobody there.
_OPENS_SENTENCE_LISTED = (
    "will may can so an he she you do man long young best good small little short "
    "price rich case day page don art mark bill major chance rush"
)
_OPENS_SENTENCE: Final = frozenset(_OPENS_SENTENCE_LISTED.split())


def is_meant(guard: Guard, span: tuple[int, int], *, text: str, view: Normal) -> bool:
    """Whether the match at the folded ``span`` can be the person."""
    if guard == "capital":
        return _is_english_name(text, view, span)
    start, end = span
    before = view.text[max(0, start - 3) : start]
    if guard == "person" and not _BEFORE_PERSON.search(before):
        return False
    if guard == "called" and before[-1:].isnumeric():
        return False
    return not guard or bool(_AFTER_PERSON.match(view.text[end : end + 4]))


def _is_english_name(text: str, view: Normal, span: tuple[int, int]) -> bool:
    """A capital letter that no start of a sentence explains, or its company."""
    start, end = span
    if _TO_PERSON.search(view.text[max(0, start - 12) : start]):
        return True
    at = view.starts[start]
    word = view.text[start:end]
    said = _SAID.match(view.text, end)
    if not text[at].isupper():
        return bool(said) and word not in _OPENS_SENTENCE
    before = text[:at].rstrip()
    if before and before[-1] not in ".!?。！？\n:：":
        return True
    return bool(said or _IS.match(view.text, end)) or word not in _OPENS_SENTENCE
