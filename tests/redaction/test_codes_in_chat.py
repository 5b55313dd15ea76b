"""Accounts named before their messenger, codes of all carriers, doors in English."""

import pytest

from jury.redaction import NOTHING_KNOWN, find

COVERED = (
    ("微信号{}", "account_22"),
    ("vx：{}", "number7sky"),
    ("wechat id {}", "idlemoon88"),
    ("order: {}", "NOVA123456"),
    ("LINE: {}", "at-red8022"),
    ("Discord: {}", "moonfox#1234"),
    ("ins {}", "_lilymoon9_"),
    ("用户名 {}", "sunny_88"),
    ("my username is {}", "sunny_88"),
    ("淘宝ID {}", "t_7681174097_024"),
    ("看 {} 吧", "discord.gg/dshd5Hn"),
    ("看到一辆{}停在仓库", "鲁 D37E35"),
    ("寄到付打{}", "5830 3110"),
    ("{} 是我微信，加一下", "sunny315"),
    ("{}（微信）", "miacat07"),
    ("add {} on WhatsApp", "moon_609"),
    ("steam: {}", "xa864"),
    ("我steam号 {}", "xa864"),
    ("psn好友 {}", "xa8641"),
    ("steam {}", "sunny315"),
    ("signal {}", "lyx198807"),
    ("得物 {}", "x_a864"),
    ("signal {}", "s u n n y 3 1 5"),
    ("whatsapp {}", "sunny 315"),
    ("加我好友 {}", "skydog3371"),
    ("🐧{}", "777 8380936"),
    ("登录IP是{}", "94.16.146.242"),
    ("HKID {}", "Y629128(8)"),
    ("sort code {}", "16-65-14"),
    ("check {}", "linktr.ee/panda817"),
    ("{} 一直不更新", "9428 9750 2222 6619 0956 26"),
    ("查一下{}", "H00130239B2565BB"),
    ("{} 退款没到", "115-8435581-3080022"),
    ("合同号 {}", "12-87101-12539"),
    ("order no. {}", "368f72ceee46"),
    ("receipt {}", "237 774 954"),
    ("IMEI {}", "354812097654321"),
    ("寄到{}", "Rm 2613, 28F, No.137, Sec. 1, Zhongxiao E. Rd."),
    ("meet me at {} tomorrow", "27-2-2591 Wenyi Garden, Chaoyang Qu"),
    ("pick up at {}", "High Cottage, Church Lane, BS8 1TH"),
    ("约在{}面交吧", "8857 5th Avenue, Austin, TX 76746"),
    ("放{}", "1558 County Road 18"),
    ("他说放在{}了", "建凤实验小学传达室"),
    ("寄到{}", "弥敦道500号家华中心14楼"),
    ("寄到{}，谢谢", "光天苏木和建嘎查"),
    ("送{}吧", "学12楼3单元501"),
    ("寄{}", "丹阳3舍402"),
    ("我住杭州{}", "师范大学东校区南门菜鸟驿站"),
    ("快递送到{}就行", "红星村祠堂旁边"),
    ("换货请寄{}", "陈家坪5组12号"),
    ("送到{}", "徽州大道和学院路交叉口"),
    ("退货地址是{}，请注明订单", "海淀区金地格林17-3-602"),
    ("send it to {}, thanks", "1965 chestnut court #204, san jose, ca 95112"),
    ("it is {}", "63 Kingsway, Manchester M1 4BT"),
    ("it was left at {}", "RR 1 Box 147"),
    ("deliver to {}", "1159 Riverside Ct STE 210"),
    ("return it to {}", "Flat 8A, 35/F, Block 1, City One Shatin"),
)
SPARED = (
    "2023-01-07 或 20230107-20231116",
    "截图里03-06 07:51",
    "截图里79-141mm F3.2",
    "AJ1 849585-864，DD1391-100",
    "126100LN-0001",
    "物料编码 5748330909",
    "产品编号66320576",
    "Cat. No. 3727455",
    "销量1512684，粉丝1250998",
    "it was 6483 yuan",
    "小红书上种草的，实物不行",
    "Steam Deck 512GB works fine",
    "小红书 ootd2023",
    "telegram premium 12 months",
    "instagram reels 1080x1920",
    "微信/alipay 都行",
    "@所有人 发货了",
    "四舍五入就是两百",
    "大学图书馆借的书不能卖",
    "第2单元 15 页",
    "GB/T 83494-2015",
    "part number 82870219",
    "总价1288000",
    "床180x2000x1500mm",
    "订单 2024-05-03 发的",
    "iphone13 微信付的款",
    "Is the Steam GD5380 still there?",
    "Steam XA864 橙黄 掌机",
    "Steam Controller 2015 款",
    "得物DD1391-100 全新",
    "转转 iphone13 买的",
    "PX7459 messenger.",
    "I paid via wechat pay 500 yuan",
    "alipay paid 300, no refund",
    "微信 pay 300",
    "paypal fee 20 usd",
    "小区门卫代签的",
    "酒店前台说没有",
    "版本 10.2.0.19",
    "158买的，3899到手，2580卖了",
)


@pytest.mark.parametrize(("sentence", "value"), COVERED)
def test_what_tells_of_somebody_is_covered_whole(sentence: str, value: str) -> None:
    at = sentence.index("{}")
    found = find(sentence.format(value), NOTHING_KNOWN)
    covered = {place for each in found for place in range(each.start, each.end)}
    left = [c for n, c in enumerate(value, at) if n not in covered and c.isalnum()]
    assert not left


@pytest.mark.parametrize("text", SPARED)
def test_what_tells_of_goods_stays_readable(text: str) -> None:
    assert not find(text, NOTHING_KNOWN)
