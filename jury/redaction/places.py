"""Words that Chinese and English addresses are built from."""

from typing import Final

PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
# What no road or estate name starts behind: the name begins after one of these.
STOPPERS: Final = frozenset(
    "到在住寄于往从去是为了的把给我你您他她它们这那就来和与跟请送发收址：:，,。.；;！!？?、\n\t "
    "\"'“”()（）[]【】<>《》也都会能要想有没不很吧吗呢啊哦哈嗯呀了过走个条只同对上下"
    "且沿距离附近第拍买卖用说看问找叫让帮被"
)
ROAD_ENDS: Final = "大道|大街|公路|环路|支路|马路|胡同|路|街|巷|弄|道|里"
ESTATE_ENDS: Final = (
    "小区|社区|花园|家园|公寓|大厦|新村|别墅|山庄|广场|花苑|雅苑|佳苑|名苑|嘉苑|苑|名都|华府|公馆"
    "|庄园|国际城|新城|家属院|宿舍|写字楼|工业园|产业园|科技园|创业园|园区|商城|市场|中心|大楼"
)
UNIT_WORDS: Final = "号楼|号院|栋|幢|座|单元|室|层|楼|号|弄|户|房|门|#|组|队|房间"
STREET_WORDS: Final = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|circle|cir|place|pl"
    "|square|sq|terrace|ter|way|parkway|pkwy|highway|hwy|close|crescent|cres|gardens|grove|mews|row|walk|rise|hill|quay|trail|trl|loop|plaza|alley"
)
