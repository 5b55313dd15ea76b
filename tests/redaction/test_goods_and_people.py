"""The same word names somebody or something: what stands beside it tells which."""

import pytest

from jury.redaction import NOTHING_KNOWN, Message, find, find_in_chats


def covered(*texts: str) -> list[list[str]]:
    """What is covered of each text; all are read together."""
    chats = [([Message("a", text)], NOTHING_KNOWN) for text in texts]
    return [
        [text[each.start : each.end] for each in found]
        for text, (found,) in zip(texts, find_in_chats(chats), strict=True)
    ]


@pytest.mark.parametrize(
    ("people", "goods"),
    [
        (("ask Stanley about it", "Stanley"), "selling a Stanley, never used"),
        (("my wife Kelly signed", "Kelly"), "is the Kelly bag still there"),
        (("Martin never came", "Martin"), "genuine Martin, two strings new"),
        (("I told Paul Smith", "Paul Smith"), "the Paul Smith scarf is torn"),
        (("Mr Bose took it in", "Mr Bose"), "the Bose hums when it is cold"),
        (("Rose said no", "Rose"), "Rose gold case, steel strap"),
        (("uncle Grant paid", "Grant"), "a Grant amp, Mark II"),
        (("Dr. Hayes saw it", "Dr. Hayes"), "Dr. Martens, worn twice"),
        (("hi mark, still there", "mark"), "will mark it as sold"),
        (("Jasper left it", "Jasper"), "the vase is Jasper blue"),
        (("Lionel saw it", "Lionel"), "Lionel train set"),
        (("Skye broke the cup", "Skye"), "Skye terrier figurine"),
        (("Scott said so", "Scott"), "Lyle and Scott knit"),
        (("I am a Trump fan", "Trump"), "a Trump mug"),
        (("Sienna packed the pan", "Sienna"), "Sienna brown dining chairs"),
        (("told dave already", "dave"), "fred perry polo, size M"),
    ],
)
def test_an_english_name_is_a_brand_unless_a_person_is_told_of(
    people: tuple[str, str], goods: str
) -> None:
    said, name = people
    assert covered(said, goods) == [[name], []]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lol sarah packed it and josh knows", ["sarah", "josh"]),
        ("is karen still working there", ["karen"]),
        ("my sister megan's phone", ["megan"]),
        ("may and will are months and verbs, grace too", []),
        ("Faith and Tyler were both there", ["Faith", "Tyler"]),
        ("ok thanks mate, happy St Patrick's Day", []),
        ("can you ship to Manchester", []),
        ("the Laura Ashley lamp and the Hugo Boss coat", []),
        ("signed Bowie poster", []),
        ("why did Rose block me", ["Rose"]),
        ("cheers, will pay tonight", []),
        ("Cheers Guv", []),
        ("hi will, still there", ["will"]),
        ("two tickets for Taylor Swift in Leeds", []),
        ("who likes Donald trump or Costello", ["Donald trump", "Costello"]),
        ("a Trump supporter sold me a Trump mug", ["Trump"]),
        ("Moog told me it is fixed, Titleist too", []),
        ("made by neal's yard", []),
        ("saw lil wayne, a lil bit loud", ["lil wayne"]),
        ("Rob's Garage has the receipt", []),
        ("thanks, love the Dyson!", []),
        ("contact Bose for a manual", []),
        ("The Stanley wants a new lid", []),
    ],
)
def test_given_names_without_a_capital_are_names_when_nothing_else_is(
    text: str, names: list[str]
) -> None:
    assert covered(text) == [names]


@pytest.mark.parametrize(
    ("people", "goods"),
    [
        (("史玉梅说卷尺坏了", "史玉梅"), "史丹利卷尺，手柄有锈"),
        (("客服林清说可以退", "林清"), "林清轩面霜，没拆封"),
        (("谢老板昨天签收的", "谢老板"), "好的谢谢老板"),
        (("我同事张亮带来的", "张亮"), "张亮麻辣烫优惠券一张"),
        (("李先生昨天来过", "李先生"), "李先生牛肉面券"),
    ],
)
def test_a_chinese_name_is_a_brand_when_a_thing_follows(
    people: tuple[str, str], goods: str
) -> None:
    said, name = people
    assert covered(said, goods) == [[name], []]


@pytest.mark.parametrize(
    "text",
    [
        "雅诗兰黛小样打包，都没开封",
        "陈皮，十年的",
        "石英表走得准不准",
        "可以当面交易吗，我在高雄",
        "林俊杰演唱会门票转让，广州站",
        "小区北门有家店卖这个",
        "我们小区南门快递站关了",
        "插上罗莱充电头发热厉害",
    ],
)
def test_goods_are_no_people(text: str) -> None:
    assert covered(text) == [[]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("你们常店长亲口说的", ["常店长"]),
        ("派出所于警官说可以立案", ["于警官"]),
        ("学校班主任和校长都在", []),
        ("收货人：吴 强", ["吴 强"]),
        ("寄给汪　晨，别写我", ["汪　晨"]),
        ("户名是wu meiling，别转错", ["wu meiling"]),
        ("卡上名字是QIAN/WEI", ["QIAN/WEI"]),
        ("我把东西放小苏那了", ["小苏"]),
        ("户名 paypal", []),
        ("姓丁的那个客服", ["丁"]),
        ("金主任签的字，施工，手工", ["金主任"]),
        ("易工，机器又报错了", ["易工"]),
        ("眼科窦医生说的，实习医生也说", ["窦医生"]),
        ("向老师请教过", []),
        ("客服霞哥：亲", ["霞哥"]),
        ("那木罕说壶盖裂了", ["那木罕"]),
        ("我同学阿迪力江·玉素甫在", ["阿迪力江·玉素甫"]),
        ("我婆婆曾军腿脚不好", ["曾军"]),
        ("请将松子寄回", []),
        ("杜蕾斯比冈本贵", []),
    ],
)
def test_houses_forms_and_blanks_show_a_name(text: str, names: list[str]) -> None:
    assert covered(text) == [names]


@pytest.mark.parametrize(
    ("messages", "pieces"),
    [
        (("我住恒大绿洲", "20栋1单元1203"), [["恒大绿洲"], ["20栋1单元1203"]]),
        (
            ("和平小区", "6号楼", "905"),
            [["和平小区"], ["6号楼"], ["905"]],
        ),
        (("在吗", "3栋2单元502", "麻烦快点"), [[], ["3栋2单元502"], []]),
        (("颜色很好看", "发顺丰"), [[], []]),
    ],
)
def test_an_address_may_be_told_in_pieces(
    messages: tuple[str, ...], pieces: list[list[str]]
) -> None:
    chat = [Message("buyer", text) for text in messages]
    (found,) = find_in_chats([(chat, NOTHING_KNOWN)])
    assert [
        [text[each.start : each.end] for each in parts]
        for text, parts in zip(messages, found, strict=True)
    ] == pieces


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("我在江南大学东校区9栋，寝室1708", "江南大学东校区9栋，寝室1708"),
        ("门面在荷花池六区1703号", "荷花池六区1703号"),
        ("河海大学北二门的快递点，放那", "河海大学北二门的快递点"),
        ("放金地格林菜鸟驿站就行", "金地格林菜鸟驿站"),
        ("12栋1203，恒大绿洲", "12栋1203，恒大绿洲"),
        ("房号1203，翠竹苑B座", "1203，翠竹苑B座"),
        ("老家是曹县李家村的，寄那边", "曹县李家村"),
        ("自提点是翠竹苑便利店", "翠竹苑便利店"),
        ("翠竹苑 12-1203", "翠竹苑 12-1203"),
        ("发长沙市蜀山区智造园", "蜀山区智造园"),
        ("工地在天河区人民东路尽头", "天河区人民东路尽头"),
        ("发武侯区滨江一号吧，4栋2707", "武侯区滨江一号吧，4栋2707"),
        ("湖南农大西苑17号楼1708", "湖南农大西苑17号楼1708"),
        ("在北苑路578号，腾飞大厦旁边", "北苑路578号，腾飞大厦旁边"),
        (
            "发金水区桃源居吧，1栋1单元2501",
            "金水区桃源居吧，1栋1单元2501",
        ),
        (
            "at the corner of Oak Court and Elm Lane",
            "the corner of Oak Court and Elm Lane",
        ),
        ("between 5th and 42nd on Elm Place", "5th and 42nd on Elm Place"),
        ("I'm on Oak Rd near the library", "Oak Rd"),
        ("it's 140 St Mary's Road", "140 St Mary's Road"),
        ("at 63 Mill Mews, Brighton bs6 4qa", "63 Mill Mews, Brighton bs6 4qa"),
        ("try 5/177 Kangaroo Parade Brunswick 3054", None),
        ("I'm at number 109", "number 109"),
        ("ring at buzzer 41", "41"),
        ("i live on mill gardens", "mill gardens"),
        ("im in mill gardens no 5, red door", "mill gardens no 5"),
        ("i moved, its 12 mill gardens now", "12 mill gardens"),
        ("改到翠竹苑3号楼吧，1203", "翠竹苑3号楼吧，1203"),
        ("住文三路110弄恒大绿洲，28号3301", "文三路110弄恒大绿洲，28号3301"),
        ("cross streets are Oak Ave and Elm Place", "Oak Ave and Elm Place"),
        ("to 135 Mill Street\nCardiff\nnr16 2hd", "135 Mill Street\nCardiff\nnr16 2hd"),
        ("to 8364 Boul. Saint-Laurent", "8364 Boul. Saint-Laurent"),
        ("i'm at 6332 jefferson circle apt 1D", "6332 jefferson circle apt 1D"),
    ],
)
def test_more_ways_to_tell_an_address(text: str, address: str | None) -> None:
    wanted = address or text.removeprefix("try ")
    assert [
        text[each.start : each.end]
        for each in find(text, NOTHING_KNOWN)
        if each.kind == "address"
    ] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Battle damaged box, figure loose",
        "Coffee stains on the cover",
        "Victory badge, pin bent",
        "Pepper grinder, as new",
        "Magnolia wreath, still fresh",
        "Ok. Fine. Boxed it up",
        "Gracious of you, cheers",
        "Flipkart gave ten days",
        "Harness strap frayed",
        "Juniper gin, two bottles",
        "Arvo works for me",
    ],
)
def test_a_word_that_begins_a_sentence_is_no_name(text: str) -> None:
    assert covered(text, text) == [[], []]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name: divya", "divya"),
        ("spoke to diego wickramasinghe again", "diego wickramasinghe"),
        ("my flatmate lars lindqvist has it", "lars lindqvist"),
        ("Regards, mark abernathy", "mark abernathy"),
        ("can you ask J. Wickramasinghe", "J. Wickramasinghe"),
        ("a Trump fan bought it", "Trump"),
        ("thanks, Battle, said Archer Battle", "Archer Battle"),
    ],
)
def test_a_name_that_something_tells_is_found_whole(text: str, name: str) -> None:
    assert name in covered(text, text)[0]
