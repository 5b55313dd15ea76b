"""What the order knows is found in whatever form it is written."""

import pytest

from jury.redaction import Known, KnownPerson, Message, find, find_in_messages
from tests.redaction.people import BUYER, KNOWN, ORDER, PARCEL, kinds, shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("张伟明说的", "⟨Buyer⟩说的"),
        ("張偉明說的", "⟨Buyer⟩說的"),
        ("张 伟 明你好", "⟨Buyer⟩你好"),
        ("伟明你好", "⟨Buyer⟩你好"),
        ("张先生说没收到", "⟨Buyer⟩说没收到"),
        ("小张，在吗", "⟨Buyer⟩，在吗"),
        ("张*明已签收", "⟨Buyer⟩已签收"),
        ("张**已签收", "⟨Buyer⟩已签收"),
        ("张某说", "⟨Buyer⟩说"),
        ("明哥在不在", "⟨Buyer⟩在不在"),
        ("张工，老张", "⟨Buyer⟩"),
        ("zhangweiming", "⟨Buyer⟩"),
        ("Wei-ming Zhang here", "⟨Buyer⟩ here"),
        ("zwm说", "⟨Buyer⟩说"),
        ("@小鹿乱撞 在吗", "@⟨Buyer⟩ 在吗"),
        ("小***撞 拍下", "⟨Buyer⟩ 拍下"),
        ("TB_9981234", "⟨Buyer⟩"),
        ("John Smith said", "⟨Seller⟩ said"),
        ("SMITH, JOHN", "⟨Seller⟩"),
        ("John S. said", "⟨Seller⟩ said"),
        ("johnsmith sold it", "⟨Seller⟩ sold it"),
        ("ask john", "ask ⟨Seller⟩"),
        ("李师傅打电话来", "⟨Courier 1⟩打电话来"),
        ("zhangwm88@qq.com", "⟨Email 1⟩"),
        ("zhangwm88 艾特 qq 点 com", "⟨Email 1⟩"),
        ("QQ 776655443", "QQ ⟨Account 1⟩"),
        ("z w m _ 2 0 2 0", "⟨Account 1⟩"),
        ("z.w.m._.2.0.2.0", "⟨Account 1⟩"),
        ("zwm****", "⟨Account 1⟩"),
        ("z***20 sold it", "⟨Account 1⟩ sold it"),
        ("zh***@qq.com", "⟨Email 1⟩"),
        ("z****8@qq.com", "⟨Email 1⟩"),
        ("J O H N sold it", "⟨Seller⟩ sold it"),
    ],
)
def test_names_and_accounts_of_the_order_are_labelled(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "138 1234 5678",
        "+86 138-1234-5678",
        "138😊1234😊5678",
        "1.3.8.1.2.3.4.5.6.7.8",
        "一三八 1234 五六七八",
        "幺三八一二三四五六拐八",
        "１３８１２３４５６７８",
        "1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
        "❶❸❽①②③④⑤⑥⑦⑧",
        "138然后1234再5678",
        "138****5678",
        "138xxxx5678",
        "138···5678",
        "138■■■■5678",
        "l38l2345678",
        "one three eight one two three four five six seven eight",
        "87654321831",
        "1381234",
        "2345678",
    ],
)
def test_a_known_phone_gets_one_label_in_any_writing(written: str) -> None:
    assert shown(f"打{written}，好") == "打⟨Phone 1⟩，好"


def test_the_tail_of_a_known_phone_is_its_phone() -> None:
    assert shown("尾号5678，就是13812345678") == "尾号⟨Phone 1⟩，就是⟨Phone 1⟩"
    assert shown("the one ending 5678") == "the one ending ⟨Phone 1⟩"


@pytest.mark.parametrize(
    "written",
    [
        "杭州市西湖区文三路200号阳光花园8幢801室",
        "文三路200号",
        "文三路 200 号",
        "阳光花园8栋801",
        "文三路200号8-801",
        "8幢801室",
        "八幢八零一室",
        "8号楼801",
        "阳光花园",
        "1420 market st",
        "1420 Market Street, Apt. 5B",
        "Market Street",
        "94103",
    ],
)
def test_no_piece_of_a_known_address_stays(written: str) -> None:
    seen = shown(f"寄到 {written}")
    assert seen.removeprefix("寄到 ").removeprefix("杭州市") == "⟨Address 1⟩"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ORDER, "order_no"),
        ("2024 0503 9988 7766", "order_no"),
        (PARCEL, "courier_no"),
        ("SF12****0123", "courier_no"),
        ("sf 1234567890123", "courier_no"),
        ("单号1234567890123", "courier_no"),
    ],
)
def test_order_and_parcel_numbers_are_known(text: str, kind: str) -> None:
    assert [k for k, _ in kinds(text, KNOWN)] == [kind]


def test_a_name_that_fits_both_sides_names_neither() -> None:
    known = Known(
        buyer=KnownPerson(names=("王芳",)), seller=KnownPerson(names=("王强",))
    )
    assert shown("王女士说，王芳和王强", known) == "⟨Person 1⟩说，⟨Buyer⟩和⟨Seller⟩"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Will you refund it?", "Will you refund it?"),
        ("I told Will about it", "I told ⟨Buyer⟩ about it"),
        ("I will send it", "I will send it"),
        ("Will Carter sold it", "⟨Buyer⟩ sold it"),
    ],
)
def test_a_name_that_is_a_word_needs_its_capital(text: str, seen: str) -> None:
    assert shown(text, Known(buyer=KnownPerson(names=("Will Carter",)))) == seen


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("时平安", "小时候平安到家"),
        ("米天天", "小米手机，天天快递"),
        ("张明", "明明说好了，明天再说"),
        ("李心", "小心轻放"),
        ("于国庆", "小于100，国庆发货"),
    ],
)
def test_everyday_words_are_no_short_forms_of_a_name(name: str, text: str) -> None:
    assert shown(text, Known(buyer=KnownPerson(names=(name,)))) == text


@pytest.mark.parametrize(
    ("person", "text", "seen"),
    [
        (KnownPerson(names=("伟",)), "伟大", "伟大"),
        (KnownPerson(names=("阿依古丽汗",)), "阿依古丽汗", "⟨Buyer⟩"),
        (KnownPerson(names=("Bo",)), "Bo said both", "⟨Buyer⟩ said both"),
        (KnownPerson(names=("吕娜",)), "Lyu Na, lvna", "⟨Buyer⟩"),
        (KnownPerson(names=("张龘",)), "张龘，zhangda", "⟨Buyer⟩，zhangda"),
        (KnownPerson(nicknames=("", "猫")), "@猫 我的猫", "⟨Buyer⟩ 我的猫"),
        (KnownPerson(nicknames=("666",)), "666", "666"),
        (KnownPerson(phones=("", "12")), "12 号", "12 号"),
        (KnownPerson(addresses=("", "home")), "at home", "at home"),
        (KnownPerson(addresses=("某县城关",)), "城关", "城关"),
        (KnownPerson(names=("陈国庆",)), "国庆哥在吗", "⟨Buyer⟩在吗"),
        (KnownPerson(names=("陈国庆",)), "这是国庆的", "这是⟨Buyer⟩的"),
        (
            KnownPerson(addresses=("文三路9号翠苑一区14栋1单元302室",)),
            "翠苑一区，14-1-302",
            "⟨Address 1⟩",
        ),
    ],
)
def test_short_and_rare_values_are_looked_for_with_care(
    person: KnownPerson, text: str, seen: str
) -> None:
    assert shown(text, Known(buyer=person)) == seen


def test_another_person_with_the_same_last_character_is_not_the_buyer() -> None:
    assert shown("收件人王小明") == "收件人⟨Person 1⟩"


def test_a_number_split_over_messages_of_one_sender_is_found() -> None:
    texts = [("b", "我的号码138"), ("s", "嗯"), ("b", "1234"), ("b", "5678 打我")]
    messages = [Message(sender, text) for sender, text in texts]
    found = find_in_messages(messages, KNOWN)
    covered = [
        [text[f.start : f.end] for f in findings]
        for (_, text), findings in zip(texts, found, strict=True)
    ]
    assert covered == [["138"], [], ["1234"], ["5678"]]
    assert {f.entity for findings in found for f in findings} == {"phone:13812345678"}


def test_numbers_of_two_senders_are_not_joined() -> None:
    messages = [Message("b", "要3"), Message("s", "12345678"), Message("b", "个")]
    assert find_in_messages(messages, Known())[0] == ()


def test_what_stands_in_one_message_is_found_as_it_is_alone() -> None:
    text = "张先生 13812345678"
    alone = find(text, KNOWN)
    assert find_in_messages([Message("b", text)], KNOWN) == (alone,)


def test_knowing_nothing_finds_no_known() -> None:
    assert kinds("张先生，小鹿乱撞", Known(buyer=KnownPerson())) == [("name", "张先生")]
    assert BUYER.names


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("773012345678901", "⟨Parcel no. 1⟩"),
        ("7730 1234 5678 901", "⟨Parcel no. 1⟩"),
        ("KX-77.1", "⟨Parcel no. 1⟩"),
        ("2024050399887766", "⟨Order no. 1⟩"),
    ],
)
def test_a_number_is_called_what_the_marketplace_gave_it_as(
    written: str, label: str
) -> None:
    given = Known(numbers=(ORDER,), parcels=("773012345678901", "KX-77.1"))
    assert shown(f"查 {written} 看看", given) == f"查 {label} 看看"
