"""Names that nothing announces, Chinese and English, and what only looks like one."""

import pytest

from jury.redaction import NOTHING_KNOWN, Message, find, find_in_chats
from jury.redaction.tagger import read


def names(text: str) -> list[str]:
    return [text[f.start : f.end] for f in find(text, NOTHING_KNOWN)]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("刘建国昨天把货取走了", ["刘建国"]),
        ("东西是欧阳美琪替我签的", ["欧阳美琪"]),
        ("后来张磊又问了一次，赵敏也看见了", ["张磊", "赵敏"]),
        ("王经理说可以", ["王经理"]),
        ("仓库主任曾刚表示已经发货", ["曾刚"]),
        ("金石开：很难说", ["金石开"]),
        ("克里斯蒂安·施密特从德国寄来的", ["克里斯蒂安·施密特"]),
        ("李国庆昨天把货取走了", ["李国庆"]),
        ("张家明昨天来过", ["张家明"]),
        ("胡文和强调先验货", ["胡文和"]),
        ("演员查理?布林克出席了开幕式", ["查理?布林克"]),
        ("周和华，男，汉族，1966年出生", ["周和华"]),
        ("舒适广先生，男，1970年生，本科学历", ["舒适广先生"]),
    ],
)
def test_a_name_is_found_without_a_cue(text: str, covered: list[str]) -> None:
    assert names(text) == covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("小钱在场，可以作证", ["小钱"]),
        ("邻居静静帮我拿的快递", ["静静"]),
        ("请小曹回电，找秦大哥也行", ["小曹", "秦大哥"]),
        ("毛重3.25kg，诚心要", []),
        ("the seller wrote 小米 in the listing", []),
        ("收件人写志强就行", ["志强"]),
        ("请联系李**，他在公司", ["李**"]),
        ("国庆快递停发，初八发货", []),
        ("明明说好的，天天催也没用", []),
        ("归杨经理管，同张老师商量", ["杨经理", "张老师"]),
        ("找涵姐，请志强哥来", ["涵姐", "志强哥"]),
        ("找达娃卓玛，吐尔逊·阿不都也在", ["达娃卓玛", "吐尔逊·阿不都"]),
        ("二姐，三哥，大姐，学姐，空姐都在", []),
    ],
)
def test_a_nickname_is_one_where_a_person_stands(text: str, covered: list[str]) -> None:
    assert names(text) == covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("I spoke with Emily Johnson from support", ["Emily Johnson"]),
        ("my wife Priya signed for it", ["Priya"]),
        ("Deepika left it, Haruto and Seojun saw it", ["Deepika", "Haruto", "Seojun"]),
        ("sold to me by Raj White", ["Raj White"]),
        ("ask for Chloe Smith, my Chloe bag is torn", ["Chloe Smith"]),
        ("Katie E. Miles paid, Zhang Wei did not", ["Katie E. Miles", "Zhang Wei"]),
        ("the assistant to Asya Vassilieva left", ["Asya Vassilieva"]),
        ("hi ryan, thanks", ["ryan"]),
        ("快递员Tony没打电话，Lisa姐知道", ["Tony", "Lisa姐"]),
        ("Will it fit? May I return the Black one", []),
        ("Stan Smith shoes and an Apple Watch, size Large", []),
        ("Shipped from Austin to Paris in April", []),
    ],
)
def test_english_names_need_a_list_or_a_neighbour(
    text: str, covered: list[str]
) -> None:
    assert names(text) == covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("队长安德森（anderson）因伤缺阵", ["安德森（anderson）"]),
        ("导演JamesCameron也买过这一款", ["JamesCameron"]),
        ("后来harold说他没收到", ["harold"]),
        ("包装盒里有iphone和nike的袋子", []),
        ("这个outdoor系列有货吗", []),
    ],
)
def test_a_name_in_latin_letters_is_found_in_a_chinese_text(
    text: str, covered: list[str]
) -> None:
    assert names(text) == covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("yesterday naomi wallace left it there", ["naomi wallace"]),
        ("tracy: who are you?", ["tracy"]),
        ("Bowers and Quamov were there", ["Bowers", "Quamov"]),
        ("so happy for #NaomiWallace today", ["NaomiWallace"]),
        ("the best deals on #BlackFriday and #GameDay", []),
        ("condition: used, colour: black", []),
        ("fast and well packed, like new", []),
    ],
)
def test_small_letters_and_speakers_name_people_too(
    text: str, covered: list[str]
) -> None:
    assert names(text) == covered


@pytest.mark.parametrize(
    ("told", "said", "name"),
    [
        ("比赛由infi与zeraldo在上海进行，随后颁奖", "infi有货吗", "infi"),
        ("比赛由infi与zeraldo在上海进行，随后颁奖", "zeraldo还有吗", "zeraldo"),
    ],
)
def test_who_tells_of_others_names_more_people(told: str, said: str, name: str) -> None:
    assert name in names(told)
    assert name not in names(said)


@pytest.mark.parametrize(
    "text",
    [
        "毛衣，男，XL码",
        "皮鞋，男，42码黑色",
        "快递随机发，具体按仓库发货为准",
        "亲，这款羽绒服今天下单明天发货",
        "欧莱雅套装有货吗，资生堂的也要",
        "盛夏清凉价，金秋季节再买",
        "顺丰比中通快一点",
        "尺码买大了转。白蓝配色，42 码，鞋盒没有了",
        "奥莱买的，不可能是假的。",
        "在",
        "???",
        "按220 yuan算，warranty过期了，sale的时候入的，thx",
        "送来的是匡威！",
        "退Mate 60我就撤诉",
        "the ad shows Jordan 4 in red",
        "小店屹茗堂祝您生活愉快",
    ],
)
def test_goods_and_small_talk_stay_readable(text: str) -> None:
    assert names(text) == []


def test_texts_read_together_are_read_as_one_by_one() -> None:
    texts = ["", "刘建国昨天把货取走了", "好", "hello", "东西是欧阳美琪替我签的" * 9]
    chats = [([Message("a", text)], NOTHING_KNOWN) for text in texts]
    together = [found for (found,) in find_in_chats(chats)]
    assert together == [find(text, NOTHING_KNOWN) for text in texts]


def test_the_reader_weighs_every_character() -> None:
    (reading,) = read(["我是张小明，abc12"])
    assert len(reading.person) == len(reading.begins) == 11
    assert min(reading.person[2:5]) > 0.9
    assert max(reading.person[5:]) < 0.1
    assert reading.begins.argmax() == 2
