"""Identifiers are told by their form; evidence is left to read."""

import pytest

from jury.redaction import Known, find
from tests.redaction.people import kinds


@pytest.mark.parametrize(
    ("text", "kind", "covered"),
    [
        ("手机号13912345678", "phone", "13912345678"),
        ("+8613912345678", "phone", "+8613912345678"),
        ("0086 139 1234 5678", "phone", "0086 139 1234 5678"),
        ("座机010-12345678转801", "phone", "010-12345678转801"),
        ("0755-87654321", "phone", "0755-87654321"),
        ("400-820-8820", "phone", "400-820-8820"),
        ("Call (555) 123-4567", "phone", "(555) 123-4567"),
        ("+44 7700 900123", "phone", "+44 7700 900123"),
        ("phone: 0494 92 82 32", "phone", "0494 92 82 32"),
        ("+1-903-140-4508x769", "phone", "+1-903-140-4508x769"),
        ("1-800-555-0199", "phone", "1-800-555-0199"),
        ("07911 123456", "phone", "07911 123456"),
        ("781 1704 office", "phone", "781 1704"),
        ("(71) 4233-6306", "phone", "(71) 4233-6306"),
        ("28-64-66-98", "phone", "28-64-66-98"),
        ("139 12 3456 78吧", "phone", "139 12 3456 78"),
        ("打电话139 12 3456 78 5", "phone", "139 12 3456 78 5"),
        ("邮编 310000", "address", "310000"),
        ("wxid_a1b2c3d4", "handle", "wxid_a1b2c3d4"),
        ("vxabc123", "handle", "vxabc123"),
        ("加我一13912345678", "phone", "一13912345678"),
        ("2024-05-03 13912345678", "phone", "13912345678"),
        ("医散扒零零医散扒零零零", "phone", "医散扒零零医散扒零零零"),
        ("110101199003074610", "id_card", "110101199003074610"),
        ("身份证11010119900307002x", "id_card", "11010119900307002x"),
        ("身份证110101 1990 0307 4610", "id_card", "110101 1990 0307 4610"),
        ("身份证号110101199003071234", "id_card", "110101199003071234"),
        ("身份证110101900307123", "id_card", "110101900307123"),
        ("卡号6217001234567890", "bank_card", "6217001234567890"),
        ("4111 1111 1111 1111", "bank_card", "4111 1111 1111 1111"),
        ("GB82 WEST 1234 5698 7654 32", "bank_card", "GB82 WEST 1234 5698 7654 32"),
        ("护照号码E12345678", "passport", "E12345678"),
        ("车牌京A12345", "plate", "京A12345"),
        ("沪AF01234停着", "plate", "沪AF01234"),
        ("使123456", "plate", "使123456"),
        ("沪A1234领", "plate", "沪A1234领"),
        ("取件码 12-3-4567", "number", "12-3-4567"),
        ("车架号LSVAU2180N2183294", "number", "LSVAU2180N2183294"),
        ("淘宝账号 tb123456", "handle", "tb123456"),
        ("代码：91110108ma01ybnx62", "company_code", "91110108ma01ybnx62"),
        ("邮箱zhang@example.com。", "email", "zhang@example.com"),
        ("foo (at) gmail (dot) com", "email", "foo (at) gmail (dot) com"),
        ("foo at example dot org", "email", "foo at example dot org"),
        ("abcd1234#qq", "email", "abcd1234#qq"),
        ("看https://m.tb.cn/h.abc?x=1 吧", "url", "https://m.tb.cn/h.abc?x=1"),
        ("去example点com看", "url", "example点com"),
        ("￥AbC1d2EfG￥", "url", "￥AbC1d2EfG￥"),
        ("加v：abc_123", "handle", "abc_123"),
        ("微信 zhangsan", "handle", "zhangsan"),
        ("vx abc12345", "handle", "abc12345"),
        ("扣扣 12345678", "handle", "12345678"),
        ("QQ:10001", "handle", "10001"),
        ("my wechat id is johnny88", "handle", "johnny88"),
        ("支付宝 138-1", "", ""),
        ("订单号 A20240503-77", "order_no", "A20240503-77"),
        ("运单SF1234567890123", "courier_no", "SF1234567890123"),
        ("快递单号 773912345678901", "courier_no", "773912345678901"),
        ("RR123456785CN", "courier_no", "RR123456785CN"),
        ("编号 987654321987", "number", "987654321987"),
        ("123-45-6789", "number", "123-45-6789"),
        ("尾号4321", "number", "4321"),
        ("电话(+86)13912345678", "phone", "(+86)13912345678"),
        ("号码“139”“1234”“5678”", "phone", "“139”“1234”“5678”"),
        ("1$3$9$1$2$3$4$5$6$7$8", "phone", "1$3$9$1$2$3$4$5$6$7$8"),
        (
            "前三位139中间四位1234后四位5678",
            "phone",
            "前三位139中间四位1234后四位5678",
        ),
        (
            "starts with 139 then 1234 and ends 5678",
            "phone",
            "starts with 139 then 1234 and ends 5678",
        ),
        ("军官证号军字第1234567号", "passport", "军字第1234567号"),
        ("foo_at_gmail_dot_com", "email", "foo_at_gmail_dot_com"),
        ("foo@qq。com", "email", "foo@qq。com"),
        ("foo小老鼠qq.com", "email", "foo小老鼠qq.com"),
        ("foo (a) web (punkt) com", "email", "foo (a) web (punkt) com"),
        (
            "golf kilo mike at gmail dot com",
            "email",
            "golf kilo mike at gmail dot com",
        ),
        ("a#b#c.com", "email", "a#b#c.com"),
        ("x~y~z.com", "url", "x~y~z.com"),
        ("可以加个微信吗，zhang_2020", "handle", "zhang_2020"),
        ("v我：sunny315", "handle", "sunny315"),
        ("旺旺 小猫咪6501", "handle", "小猫咪6501"),
        ("zfbsunny315", "handle", "zfbsunny315"),
    ],
)
def test_an_identifier_is_found_whole(text: str, kind: str, covered: str) -> None:
    assert kinds(text) == ([(kind, covered)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "iPhone 15 Pro 256GB 国行，成色99新",
        "2024年5月3日 12:30 下单，5月6日签收",
        "2024-05-03 20240503 2024.5",
        "原价¥12,999.00，现价 8999 元，运费12块",
        "WH-1000XM4，型号 SM-G9980",
        "型号：RMX202005101",
        "IKEA 802.611.50",
        "尺码 42 43 44，150 160 170",
        "2024.05.03-2024.05.10 GMT+8 2024-05-03T12:30:45Z",
        "销量1000000+，12345678日元，1234567",
        "周大福和李宁，江小白两瓶",
        "杭州，宁夏海南",
        "一号二号三号，帮我在菜市场带2斤橙子",
        "我也多弄一份",
        "v我50，12月14号528元，可以加微信吗 thanks",
        "pay $12 or 3$ each, sent 12 via PayPal, 100 is too close",
        "v我50，can we chat tomorrow, wechat tomorrow",
        "我VX-2000给你发的货",
        "vxworks is an operating system",
        "XC90 2019 年版 7.5 折",
        "寄到杭州，从北京发货",
        "退款退到我这边",
        "第一二三四五个",
        "电池 10000000mAh",
        "黄山风景区很漂亮，康师傅方便面",
        "这条路走10分钟",
        "I'm always here. Dear customer, thanks",
        "",
        "\u200b\u200d",
    ],
)
def test_evidence_stays_readable(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("北京市朝阳区建国路100号", "朝阳区建国路100号"),
        ("我住在海淀中关村大街", "海淀中关村大街"),
        ("杭州市西湖区文三路200号8楼801室", "西湖区文三路200号8楼801室"),
        ("地址：幸福小区十六栋二单元301", "幸福小区十六栋二单元301"),
        ("麻烦改成城北街道麻车村后湾新区56-11", "城北街道麻车村后湾新区56-11"),
        ("城东街道意法服饰城7296", "城东街道意法服饰城7296"),
        ("浙江杭州江干区凯旋路金牛纺二幢3007", "江干区凯旋路金牛纺二幢3007"),
        ("南山深南大道100号5栋", "南山深南大道100号5栋"),
        ("快递放晨光国际8-6-1440了，没人", "晨光国际8-6-1440"),
        ("你发西溪路银都大厦吧", "西溪路银都大厦"),
        ("寄幸福花园就行", "幸福花园"),
        ("送到教工路348号书店可以吗", "教工路348号书店"),
        ("货到桥梓镇方桥工业园8栋16楼", "桥梓镇方桥工业园8栋16楼"),
        ("ship to 88 Elm Street, Springfield, IL 62704", None),
        ("P.O. Box 1234", "P.O. Box 1234"),
        ("Meet at Hauptstrasse 12 today", "Hauptstrasse 12"),
        ("it is 29 Rue de Rivoli, ok", "29 Rue de Rivoli"),
        ("Flat 3 was ok, Apt. 805 too", "Apt. 805"),
        ("12 Elm Road\nLeeds\nUnited Kingdom", "12 Elm Road\nLeeds\nUnited Kingdom"),
        ("come to Abbey Road now", "Abbey Road"),
        ("VIC 3053", "VIC 3053"),
        ("成都市四川大学南苑18栋136", "四川大学南苑18栋136"),
        ("青岛市市南区香港中路9号", "市南区香港中路9号"),
        ("金华市义乌市稠州北路699号", "义乌市稠州北路699号"),
        ("姑苏区 学院路87号 恒大名都29栋847", "姑苏区 学院路87号 恒大名都29栋847"),
        ("改地址到锦绣江南14号528", "锦绣江南14号528"),
        ("放在富力城门口超市", "富力城门口超市"),
        ("收货地址恒大名都南门快递柜", "恒大名都南门快递柜"),
        ("see 85 rue des Lilas, 75007 Paris", "85 rue des Lilas, 75007 Paris"),
        (
            "9 Pine Hill Way, Toronto, ON M5V 2T6",
            "9 Pine Hill Way, Toronto, ON M5V 2T6",
        ),
        ("it's 636 willow ct, ok", "636 willow ct"),
        ("地址 636 victoria close", "636 victoria close"),
        ("it is Flat 33, 190 5th Avenue ok", "Flat 33, 190 5th Avenue"),
    ],
)
def test_an_address_is_covered_below_the_city(text: str, covered: str | None) -> None:
    wanted = covered or text.removeprefix("ship to ")
    assert kinds(text) == [("address", wanted)]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("收件人王小明，电话", "王小明"),
        ("联系人：欧阳娜娜", "欧阳娜娜"),
        ("请联系刘伟先生", "刘伟先生"),
        ("王经理说可以", "王经理"),
        ("车主周杰的车", "周杰"),
        ("签收人写的是褚颖", "褚颖"),
        ("我朋友孙艳也买了", "孙艳"),
        ("何娟 13912345678", None),
        ("左志强，你来一下", "左志强"),
        ("李雪松的邮箱", "李雪松"),
        ("my name is Mary Jones", "Mary Jones"),
        ("ask Mr. Jones", "Jones"),
    ],
)
def test_a_third_person_needs_a_reason(text: str, covered: str | None) -> None:
    assert kinds(text)[0] == ("name", covered or text[:2])


def test_findings_say_who_found_them() -> None:
    found = find("北京市朝阳区建国路100号 收件人王小明 13912345678", Known())
    assert [finding.by for finding in found] == ["address", "name", "structured"]
