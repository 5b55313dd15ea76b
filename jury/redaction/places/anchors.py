"""What only an address has: doors without a unit, dormitories, desks for parcels.

Each pattern comes with how long the words must be that lead to it.
"""

import re
from typing import Final

from jury.redaction.places.words import (
    COMPANY_ENDS,
    DESKS,
    ESTATE_ENDS,
    ROAD_ENDS,
    SHOP_ENDS,
)

# What only buildings and their rooms are numbered like.
_HOUSES: Final = (
    "国际|中心|半岛|工业区"
    "|(?<![图面页盒箱袋包手群画频这那])里|[城园府庭湾轩阁郡邸居墅坊台院苑楼馆厂店队场区期座岛港桥村弄厦都汇]"
)
_DOORS: Final = re.compile(
    rf"(?:{_HOUSES})(?:[a-z]座)?(?=[a-z]?[0-9]{{1,3}}[\-‐–—]"
    rf"(?:[0-9]{{1,2}}[\-‐–—])?[0-9]{{1,4}}[a-z]?"
    r"(?![0-9\-]|\s?(?:元|块|斤|个|件|天|日|号|cm|kg|g|l|ml|折|%|点|岁|米|寸|码|分|mm)|\s[0-9]{1,2}:))"
    rf"|(?:国际|中心|大厦|广场|写字楼|住院部|门诊部?|院区|[城厦汇庭府](?<![这那]城))(?:[a-z][座区])?"
    rf"(?=b?[0-9]{{1,2}}(?:[层f]|楼(?![的上下梯]))[0-9a-z]{{0,4}}(?:[号室铺店床档柜]|\Z|"
    rf"(?=[^0-9a-z])))"
    rf"|(?:{_HOUSES})(?=[0-9a-z]{{1,3}}\s?(?:栋|幢|座|单元|号楼)"
    rf"|[0-9]{{1,2}}[楼层][a-z]?[0-9]{{3,4}}"
    r"|[a-z]?[0-9]{3,4}[a-z]?(?:室|房|店|铺|档)|[0-9]{1,3}排[0-9]{1,4})"
    r"|(?:国际|中心|大厦|广场|产业园|科技园|园区)(?=[东南西北a-z][楼区座栋塔][0-9]{1,4}(?![0-9]))"
    r"|[一-鿿](?=[0-9]{1,2}-[0-9]{1,2}-(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,4}"
    r"(?![0-9\-]))"
)
# A named house with the desk that takes parcels there.
_DESKS: Final = re.compile(
    rf"(?<![们哪某本贵该己个家])(?:{ESTATE_ENDS}|{COMPANY_ENDS}|[镇村沟坪湾厂苑府城园庭墅都郡岛轩阁邸澜庐院舍]|国际|半岛"
    rf"|网吧|木业|实业|电子厂?|制衣厂|物流|酒店|宾馆|民宿|会所|健身房|棋牌室|(?<![图面页盒箱袋包手群画频这那家店])里)"
    rf"(?:[0-9]{{1,2}}号门)?(?:物业|楼下|大堂|架空层|(?:[东南西北]|小区)?[门口]口?)?(?:{DESKS}|"
    rf"(?<=门口)[一-鿿]{{1,3}}[店摊铺])"
)
# Who takes parcels for whoever is named before, and beneath which house.
_PORTERS: Final = re.compile(
    r"(?<![一-鿿]小区)(?<!公司)(?<!小区)(?<!学校)(?<!单位)(?<!楼下)(?<!门口)(?<=[一-鿿]{2})"
    r"(?:门卫室|传达室|收发室|保安[室亭])"
    rf"|[0-9]{{1,2}}(?:栋|幢|座|号楼)(?:楼下)?的?(?:{DESKS})"
    r"|(?<=[一-鿿])[0-9]{1,3}(?:号(?:厂房|车库|仓库|库房|车间|商铺|门面)|号门[0-9]{1,3}号|排[0-9]{1,3}号)"
    rf"|(?:{ESTATE_ENDS}|国际|[府园苑城湾里])物业(?:服务)?(?:中心|办公室|处)"
)
# Houses of students, and the other places of a campus that take a parcel.
_DORMS: Final = re.compile(
    r"[0-9十]{1,3}\s?[号栋]?(?:宿舍楼?|公寓楼?|舍|斋|寝)(?!5?入|[得弃友长管不])"
    r"|(?:宿舍|寝室|公寓|[男女]寝)楼?\s?[0-9a-z十]{1,3}\s?(?:号楼|栋|幢|座|楼|号)"
    r"|[东南西北学][0-9十]{1,2}楼(?=[0-9]{3,4})"
)
_CAMPUS: Final = re.compile(
    r"(?:大学|学院|师专|校区|(?<=[一-鿿]{2})本部)[一-鿿0-9a-z]{0,8}?"
    rf"(?:食堂|图书馆|体育馆|教学楼|实验楼|行政楼|校医院|服务中心|[东南西北]门|{DESKS})"
)
# A house whose name ends in Latin letters, in a number or a stage; one told by what
# stands there; and who keeps an estate.
_MIXED_HOUSES: Final = re.compile(
    r"(?<=[一-鿿])[a-z]{2,8}\s?(?:t[0-9]{1,2}\s?)?[a-z0-9]?[座栋幢]\s?[0-9]{3,4}(?![0-9元块])"
    r"|(?<=[一-鿿]{2})[1-9]号[0-9]{1,2}[幢栋座]"
    r"|(?<=[一-鿿]{2})(?<![息付分款还供呗花])[1-6]期(?:[a-z0-9]{1,2}[座栋幢])?"
    r"[0-9]{1,2}(?:0[1-9]|[1-3][0-9])(?![0-9元块])"
)
_BEHIND: Final = re.compile(
    r"(?<=[一-鿿]{2})(?<![我你他她您]家)(?:后面|旁边|对面|隔壁|前面|边上|后头)的?"
    r"(?:平房|小楼|楼房|民房|自建房|院子|巷子|仓库|[两0-9]层楼|出租屋)"
    rf"|(?<![0-9])[0-9]{{1,2}}(?:栋|幢|座|号楼)(?:楼?下|门口)的?(?:{DESKS})"
    r"|(?<=[一-鿿]{2})(?:[东南西北车铁]站)(?:旁边?|对面|后面)的?[一-鿿]{2,6}"
    r"(?=[,，。！!\s]|\Z)"
)
_KEEPERS: Final = re.compile(
    r"(?<=[一-鿿])(?:花园|家园|公寓|山庄|国际|[苑园府湾庭邸郡])物业(?=[,，。！!\s]|\Z|就|这|那?里"
    r"|[了吧啊呢])"
)
# What a cue word names a desk by, other than the words that any house is called.
LED_DESK: Final = re.compile(
    r"(?!(?:你|我|他|她|您|咱)们?|小区|公司|学校|单位|菜鸟|快递|楼下|门口|附近|家|指定|代收|对面|最近|旁边"
    r"|一楼|那|这|了|个|好|物业|丰巢|驿站)(?P<name>[一-鿿]{2,8}?)(?:[东西南北]?门|楼下|门口|小区|物业)?"
    rf"(?:{DESKS}|超市|便利店)(?:门口)?(?=[了吧就可的,，。!！?？；;\s]|\Z)"
)
_STAIRS: Final = re.compile(
    r"(?<![0-9])[0-9]{1,5}号(?:[0-9a-z]{1,3}(?:栋|幢|座|号?楼|单元)){0,2}[0-9a-z]{2,5}室"
)
_ADMINS: Final = re.compile(
    rf"[一-鿿]{{2,3}}(?<![小社园市校片地景厂院专])[区县](?=[一-鿿]{{2,6}}?(?:{ESTATE_ENDS}))|"
    r"[一-鿿]{1,3}[区县市](?=[一-鿿]{2,4}?(?:街道|[镇乡]))|[一-鿿]{1,3}苏木[一-鿿]{1,4}嘎查"
    r"|[一-鿿]{1,3}[镇乡](?=政府)|[一-鿿]{1,3}(?:街道|镇)"
    rf"(?=[一-鿿]{{1,8}}?(?:[村屯庄沟坪湾寨]|政府|农场|超市|卫生院|{ROAD_ENDS}|{ESTATE_ENDS}))"
)
_ROAD_TO: Final = re.compile(
    rf"(?:{ROAD_ENDS})(?=[一-鿿0-9a-z]{{2,12}}?(?:{ESTATE_ENDS}|{COMPANY_ENDS}"
    rf"|{SHOP_ENDS}|店|中心|停车场|对面))"
)
# A house of an estate whose name does not say so, and the room: "锦绣江南14号528".
_ROOMS: Final = re.compile(
    r"(?<=[一-鿿]{2})[一-鿿](?<![月第周年上下这那本前后零一二三四五六七八九十])(?=[0-9]{1,3}号[0-9]{3,4}[室房]?"
    r"(?![0-9.]|\s?(?:元|块|斤|个|件|天|日|号|张|单|ml|g|kg|cm|mm|w|v)))"
)
# What a village has one of.
_VILLAGES: Final = re.compile(
    "村委会?(?:大院)?|[一二三四五六七八九十0-9]{1,2}[队组社][0-9]{1,4}号"
    "|[村屯庄寨湾坪沟坝坡岭冲](?:村口|[东西南北]头|口)?第[一二三四五六七八九十0-9]{1,2}家"
    "|[村屯庄寨沟坪]老?[一-鿿]{1,2}家(?:隔壁|对面|旁边|后面)"
    "|[沿庙堡滩洼埠峪崖屿洲渡圩浜泾墩垸垭][0-9]{1,3}号(?![码线机店])"
    "|[村屯庄寨湾坪沟坝塘岭冲](?:村委会?|祠堂|供销社|卫生[室院所]|小学|大队部?|小卖部|加油站|[东西南北]头)"
)
# The way out of a station, and a company of a regiment that tills land.
_STATIONS: Final = re.compile(
    "[站港库厂][0-9]{1,3}号[门库仓]|[0-9]{1,2}街[0-9]{1,3}号(?![码线机店])"
    "|地铁站[a-z东南西北]?[0-9]{0,2}(?:出?口)|地铁站?[一-鿿]{2,6}?[a-z][0-9]?出?口"
)
_REGIMENTS: Final = re.compile("[0-9]{1,3}团[0-9]{1,2}[营连队]")
# Buildings in English behind a name in Chinese: "云山苑 Building 3 Room 502".
_LATIN_DOORS: Final = re.compile(
    r"(?<=[一-鿿])\s?(?:building|bldg|block|blk|tower|phase)\.?\s?[0-9a-z]{1,3}"
    r"(?:[\s,]{1,2}(?:(?:unit|room|rm|flat|apt|floor|no)\.?\s?[0-9a-z]{1,5}"
    r"|[0-9]{3,4}(?![0-9]))){1,3}"
    r"|(?<=[座栋幢楼苑园城府庭湾里区厦寓])\s?(?:room|rm|flat|unit|apt)\.?\s?[0-9]{2,4}"
)
_CROSSINGS: Final = re.compile(
    rf"(?:{ROAD_ENDS})[和与跟][一-鿿]{{1,6}}?(?:{ROAD_ENDS})的?(?:交叉口|路口|交汇处?|交口|口)"
    "(?:[东西南北]{1,2}[角侧边])?"
)
# A district, and a name with a number behind it, with or without a comma between.
_OF_DISTRICT: Final = re.compile(
    r"(?<=[一-鿿])[区县镇乡][,，\s]{1,2}[一-鿿]{2,6}[0-9]{1,4}号(?![码线机店])"
    rf"|(?<=[一-鿿])(?:[区县镇乡]|{ROAD_ENDS})[,，、\s]{{1,2}}[一-鿿]{{2,8}}[,，、\s]{{1,2}}"
    r"[0-9a-z]{1,3}(?:栋|幢|座|号楼|单元)[0-9a-z]{0,5}室?"
)
_CHAINS: Final = (
    "永辉|物美|美宜佳|百果园|盒马|华润|苏果|罗森|全家|瑞幸|蜜雪冰城|肯德基|麦当劳"
    "|华莱士|沙县"
)
# The gate of a house, and who takes parcels beside it: "南门的快递点".
_GATES: Final = re.compile(
    r"(?:大学|学院|中学|小学|学校|[交师农理工医财林民科]大|[苑园城府庭湾里墅都郡]|(?<=[一-鿿]{2})(?<![们哪某本贵该己个家])"
    rf"(?:{ESTATE_ENDS}|国际|[城汇湾邸阁岛])"
    r"|(?<![0-9])[0-9一二三四五六七八九十]{1,2}中学?校"
    r"|(?<=[一-鿿]{3})(?<!小区)(?<!学校)(?<!公司)(?<!单位)(?<!你们)(?<!我们)"
    rf"(?=[东南西北]门(?:{DESKS})))"
    rf"(?:[东南西北][一二三四0-9]?门|[正侧后前]门|门口)口?的?(?:{DESKS}|快递架|(?:"
    rf"(?![有家那这是])[一-鿿]){{0,3}}[店摊铺]|超市|便利店|[一-鿿]{{2,6}}?代收点?|[一-鿿]{{0,6}}?"
    rf"(?:{SHOP_ENDS}|{_CHAINS}|营业厅|幼儿园|加油站|菜市场|公交站|旁边|对面))"
)
# Stalls of a market, and desks of an office: "六区1703号", "15层23工位".
_STALLS: Final = re.compile(
    r"(?:[0-9]{1,2}|[a-z十])[区厅馆街排][0-9]{0,2}[\-‐–—]?[0-9a-z]{2,5}(?:号(?![码线机店])|铺|档|室"
    r"|摊)"
    r"|[0-9]{1,2}[楼层f][a-z]?[0-9]{1,4}(?:号?工位|号?档|号?铺)|[0-9]{1,2}[楼层][a-z][0-9]{1,4}"
)
# A gate of a school, a shop on a street, a village of a county, and where goods wait.
_POINTS: Final = re.compile(
    r"(?:大学|学院|中学|小学|[交师农理工]大)(?:[东南西北][一二三]?门|[正侧后]门)"
    rf"|(?:{ROAD_ENDS}|(?<=[一-鿿]{{2}})[镇村])(?:[一-鿿]{{2,8}}?(?:门口|对面|旁边|楼下|隔壁|后面|楼上"
    rf"(?=[0-9]{{3}}))|尽头|拐角)"
    r"|[一-鿿]{1,2}县[一-鿿]{2,4}[村屯庄寨沟坪湾坝](?![里民口头中])"
)
_WAITS: Final = re.compile(
    r"(?:自提|取货|代收|收货|提货|取件|面交)(?:点|地点|的地方)(?:[是在为]|[:：])\s?"
    r"(?P<name>(?![您你我他哪什])[一-鿿][一-鿿a-z0-9]{2,13})(?=[,，。!！\s]|\Z)"
)
# An estate and its door with a blank between them: "翠竹苑 12-1203".
_BLANK_DOORS: Final = re.compile(
    r"(?<=[一-鿿]{2})\s(?=(?:[a-z0-9]{1,2}|[东南西北金银])[座区栋楼塔]\s?[0-9]{3,4}(?![0-9元块]))|"
    r"[苑园城府庭湾里阁郡邸居墅院区寓厦都岛](?:\s(?=[0-9a-z]{1,2}[\-‐–—][0-9]{3,4}(?![0-9\-元块]))|\s?"
    r"(?=[0-9a-z]{1,2}#[0-9]{3,4}))"
)
# The room that is told without its house.
_ROOM_NUMBER: Final = re.compile(r"(?:房号|门牌号?)[是:：]?\s?([0-9]{3,4})(?![0-9])")
_POSTCODE: Final = re.compile(r"(?:邮编|邮政编码)[\s:：是为]*([0-9]{6})(?![0-9])")
# What stands in the group is an address by itself.
ALONE: Final = (_POSTCODE, _WAITS, _ROOM_NUMBER)
# What is numbered: "3号厂房", "12号铺", "2号院北房".
NUMBERS: Final = frozenset("0123456789号楼层栋座区院")
NUMBERED_PART = re.compile(
    r"(?:厂房|仓库|库房?(?!存)|铺[位面]?|店铺?(?!家|里)|摊位?|床位?(?!单|垫|上)|档口?|窗口|柜(?!子)|院内?(?!子)"
    r"|[东南西北后旁正侧][房门]|门口|岗亭|[机工]位){1,2}"
)
# The house that a landmark is told for: "建设路小学旁边的翡翠湾".
OF_LANDMARK = re.compile(
    r"(?<=旁边|对面|隔壁|后面)的(?![这那一几家个])(?:(?![我你他她它了吗呢吧啊收没不有就能可这那是])"
    r"[一-鿿]){2,7}"
)
# What only some places are counted by: classes, beds, companies, stalls.
COUNTED_ON = re.compile("(?<=[0-9])[班床连档]")
# A clause with one of these tells something; it does not only name a place.
SPOKEN = re.compile(
    r"今天|明天|昨天|上午|下午|晚上|早上|时候|准备|参加|回来|一下|可以|觉得|知道|去|带|吃|见"
    r"|做|写(?!字楼)|打|点半|质量|发货|退货|退款|衣服|手机(?!店)|电脑(?!城)|商品|便宜|价格|[0-9百千万几多]\s?元|块钱|斤"
)
# A verb that brings something somewhere, and a named place or a high number behind it.
BROUGHT = re.compile(
    r"(?:(?:\A|(?<=[,，。!！\s]))送(?![的货了来给件我你您他她这那个人礼什])|转?寄(?![件回给出来过的了])|(?<!解)放|"
    r"(?<![已没未刚])发(?![货现给来出了的错个过])|货到|快递到|[搬住]到"
    r"|应该是|导航[到搜去]?|写错了|搬家了[,，]?现在|(?<![一-鿿])在|我在|我家[是在]?|(?:改?派送?|配送|[送寄改发])[到去至]"
    r"|地址是?)[:：]?"
    rf"(?=[一-鿿a-z0-9]{{2,10}}?(?:{ESTATE_ENDS}|{COMPANY_ENDS}|{ROAD_ENDS})"
    r"|(?<=我家)[一-鿿]{2,8}[0-9]{1,3}[号栋幢座](?![线色])|[一-鿿a-z]{2,6}(?:3[2-9]|[4-9][0-9]"
    r"|[0-9]{3,4})号(?![码线机店色链])"
    r"|[一-鿿]{3,10}(?:[a-z0-9]{1,2}[座区栋幢](?![位子])|[a-z]?[0-9]{1,2}(?:[楼层](?=[0-9])|f"
    r"|[\-‐–—][0-9]{3,4})(?![a-z]))"
    r"|(?:[一-鿿]{2,4}市)?[一-鿿]{2,3}(?:[区县](?![域别间])|大学城)(?:(?![吧了呢啊哈呀嘛])[一-鿿0-9]){2,8}"
    r"(?=[吧,，。!！\s]|\Z))"
)
PLACE_NAME = re.compile(
    rf"[一-鿿a-z0-9]{{2,10}}?(?:{ESTATE_ENDS}|{COMPANY_ENDS}|{ROAD_ENDS})"
    r"|[一-鿿a-z]{2,6}[0-9]{2,4}号"
    r"|[一-鿿]{3,10}(?:[a-z0-9]{1,2}[座区栋幢]|[a-z]?[0-9]{1,2}(?:[楼层](?=[0-9])|f"
    r"|[\-‐–—][0-9]{3,4}))"
    r"(?:[0-9]{1,4}[号室店铺]?)?"
    r"|(?:[一-鿿]{2,4}市)?[一-鿿]{2,3}(?:[区县](?![域别间])|大学城)(?:(?![吧了呢啊哈呀嘛])[一-鿿0-9]){2,8}"
    r"(?=[吧,，。!！\s]|\Z)"
)
# The name of the place stands before these.
NAMED_BEFORE: Final = (
    _STAIRS,
    _LATIN_DOORS,
    _OF_DISTRICT,
    _GATES,
    _STALLS,
    _MIXED_HOUSES,
    _BEHIND,
)
ANCHORS: Final = (
    (_POINTS, 5),
    (_KEEPERS, 5),
    (_BLANK_DOORS, 3),
    (_DOORS, 3),
    (_ROAD_TO, 3),
    (_ROOMS, 3),
    (_ADMINS, 3),
    (_DESKS, 6),
    (_DORMS, 3),
    (_PORTERS, 5),
    (_CAMPUS, 6),
    (_VILLAGES, 4),
    (_CROSSINGS, 5),
    (_STATIONS, 5),
    (_REGIMENTS, 4),
)
