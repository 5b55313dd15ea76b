"""What only an address has: doors without a unit, dormitories, desks for parcels.

Each pattern comes with how long the words must be that lead to it.
"""

import re
from typing import Final

from jury.redaction.places.words import COMPANY_ENDS, DESKS, ESTATE_ENDS, ROAD_ENDS

# What only buildings and their rooms are numbered like.
_HOUSES: Final = (
    "国际|中心|半岛|工业区"
    "|(?<![图面页盒箱袋包手群画频这那])里|[城园府庭湾轩阁郡邸居墅坊台院苑楼馆厂店队场区期座岛港桥村弄厦都汇]"
)
_DOORS: Final = re.compile(
    rf"(?:{_HOUSES})(?:[a-z]座)?(?=[a-z]?[0-9]{{1,3}}[\-‐–—](?:[0-9]{{1,2}}[\-‐–—])?[0-9]{{1,4}}[a-z]?"
    r"(?![0-9\-]|\s?(?:元|块|斤|个|件|天|日|号|cm|kg|g|l|ml|折|%|点|岁|米|寸|码|分|mm)|\s[0-9]{1,2}:))"
    rf"|(?:国际|中心|大厦|广场|写字楼|住院部|门诊部?|院区|[城厦汇庭府](?<![这那]城))(?:[a-z][座区])?(?=b?[0-9]{{1,2}}(?:[层f]|楼(?![的上下梯]))[0-9a-z]{{0,4}}(?:[号室铺店床档柜]|\Z|(?=[^0-9a-z])))"
    rf"|(?:{_HOUSES})(?=[0-9a-z]{{1,3}}\s?(?:栋|幢|座|单元|号楼)|[0-9]{{1,2}}[楼层][a-z]?[0-9]{{3,4}}"
    r"|[a-z]?[0-9]{3,4}[a-z]?(?:室|房|店|铺|档)|[0-9]{1,3}排[0-9]{1,4})"
    r"|[一-鿿](?=[0-9]{1,2}-[0-9]{1,2}-(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,4}(?![0-9\-]))"
)
# A named house with the desk that takes parcels there.
_DESKS: Final = re.compile(
    rf"(?<![们哪某本贵该己个家])(?:{ESTATE_ENDS}|{COMPANY_ENDS}|[镇村沟坪湾厂苑府城园庭墅都郡岛轩阁邸澜庐院舍]|国际|半岛|(?<![图面页盒箱袋包手群画频这那家店])里)"
    rf"(?:物业|楼下|大堂|架空层|(?:[东南西北]|小区)?[门口]口?)?(?:{DESKS}|(?<=门口)[一-鿿]{{1,3}}[店摊铺])"
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
    r"[一-鿿]{1,3}[区县市](?=[一-鿿]{2,4}?(?:街道|[镇乡]))|[一-鿿]{1,3}苏木[一-鿿]{1,4}嘎查|[一-鿿]{1,3}(?:街道|镇)"
    rf"(?=[一-鿿]{{1,8}}?(?:[村屯庄沟坪湾寨]|政府|农场|超市|卫生院|{ROAD_ENDS}|{ESTATE_ENDS}))"
)
_ROAD_TO: Final = re.compile(
    rf"(?:{ROAD_ENDS})(?=[一-鿿0-9a-z]{{2,12}}?(?:{ESTATE_ENDS}|{COMPANY_ENDS}|店|中心|停车场|对面))"
)
# A house of an estate whose name does not say so, and the room: "锦绣江南14号528".
_ROOMS: Final = re.compile(
    r"(?<=[一-鿿]{2})[一-鿿](?<![月第周年上下这那本前后零一二三四五六七八九十])(?=[0-9]{1,3}号[0-9]{3,4}[室房]?"
    r"(?![0-9.]|\s?(?:元|块|斤|个|件|天|日|号|张|单|ml|g|kg|cm|mm|w|v)))"
)
# What a village has one of.
_VILLAGES: Final = re.compile(
    "[村屯庄寨湾坪沟坝塘岭冲](?:村委会?|祠堂|供销社|卫生[室院所]|小学|大队部?|小卖部|加油站|[东西南北]头)"
)
# The way out of a station, and a company of a regiment that tills land.
_STATIONS: Final = re.compile("地铁站[a-z东南西北]?[0-9]{0,2}(?:出?口)")
_REGIMENTS: Final = re.compile("[0-9]{1,3}团[0-9]{1,2}[营连队]")
# Buildings in English behind a name in Chinese: "云山苑 Building 3 Room 502".
_LATIN_DOORS: Final = re.compile(
    r"(?<=[一-鿿])\s?(?:building|bldg|block|blk|tower|phase)\.?\s?[0-9a-z]{1,3}"
    r"(?:[\s,]{1,2}(?:unit|room|rm|flat|apt|floor|no)\.?\s?[0-9a-z]{1,5}){1,3}"
)
_CROSSINGS: Final = re.compile(
    rf"(?:{ROAD_ENDS})[和与跟][一-鿿]{{1,6}}?(?:{ROAD_ENDS})的?(?:交叉口|路口|交汇处?|交口|口)"
    "(?:[东西南北]{1,2}[角侧边])?"
)
# A district, and a name with a number behind it, with or without a comma between.
_OF_DISTRICT: Final = re.compile(
    r"(?<=[一-鿿])[区县镇乡][,，\s]{1,2}[一-鿿]{2,6}[0-9]{1,4}号(?![码线机店])"
)
# The name of the place stands before these.
NAMED_BEFORE: Final = (_STAIRS, _LATIN_DOORS, _OF_DISTRICT)
ANCHORS: Final = (
    (_DOORS, 3),
    (_ROAD_TO, 3),
    (_ROOMS, 3),
    (_ADMINS, 3),
    (_DESKS, 6),
    (_DORMS, 3),
    (_CAMPUS, 6),
    (_VILLAGES, 4),
    (_CROSSINGS, 5),
    (_STATIONS, 5),
    (_REGIMENTS, 4),
)
