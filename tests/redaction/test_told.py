"""Numbers and accounts handed over in ways that no list of disguises names.

What gives them away is the word of contact beside them, the question before them, or
the key that the writer explains.
"""

import pytest

from jury.redaction import NOTHING_KNOWN, Message, find, find_in_messages

# A text, and what has to be covered of it from the first character to the last.
COVERED = (
    # A row of signs that stand for digits, beside a word of contact.
    ("call me on {}", "7*9*4*7*4*8*9*6"),
    ("text me: {}", "4 4 7 8 6 2 7 4 7 6 5 7"),
    ("ring {} after six", "nine three seven four five three five three"),
    ("phone {} pls", "ninety-eight fifty-two ninety-eight seventy-eight"),
    ("my number is {}", "773 six five nine four three"),
    ("whatsapp {}", "plus six one four nine two three four four"),
    ("my UK number {}", "962📞527📞27"),
    ("you can reach me at {}", "wun ait six six niner too tree fower fife seven wun"),
    ("my mobile: {}", "won-tree-ate-fife-for-oh-ate-seven-for-won-tree"),
    ("手机号{}", "l-E-g-T-O-O-O-l-g-Z-B"),
    ("whatsapp +852 {}", "S3S4B933"),
    ("打我电话{}", "☝️9944✌️✌️0✌️☝️3"),
    ("联系我 {}", "| ||| |||||||| O ||||| || |||| | || ||| ||||"),
    ("打我电话{}", "医散吧令衣儿伞寺午遛期"),
    ("{} 这是我电话", "(1+0)(1+2)(4+4)(0+2)(0+0)(4+1)(7+0)(1+1)(2+2)(9+0)(3+3)"),
    ("平台扣手续费，直接找我{}", "1584年92月97日112"),
    ("线下聊，{}", "$156 $7955 $0086"),
    ("call me on {}", "1 three 8 double nine triple eight triple 7"),
    (
        "my phone: first {}",
        "1, second 3, third 8, fourth 8, fifth 5, sixth 0, seventh 5",
    ),
    (
        "my number is {}",
        "one hundred ninety-nine, seven thousand four hundred nineteen",
    ),
    ("ring {} after six", "onne fiv eigt thre onne nien sevn"),
    ("text me: {}", "tre due sei cinque uno sette zero nove tre"),
    ("mobile: {}", "o n e  t h r e e  e i g h t  n i n e  f o u r  o h  t w o"),
    ("my 手机 {}", "🍎 🍎🍎🍎 🍎🍎🍎🍎🍎 0 🍎🍎🍎🍎🍎🍎 🍎🍎 🍎🍎🍎🍎"),
    ("我电话 {}", "一，八十六，十四，零七，五十六，十五"),
    ("我有{}个桃，数字连起来打给我", "173个苹果，9117个梨，8336"),
    # Parts with words of order between them.
    ("my number is {}", "139 and after that 6624 and finally 4073"),
    ("电话{}", "199xxxx0561，xxxx是6486"),
    # A code that is explained.
    ("A=1 B=2 J=0，号码 {}", "AEHHIAGGCFD"),
    ("我电话 {}（十六进制）", "41F578EA0"),
    # Letters for the ear.
    ("微信 {}", "mike india uniform underscore one two three"),
    ("wechat {}", "d for delta, a for alpha, h for hotel, _, 8, 8"),
    # E-mails and links as they are said.
    ("邮箱是{}", "zhuzhu672 at gee mail dot com"),
    ("email {}", "coolcat995(a)qq(d)com"),
    ("email: {}", "p a n d a 5 0 7 at 163 dot com"),
    ("邮箱是{}", "m*i*u*m*i*u*5*8*8*@yahoo*.com"),
    ("写信到 {}", "moon829 艾特 一六三 点 com"),
    ("my gmail is {}", "coolcat-66"),
    ("{}后面加qq邮箱", "miumiu_1990 "),
    ("来这里 {}", "t点me斜杠lily_66"),
    ("find me here: {}", "t.me / lily_66"),
    ("加 {}", "www 点 dahaishop 点 com"),
    ("来 {}", "h t t p s : / / t . m e / lily_66"),
    # Accounts under more names, and behind looser words.
    ("find me on the green chat app, {}", "dahai77"),
    ("那个绿的 {}", "dahai77"),
    ("the paper plane app {}", "panda_123"),
    ("我的赖是{}", "lily-2021"),
    ("my 1nsta is {}", "annie1990"),
    ("my wechat backwards: {}", "77uhzuhz"),
    ("vx {}", "zhuzhu短横线557"),
    ("私聊加 {}", "xiaoming-2021"),
    ("{}，vx", "coolcat77"),
    ("find me on the app with the little plane: {}", "jackson_77"),
    ("you may write to my WeChat which is {}", "xiaoming_66"),
    ("方便的话可以加一下我的微信 号码是 {}", "panda77"),
    ("flip it: wechat {}", "025ʍuᴉʌǝʞ"),
    ("👻 {}", "xiaoming-123"),
    ("全网同名 {}", "jackson-520"),
    ("搜索“{}”添加微信", "panda88"),
    ("put {} into wechat search", "mikeh-66"),
    ("wxid下划线{}", "e0247dd5647a"),
    ("send to {}", "lily517“at”hotmail“dot”com"),
    ("email {}", "coolcat26 at mycompany dot de"),
    ("goto {}", "linktr dot ee slash dahai_1990"),
    # Papers and parcels in looser writing.
    ("passport number {}", "C80LBG7QW"),
    ("{} is my IBAN", "BE78 4357 7777 1615"),
    ("my VAT {}", "GB187545801"),
    ("复制 {} 打开", "￥LPPEGJSALQl￥"),
    ("圆通 {}", "YT00 0012 2608 139"),
    # Links that sellers take, and dots that are none.
    ("看这个 {}", "lilistore85 dot top"),
    ("visit {} for photos", "lili25.shop"),
    ("看 {}", "www。lili34。top"),
    ("visit {} for photos", "三w点lili64点cn"),
    ("my shop {}", "www lilistore30 top"),
    ("check {}", "lili-buy3*net"),
    ("order at {}", "lili-buy69 d0t io"),
    ("发到 {} 就行", "lili2864，后缀@gmail.com"),
    ("邮箱 {}", "lili5364 126.com"),
    ("write to {}", "lili.2149 at sign gmail dot com"),
    ("write to {}", "lili_6641**@**yahoo.com"),
    # Accounts before and behind the name of their messenger.
    ("{} <-wechat", "lili_lan49"),
    ("{} that's my telegram", "lili5428"),
    ("我wx：{}", "lili，后面是_3610"),
    ("find me on insta: {}", "l  i  l  i  _  4  3"),
    ("薇 {}", "lili加上3120"),
    ("discord name {}", "lililan59"),
    # Numbers in signs of several sorts, and characters one by one.
    ("卖家电话：{}，麻烦你", "你 妻 溜 你 圆 圆 鹅 市 妻 鹅 你"),
    ("{} 这个号码能找到我", "☝🤙🖐☝⭕🎱🎱🖐☝🤟🤟"),
    ("手机 {} 打给她", "香蕉 芒果 橘子 桃子 樱桃 苹果 苹果 樱桃 葡萄 葡萄 西瓜"),
    ("留个号 {} 发货前联系", "021 6 846 6576"),
    ("he told me to call {} (end) instead", "142 (area) 2209 (mid) 1908"),
    ("收件人电话写 {}", "★/★★★★/☆/★★★/★★★★★/★★/☆/★★★★★/☆/★/★★★★★★"),
    ("网址 {}", "lili-sale26（点）net"),
    ("buy from {} instead", "lilimall75丶store"),
    ("buy from {} instead", "lilishop98🔵com"),
    ("buy from {} instead", "lilishop63 .cc"),
    ("open {} in browser", "ww w.lilimall80.cn"),
    ("see {}", "l i l i s h o p dot top"),
    ("直接去 {}", "shop.lilimall.top"),
    ("reach me via {}", "lili6659🌀outlook.com"),
    ("reach me via {}", "lili4365/at/qq.com"),
    ("forward it to {}", "lili_4258&outlook.com"),
    ("{} on instagram", "l:i:l:i:5:1:1:0"),
    ("{} - insta", "lili-2859"),
    ("discord -> {}", "l;i;l;i;_;4;0;9;5"),
    ("on telegram: {}", "lili (no space) 2339"),
)
READABLE = (
    "我们打给你160-128=32对吧",
    "签收 202309081230 没少件",
    "barcode 4082755409570",
    "条形码4065901714179",
    "书号 9787540535988",
    "尺寸1587*2445*463mm",
    "哈哈哈2333333",
    "part number 82870219",
    "pick a number from 1,2,3,4,5,6,7,8,9",
    "the mail service is slow, email me please",
    "I looked at live prices. Me too",
    "add me to the list for two more items",
    "A is 1 of 3, B is 2 of 3, fine",
    "《模拟人生》（TheSims3）的碟",
    "绿色的 M 码还有吗",
    "下单后请联系我 3 天内发货 2 件包邮",
    "call me old fashioned, one two or three are enough",
    "between 15:19:18 and 15:19:18 it was on",
    "《DOTA2》的光盘，Q：哪里买",
    "小红书 ootd2023",
    "微信聊的时候他说 iphone13 没修过",
    "one, two or three pieces, call me when ready",
    "电池 2020 款 打包价 1500 元",
    "I have the xbox360. top condition",
    "❤❤❤👍👍👍😊😊😊👌👌",
    "😀😀😂😂🎉🎉👍👍👏👏🙏",
    "好吃😊live 还有",
    "red green blue on line 5",
    "好 的 谢 谢 你 啊 亲 爱 的 买 家",
    "请加一下购物车 2 件 350 元",
    "电话里说 ⭐5 分 和 ⭐4 分",
)


@pytest.mark.parametrize(("frame", "value"), COVERED)
def test_what_is_handed_over_is_covered_whole(frame: str, value: str) -> None:
    start = frame.index("{}")
    left = set(range(start, start + len(value.rstrip())))
    for found in find(frame.format(value), NOTHING_KNOWN):
        left -= set(range(found.start, found.end))
    assert not left


@pytest.mark.parametrize("text", READABLE)
def test_what_only_looks_so_stays_readable(text: str) -> None:
    assert not [f for f in find(text, NOTHING_KNOWN) if f.by == "structured"]


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ([("b", "微信多少？"), ("a", "lily_88")], ["", "lily_88"]),
        ([("b", "what's your wechat?"), ("a", "it's dahai77")], ["", "dahai77"]),
        ([("a", "加我微信"), ("a", "moon2021")], ["", "moon2021"]),
        ([("b", "发一下你的v"), ("a", "lily123 这个")], ["", "lily123"]),
        ([("a", "vx 前半 tutu"), ("a", "后半 5105")], ["tutu", "5105"]),
        (
            [("a", "my wechat starts with dahai"), ("a", "and ends with 8508")],
            ["dahai", "8508"],
        ),
        (
            [("b", "what's your number?"), ("a", "five oh seven two one one two")],
            ["", "five oh seven two one one two"],
        ),
        (
            [("a", "前半截电话15813"), ("a", "后半截 450274")],
            ["15813", "后半截 450274"],
        ),
        ([("a", "my ig lily"), ("b", "?"), ("a", "_88k")], ["lily", "", "_88k"]),
        ([("a", "扣扣 38678"), ("a", "96223")], ["38678", "96223"]),
        ([("a", "加扣扣 319"), ("a", "354"), ("a", "460")], ["319", "354", "460"]),
        ([("a", "①138"), ("a", "②2749"), ("a", "③6605")], ["138", "2749", "6605"]),
        ([("b", "有没有微信"), ("a", "有 meilan41")], ["", "meilan41"]),
        (
            [("a", "1: 138"), ("a", "2: 2749"), ("a", "3: 6605")],
            ["138", "2749", "6605"],
        ),
        (
            [
                ("a", "订单12号签收，屏幕碎了，138"),
                ("a", "退款 350 元，2749"),
                ("a", "盒子也坏了 6605 打我"),
            ],
            ["138", "2749", "6605"],
        ),
        (
            [("a", "屏幕碎了，138"), ("a", "退 350 元，2749"), ("a", "坏了 6605")],
            ["", "", ""],
        ),
        ([("a", "wechat pay"), ("a", "350")], ["", ""]),
        ([("b", "微信多少？"), ("a", "不方便")], ["", ""]),
        ([("b", "你用微信吗"), ("a", "iphone13 还在吗")], ["", ""]),
    ],
)
def test_an_answer_and_a_second_half_are_covered(
    said: list[tuple[str, str]], covered: list[str]
) -> None:
    found = find_in_messages([Message(*turn) for turn in said], NOTHING_KNOWN)
    texts = [text for _, text in said]
    pairs = zip(texts, found, strict=True)
    assert ["".join(t[f.start : f.end] for f in fs) for t, fs in pairs] == covered


def test_the_first_signs_of_eleven_lines_are_covered() -> None:
    tails = ["起", "天", "夕", "季", "生", "分", "月", "口", "光", "杯", "心"]
    text = "藏头：\n" + "\n".join(
        n + tail for n, tail in zip("一三八二零四七五九六一", tails, strict=True)
    )
    found = find(text, NOTHING_KNOWN)
    assert (
        "".join(text[f.start] for f in found if f.kind == "phone")
        == "一三八二零四七五九六一"
    )
