"""Places of a sentence where a name stands: after a role, before what it does.

A nickname ("小钱", "静静", "志强") is an ordinary word in half of all sentences;
here it is a person. ``gaps`` says where something of such a shape stands, and how
likely the trained reader must find it there.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.names.surnames import COMPOUND, EVERYDAY, GIVEN, NOT_GIVEN, SURNAMES

_ANNOUNCED: Final = (
    "(?:收件人|收货人|寄件人|发件人|联系人|签收人|负责人|经办人|开户人|收款人|认证|户名|抬头|姓名|名字|我叫|他叫|她叫"
    "|师傅叫|名叫|叫做"
    r"|真名|署名|落款)(?:写的|改成|换成|写|是|叫|为|[:：\s]){0,2}|改成|转给|交给"
    r"|[@＠]\s?"
)
_ROLES: Final = (
    "客服|卖家|买家|店家|商家|物业|门卫|保安|邻居|室友|舍友|同事|朋友|闺蜜|老公|老婆"
    "|媳妇|爱人|对象"
    "|我妈|我爸|我姐|我哥|我弟|我妹|表哥|表姐|表弟|表妹|堂哥|堂弟|师傅|快递员"
    "|快递小哥|送货员|骑手|司机"
    "|店长|老板|主管|仓管|前台|收银|医生|律师|导购|专员|助理|同学|儿子|女儿|婆婆|前任"
    "|送货的|修的|验货的"
)
# Offices that news and letters put before a full name.
_OFFICES: Final = (
    "记者|通讯员|主编|编辑|书记|经理|董事长|总裁|主任|局长|处长|科长|所长|院长|校长|队长"
    "|委员|代表|秘书|发言人|教授|博士|导演|编剧|主演|教练|球员|队友|门将|后卫|中卫|前锋"
    "|射手|选手|设计师|设计者|作家|画家|歌手|演员|专家|律师|法官|检察官|民警|文/|图/|摄影"
)
_VERBED: Final = (
    "请联系|联系|说是|我是|这是|就是|而是|是|东西被|被|我让|已经让|让|找|问了|问|和"
    "|跟|给|替|帮"
    "|谢谢|感谢|辛苦|打到|打给|当时|上次|昨天|今天|刚才|从|记录里|显示"
)
_DOES: Final = (
    "说|签收|签的|代签|代收|收到|收了|收的|收货|拿走|拿的|取走|帮|态度|答应|承认|检测"
    "|处理|一直|已经|亲口"
    r"|没|了(?=[,。!?~]|\Z)|告诉|跟我|和我|给我|给的|给钱|打电话|打的|把|去|来|买的|买了|弄|摔|用的"
    "|的支付宝|的微信|的账|的卡"
    "|的电话|的地址|的快递|手里|那里|那边|可以证明|可以作证|接待|验的|验货|在场|在吗"
    "|你好|您好|根本|没有|不回"
    "|不肯|拒绝|同意|确认|发的|寄的|发来|负责|介绍|推荐|送的|拆|装的|修的|就行|收\\b|家"
)
_EDGE: Final = r"[\s,，。;；:：、!！?？~()（）\[\]【】「」“”\"'/|]|\Z|1[3-9]\d{9}"
_AFTER: Final = rf"(?={_DOES}|{_EDGE})"
_SHUT: Final = r"(?:(?<=[\s,，。;；:：、!！?？~])|\A)"
_SPOKE: Final = "表示|认为|指出|称|介绍|透露|带队|为首|等|在|也|与|和|从|向|对|以|就|于"
_ONE: Final = f"[{''.join(sorted(SURNAMES))}]"
_PART: Final = f"[{''.join(sorted(GIVEN - NOT_GIVEN))}]"
_SURNAME: Final = f"(?:{'|'.join(sorted(COMPOUND))}|{_ONE})"
_TWICE: Final = (
    "(?!妈妈|爸爸|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|宝宝|常常|天天|刚刚|好好|慢慢|多多"
    "|大大|小小|早早|久久|明明"
    "|星星|仅仅|亲亲|恩恩|默默|偏偏|往往|处处|人人|样样|一一|三三|万万|千千|事事|通通"
    "|统统|渐渐|正正|生生|高高"
    rf"|深深|香香)({_PART})\2"
)
_NICK: Final = f"[小老阿]{_ONE}"
_FULL: Final = rf"{_SURNAME}{_PART}{{1,2}}?"
_PLAIN: Final = "(?![的了是在和与就都对为])[一-鿿]"
_HIDDEN: Final = rf"{_SURNAME}(?:某{{1,2}}|\*{{1,3}}|[x×○]{{1,2}})(?![a-z\d人些种个处])"

# "Name, male, Han, born ...": how papers and profiles begin.
_STATED: Final = (
    r"[\s,，:：、(（]{1,2}[男女](?:性|士)?[\s,，。;；、)）](?=.{0,6}?(?:[汉回满苗藏壮]族|民族|19|20|生|中共"
    r"|党员|中国|国籍|籍|本科|硕士|博士|大专|高中|学历|[0-9]{2}岁|身份|未婚|已婚))"
)
_SHOWN: Final = r"[,，:：][男女][,，。;；]"
# What stands there, and how likely the reader must find it on average.
_GAPS: Final = tuple(
    (re.compile(pattern), least)
    for pattern, least in (
        (rf"(?:{_ANNOUNCED})({_NICK}|{_FULL}){_AFTER}", 0.0),
        (rf"(?:{_ANNOUNCED}|{_ROLES}|{_VERBED})({_TWICE}){_AFTER}", 0.0),
        (rf"{_SHUT}({_TWICE})(?={_DOES}|[:：])", 0.0),
        (rf"(?:{_ANNOUNCED})({_PART}{{2}}){_AFTER}", 0.003),
        (rf"(?:{_ROLES})({_NICK}|{_FULL}){_AFTER}", 0.002),
        (rf"(?:{_ROLES})({_PART}{{2}}){_AFTER}", 0.01),
        (
            rf"(?:{_OFFICES})({_SURNAME}{_PLAIN}{{1,2}}?)(?={_SPOKE}|{_DOES}|{_EDGE})",
            0.05,
        ),
        (rf"(?:{_OFFICES})({_PLAIN}{{2,3}}?)(?={_SPOKE}|{_EDGE})", 0.08),
        (rf"\A({_SURNAME}{_PLAIN}{{2}})(?=:)", 0.008),
        (rf"(?:{_VERBED})({_NICK}|{_FULL}){_AFTER}", 0.02),
        (rf"(?:{_VERBED})({_PART}{{2}}){_AFTER}", 0.06),
        (rf"{_SHUT}({_NICK}|{_FULL}|{_PART}{{2}})(?={_DOES}|[:：])", 0.05),
        (rf"({_HIDDEN})", 0.01),
        (rf"{_SHUT}([一-鿿]{{2,4}})(?=(?:先生|女士|同志)?{_STATED})", 0.0),
        (rf"{_SHUT}({_SURNAME}[一-鿿]{{1,2}})(?={_SHOWN})", 0.008),
    )
)
_SURE_HIDDEN: Final = re.compile(rf"{_SURNAME}(?:某|\*)")


def gaps(text: str) -> Iterator[tuple[int, int, float]]:
    """Start and end of what may be a name there, and how likely it has to be."""
    for pattern, least in _GAPS:
        for found in pattern.finditer(text):
            start, end = found.span(1)
            sure = _SURE_HIDDEN.match(text, start) and text[start] not in EVERYDAY
            yield start, end, 0.0 if sure else least
