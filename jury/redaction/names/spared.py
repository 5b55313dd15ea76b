"""What a reader takes for a person and jurors need to see: evidence, and small talk.

Couriers, brands, marketplaces, festivals, interjections. One list, so that a court can
add what its goods are called.
"""

import re
from typing import Final

COURIERS: Final = (
    "顺丰|申通|圆通|中通|韵达|极兔|百世|德邦|邮政|宅急送|优速|安能|壹米滴答|京东|菜鸟"
    "|丰巢|丹鸟"
    "|天天快递|汇通|速尔|国通|跨越|达达|闪送|联邦|敦豪"
)
MARKETS: Final = (
    "奥莱|淘宝|天猫|闲鱼|咸鱼|转转|拼多多|唯品会|苏宁|当当|抖音|快手|小红书|得物|亚马逊"
    "|爱奇艺|微信"
    "|支付宝|花呗|借呗|美团|饿了么|携程|滴滴|高德|百度|腾讯|阿里|新浪|优酷|知乎|豆瓣"
)
BRANDS: Final = (
    "安德玛|安踏|阿迪|耐克|阿迪达斯|匡威|彪马|李宁|乔丹|特步|鸿星尔克|波司登|优衣库"
    "|海澜之家"
    "|雅戈尔|森马|美特斯|罗蒙|皮尔卡丹|花花公子|七匹狼|波斯登|恒源祥|南极人|俞兆林"
    "|北极绒"
    "|欧莱雅|兰蔻|雅诗兰黛|雅诗|迪奥|香奈儿|资生堂|海蓝之谜|珀莱雅|百雀羚|自然堂"
    "|薇诺娜|花西子"
    "|完美日记|欧珀莱|倩碧|科颜氏|理肤泉|雅漾|悦木之源|欧舒丹|海飞丝|潘婷|飘柔|沙宣"
    "|多芬|舒肤佳"
    "|玉兰油|妮维雅|曼秀雷敦|大宝|蓝月亮|立白|奥妙|汰渍|碧浪|施华洛世奇|施华洛|卡地亚"
    "|蒂芙尼"
    "|古驰|普拉达|爱马仕|路易威登|路易|巴宝莉|博柏利|范思哲|阿玛尼|蔻驰|纪梵希|圣罗兰"
    "|宝格丽"
    "|劳力士|欧米茄|浪琴|天梭|卡西欧|西铁城|周大福|周大生|周生生|周六福|老凤祥|潘多拉"
    "|谢瑞麟"
    "|苹果|华为|小米|荣耀|三星|索尼|佳能|尼康|富士|徕卡|松下|东芝|夏普|飞利浦|博世"
    "|西门子|戴森|戴尔"
    "|惠普|联想|华硕|宏碁|雷蛇|罗技|魅族|诺基亚|摩托罗拉|魅蓝|红米|雷柏|达尔优"
    "|森海塞尔|铁三角|漫步者"
    "|美的|格力|海尔|海信|康佳|长虹|方太|老板电器|苏泊尔|九阳|科沃斯|石头|追觅|小天鹅"
    "|林内|万和"
    "|康师傅|旺旺|娃哈哈|农夫|王老吉|加多宝|李锦记|王守义|王致和|张小泉|老干妈|江小白"
    "|郎酒|茅台|张裕"
    "|马应龙|云南白药|白云山|东阿阿胶|费列罗|德芙|雀巢|伊利|蒙牛|安慕希|百事|可口可乐"
    "|芬达|哈根达斯"
    "|乐高|奥特曼|芭比|迪士尼|多美|万代|泡泡玛特|拉布布|星黛露|玲娜贝儿|皮卡丘|宝可梦"
    "|米奇|维尼"
    "|吉利|比亚迪|奔驰|宝马|奥迪|特斯拉|沃尔沃|保时捷|法拉利|兰博基尼|路虎|雅马哈"
    "|雅迪|爱玛|捷安特"
    "|美利达|哈雷|铃木|本田|丰田|马自达|三菱|日产|凯迪拉克|雪佛兰|别克|福特|标致|雷诺"
    "|斯柯达|莱卡|林肯"
    "|羽绒|莫代尔|雪纺|羊绒|哈伦|马丁靴|切尔西|玛丽珍|乔其纱|巴拿马|雷朋|暴龙|陌森"
    "|卡姿兰|美宝莲"
)
TALK: Final = (
    "哈?亲|哦|噢|张张|恩+|嗯+|谢+[谢了啦您你]|多谢|晕+|哈哈|呵呵|嘻嘻|嘿嘿|哦哦|好好|么么|亲亲|宝贝"
    "|亲爱的?|谔|小二|小票"
    "|小号|小码|小件|小样|小店|小区|小程序|小哥|小姐姐|江浙沪|江浙|包邮|默认|默默"
    "|国庆|清明|中秋|端午|元旦"
    "|元宵|七夕|十一|双十|周[一二三四五六日天几末年边围会记报]|张[票卡图纸床桌]|左右"
    "|祝[你您福各]|容易|万一|顾虑|[毛净]重|卡[顿死]|诚心"
)
# Two colours that goods come in; those that given names are made of are left out.
COLOURS: Final = "[白黑黄蓝][黑白灰棕绿]|白蓝"
_SPARED: Final = re.compile(f"{COURIERS}|{MARKETS}|{BRANDS}|{TALK}|{COLOURS}")


def spared(text: str, start: int) -> re.Match[str] | None:
    """The word of the list that begins there; a name may be cut out of one."""
    return _SPARED.match(text, start)


def is_spared(text: str, start: int, end: int) -> bool:
    """Whether the stretch is no person, but begins or ends as one of these words."""
    if spared(text, start):
        return True
    return end - start > 2 and bool(_SPARED.fullmatch(text, start + 1, end))
