"""Words that Chinese and English addresses are built from."""

from typing import Final

PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东"
    "|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏"
    "|宁夏|新疆|香港|澳门"
)
# Cities that people name without saying that they are cities.
CITIES: Final = (
    "石家庄|唐山|秦皇岛|邯郸|邢台|保定|张家口|承德|沧州|廊坊|衡水|太原|大同|阳泉|长治"
    "|晋城|朔州|晋中|运城|忻州|临汾|吕梁|呼和浩特|包头|赤峰|通辽|鄂尔多斯|呼伦贝尔"
    "|沈阳|大连|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|辽阳|盘锦|铁岭|葫芦岛|长春|四平"
    "|辽源|通化|白山|松原|白城|哈尔滨|齐齐哈尔|鸡西|鹤岗|双鸭山|大庆|伊春|佳木斯"
    "|七台河|牡丹江|黑河|绥化|南京|无锡|徐州|常州|苏州|南通|连云港|淮安|盐城|扬州|镇江"
    "|泰州|宿迁|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|衢州|舟山|台州|丽水|义乌|合肥|芜湖"
    "|蚌埠|淮南|马鞍山|淮北|铜陵|安庆|黄山|滁州|阜阳|宿州|六安|亳州|池州|宣城|福州"
    "|厦门|莆田|三明|泉州|漳州|南平|龙岩|宁德|南昌|景德镇|萍乡|九江|新余|鹰潭|赣州"
    "|吉安|宜春|抚州|上饶|济南|青岛|淄博|枣庄|东营|烟台|潍坊|济宁|泰安|威海|日照|临沂"
    "|德州|聊城|滨州|菏泽|郑州|开封|洛阳|平顶山|安阳|鹤壁|新乡|焦作|濮阳|许昌|漯河"
    "|三门峡|南阳|商丘|信阳|周口|驻马店|武汉|黄石|十堰|宜昌|襄阳|鄂州|荆门|孝感|荆州"
    "|黄冈|咸宁|随州|长沙|株洲|湘潭|衡阳|邵阳|岳阳|常德|张家界|益阳|郴州|永州|怀化"
    "|娄底|广州|韶关|深圳|珠海|汕头|佛山|江门|湛江|茂名|肇庆|惠州|梅州|汕尾|河源|阳江"
    "|清远|东莞|中山|潮州|揭阳|云浮|南宁|柳州|桂林|梧州|北海|防城港|钦州|贵港|玉林"
    "|百色|贺州|河池|来宾|崇左|海口|三亚|成都|自贡|攀枝花|泸州|德阳|绵阳|广元|遂宁"
    "|内江|乐山|南充|眉山|宜宾|广安|达州|雅安|巴中|资阳|贵阳|六盘水|遵义|安顺|毕节"
    "|铜仁|昆明|曲靖|玉溪|保山|昭通|丽江|普洱|临沧|拉萨|西安|铜川|宝鸡|咸阳|渭南|延安"
    "|汉中|榆林|安康|商洛|兰州|嘉峪关|金昌|白银|天水|武威|张掖|平凉|酒泉|庆阳|定西"
    "|西宁|海东|银川|石嘴山|吴忠|固原|中卫|乌鲁木齐|克拉玛依|台北|高雄|台中|台南|新竹"
    "|基隆|花莲|嘉义|屏东"
)
# What no name of a place reaches back over.
STOPPERS: Final = frozenset(
    "到在住寄往是了的把给我你您他她它们请送址：:，,。.；;！!？?、\n\t\0\"'“”()（）[]【】<>《》"
    "也会想没不很吧吗呢啊哦哈嗯呀走只沿距离拍买卖说看问找叫让帮被跟就"
)
# What ends a stretch of address in running text.
ENDERS: Final = frozenset(
    "的了吗呢吧啊是我你您他她它们在到给把被请没很这那什怎哪嘛哦呀不收也就都想说，。；！？;!?\n\t\0"
    ",.\"'“”()（）[]【】<>《》:：、"
)
END_WORDS: Final = (
    "电联|电话|手机|联系|快递|麻烦|谢谢|收件|然后|但是|因为|所以|附近|门口"
)
ROAD_ENDS: Final = "大道|大街|公路|环路|支路|马路|胡同|路|街|巷|弄"
ESTATE_ENDS: Final = (
    "小区|社区|花园|家园|公寓|大厦|新村|别墅|山庄|广场|花苑|雅苑|佳苑|名苑|嘉苑|苑|名都"
    "|华府|公馆|庄园|国际城|新城|豪庭|华庭|家属院|宿舍|写字楼|工业园|产业园|科技园"
    "|创业园|软件园|物流园|孵化园|文创园|工业集中区|开发区|保税区|物流港|u谷|园区|工业区|商城|市场|大楼|驿站|代收点|丰巢|商务楼|行政楼|组团|门面|鞋城"
    "|汽配城|家具城|电脑城|服装城|服饰城|轻纺城|机电城|建材城|水暖城|五金城|批发城|科技城|大学城|领寓|大院|邨|仓库|仓储"
)
COMPANY_ENDS: Final = (
    "有限公司|公司|工厂|学校|大学|学院|中学|小学|医院|幼儿园|酒店|宾馆"
)
SHOP_ENDS: Final = (
    "超市|便利店|大?药[房店]|饭店|餐厅|面馆|理发店|五金店|手机店|商场|百货|银行|派出所|[税财]务局"
    "|政府|法院|保健院|卫生[院室]|车间|祠堂|供销社"
)
# Where a house takes parcels.
DESKS: Final = (
    "传达室|门卫|收发室|保安[室亭]|值班室|前台|住院部|菜鸟(?:驿站)?|快递[点柜站架]|快递超市|驿站|[丰蜂]巢柜?"
    "|快递中心|快递服务站|取件点|兔喜(?:超市)?|妈妈驿站|自提[点柜]|岗亭|云柜|小卖部|物业前台|服务台"
)
UNIT_WORDS: Final = (
    "号楼|号院|号房|栋|幢|座|单元|室|层|楼|号|弄|户|房间|房|门|#|组|队|排|村|区|期"
)
STREET_WORDS: Final = (
    "street|streets|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct"
    "|circle|cir|place|pl|square|squares|sq|terrace|ter|way|parkway|pkwy|highway|hwy"
    "|close|crescent|cres|gardens|grove|mews|row|walk|rise|hill|quay|trail|trl|loop"
    "|plaza|alley|parade|pde|esplanade|esp|promenade|mall|heights|wharf|passage|wynd"
    "|brae|vennel|causeway|expressway|turnpike"
)
# How streets end, and begin, where no word of their own says that they are streets.
STREET_ENDINGS: Final = (
    "strasse|straße|str\\.|gasse|weg|platz|allee|damm|ufer|vej|gade|allé|stræde"
    "|vägen|gatan|väg|gata|gränd|veien|vegen|veg|gaten|katu|ntie|kuja|polku|laan"
    "|straat|plein|dreef|kade|singel|gracht|utca|ova|ská|ova ulica|braut|gata|stígur"
)
STREET_OPENINGS: Final = (
    "Boul\\.?|Rua|Rue|Via|Viale|Vicolo|Piazza|Corso|Strada|Calle|C/|Avda\\.?|Avenida|Av\\."
    "|Avenue|Boulevard|Bd\\.?|Travessa|Largo|Praça|Plaza|Paseo|Carrer|Chemin|Place"
    "|Impasse|Allée|Quai|Route|Ulica|ul\\.|Ul\\.|al\\.|os\\.|Aleja|Jalan|Jl\\.|Lorong"
    "|Náměstí|Πλατεία|Οδός|улица|ул\\.|проспект|пр\\."
)
COUNTRIES: Final = (
    "Argentina|Australia|Austria|Belgium|Brazil|Bulgaria|Canada|Chile|China|Colombia"
    "|Croatia|Cyprus|Czech Republic|Czechia|Denmark|Egypt|England|Estonia|Finland"
    "|France|Germany|Greece|Greenland|Hungary|Iceland|India|Indonesia|Ireland|Israel"
    "|Italy|Japan|Kenya|Korea|Latvia|Lithuania|Luxembourg|Malaysia|Malta|Mexico"
    "|Morocco|Netherlands|New Zealand|Nigeria|Norway|Peru|Philippines|Poland|Portugal"
    "|Romania|Russia|Scotland|Serbia|Singapore|Slovakia|Slovenia|South Africa|Spain"
    "|Sweden|Switzerland|Taiwan|Thailand|Tunisia|Turkey|Ukraine|United Arab Emirates"
    "|United Kingdom|United States|USA|UK|Uruguay|Vietnam|Wales"
)
