"""Numbers and accounts in codes that no table knows, and the talk that looks like them.

None of the codes below stands in the program. What makes them numbers is that eleven
signs of ten come back and nothing else stands between them.
"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction import NOTHING_KNOWN, Message, find, find_in_messages
from jury.redaction.numbers.beats import find_beats
from jury.redaction.writing.readable import is_unreadable
from tests.redaction.test_more_disguises import left_over

CODES = {
    "fruit": ("🍇🍈🍉🍊🍋🍌🍍🍎🍐🍑", ("", " ")),
    "hearts": ("🖤❤🧡💛💚💙💜🤎🤍💖", ("", " ")),
    "boxes": ("■□▲△●○★☆◆◇", ("", " ")),
    "animals of the years": ("猪鼠牛虎兔龙蛇马羊猴", ("", " ", "、")),
    "animals": ("owl ant bee cat dog elk fox gnu hen ibis", (" ", "-", ", ")),
    "planets": (
        "sun mercury venus earth mars jupiter saturn uranus neptune pluto",
        (" ", "/"),
    ),
    "metals": (
        "lead iron gold silver copper tin zinc nickel mercury platinum",
        (" ", ", "),
    ),
    "finnish": (
        "nolla yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan",
        (" ",),
    ),
    "dishes": ("米饭 面条 饺子 包子 馒头 油条 豆浆 烧饼 粽子 月饼", (" ", "，")),
    "eldest brother": ("老零 老一 老二 老三 老四 老五 老六 老七 老八 老九", ("",)),
    "squares": ("√0 √1 √4 √9 √16 √25 √36 √49 √64 √81", (" ",)),
    "halves": ("0/2 2/2 4/2 6/2 8/2 10/2 12/2 14/2 16/2 18/2", (" ",)),
    "strokes": ("- / // /// //// ///// ////// /////// //////// /////////", (" ",)),
}
TOLD = ("call me {}", "my number: {}", "电话{}", "有事打这个 {}", "{} 打给我")
HINTED = ("best way to get me is {}", "不走平台的话 {}", "{} evenings only")


def numbers(seed: str) -> list[str]:
    """Mobiles of which three digits at least come back, as they nearly always do."""
    dice = random.Random(seed)
    made = ["1" + "".join(dice.choices("0123456789", k=10)) for _ in range(40)]
    return [one for one in made if len(set(one)) < 9][:6]


def in_code(code: str, number: str, parting: str) -> str:
    signs = code.split() if " " in code else [*code]
    return parting.join(signs[int(digit)] for digit in number)


def is_covered(text: str, written: str) -> bool:
    start = text.index(written)
    span = range(start, start + len(written))
    return not left_over(text, find(text, NOTHING_KNOWN), span)


@pytest.mark.parametrize("name", CODES)
def test_a_number_in_a_code_that_nobody_listed_is_covered(name: str) -> None:
    code, partings = CODES[name]
    dice = random.Random(name)
    for number in numbers(name):
        written = in_code(code, number, dice.choice(partings))
        text = dice.choice(TOLD).replace("{}", written)
        assert is_covered(text, written), text


@pytest.mark.parametrize("frame", HINTED)
def test_a_hint_is_enough_where_the_form_says_the_rest(frame: str) -> None:
    for name in ("fruit", "boxes", "animals", "planets"):
        code, partings = CODES[name]
        for number in numbers(frame):
            written = in_code(code, number, partings[0])
            assert is_covered(frame.replace("{}", written), written)


# Letters that no word of talk is made of, and no tally of one sign.
SIGNED = ("best way to get me is 鼠鼠马猴羊蛇猪蛇蛇龙蛇", "细聊 棕橙黑黄灰白黑蓝红绿黑")


@pytest.mark.parametrize("text", SIGNED)
def test_so_is_a_code_of_eleven_characters(text: str) -> None:
    assert is_covered(text, text[-11:])


WORD = st.text("bdfgjqvxz", min_size=3, max_size=7).filter(lambda w: len(set(w)) > 1)


@given(st.lists(WORD, min_size=10, max_size=10, unique=True), st.integers(0, 5))
def test_any_ten_words_make_a_code(words: list[str], place: int) -> None:
    written = in_code(" ".join(words), numbers("any")[place], " ")
    text = f"call me {written}"
    assert [text[a:b] for a, b in find_beats(text, told=True)] == [written]


@given(st.text("abcdefghijklmnop 的了你我在不，。0123456789🍇", max_size=120))
def test_rows_lie_in_the_text_and_in_order(text: str) -> None:
    ends = [end for span in find_beats(text, told=True) for end in span]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)


TALK = """
call me when you get home from the school today or tomorrow
联系客服说没有货了，要等到下个星期才能发货，你看可以吗
打电话问了好几次都说在路上，到底什么时候能到
phone arrived with a scratch on the back and one on the side of the screen
手机壳颜色发错了，我要的是黑色，收到的是蓝色
尺码有 36 37 38 39 40 41 42 43，要的联系我
text me the tracking number as soon as you have it, please and thank you
原价1288，现价999，满300减40，要的打我电话
哈哈哈哈哈哈哈哈哈哈笑死我了，电话都拿不稳
Samsung Galaxy S21 Ultra 5G 128GB black unlocked, call or collect
新款苹果手机壳苹果全包防摔手机套
""".strip().split("\n")


@pytest.mark.parametrize("text", TALK)
def test_talk_beside_a_word_of_contact_stays(text: str) -> None:
    assert [x for x in find(text, NOTHING_KNOWN) if x.by == "structured"] == []


CHATS = (
    ("my number, bit by bit", "one eight three", "zero six nine six", "two two seven"),
    ("号码发你哈", "🍇🍈🍉🍇🍋", "🍌🍈🍎🍇🍑🍑"),
    ("my phone in animals", "ant cat dog gnu hen ant", "owl ant gnu cat cat"),
    ("微信一个字母一个字母发你", "a", "n", "n", "a", "4", "7"),
    ("my insta is", "man", "go2", "973"),
    ("first bit 138", "second bit 2663", "third bit 6641"),
)


@pytest.mark.parametrize("chat", CHATS)
def test_what_trickles_in_is_covered_in_every_message(chat: tuple[str, ...]) -> None:
    found = find_in_messages([Message("a", text) for text in chat], NOTHING_KNOWN)
    for text, findings in list(zip(chat, found, strict=True))[1:]:
        start = text.rfind(" bit ") + 5 if " bit " in text else 0
        assert not left_over(text, findings, range(start, len(text))), text


def test_parts_called_by_their_place_come_in_any_order() -> None:
    chat = ["尾号5678", "中间1234", "头三位138"]
    found = find_in_messages([Message("a", text) for text in chat], NOTHING_KNOWN)
    for text, findings in zip(chat, found, strict=True):
        digits = [at for at, sign in enumerate(text) if sign.isdigit()]
        assert not left_over(text, findings, range(digits[0], digits[-1] + 1))


def test_an_answer_in_code_is_covered_behind_the_question() -> None:
    chat = [
        Message("b", "what's your phone number"),
        Message("a", "🍈🍌🍍🍈🍋🍉🍎🍉🍑🍇🍊"),
    ]
    assert find_in_messages(chat, NOTHING_KNOWN)[1]


SCATTERED = (
    ("138", "在吗", "1234", "嗯", "5678"),
    ("one three eight one", "two three four", "five six seven eight"),
    ("我电话是 138", "你记一下", "接上 12345678"),
    ("13812", "你好", "在不在", "345678"),
)


@pytest.mark.parametrize("chat", SCATTERED)
def test_a_mobile_number_alone_in_several_messages_is_covered(
    chat: tuple[str, ...],
) -> None:
    found = find_in_messages([Message("a", text) for text in chat], NOTHING_KNOWN)
    for text, findings in zip(chat, found, strict=True):
        digits = [at for at, sign in enumerate(text) if sign.isdigit()]
        if digits:
            assert not left_over(text, findings, range(digits[0], digits[-1] + 1)), text
        elif text.isascii():
            assert not left_over(text, findings, range(len(text))), text


@pytest.mark.parametrize(
    "chat",
    [
        ("138", "一共", "1234元", "5678"),
        ("价格138", "尺码 1234", "5678"),
        ("138", "a", "b", "c", "1234", "5678"),
    ],
)
def test_what_is_measured_or_far_apart_is_no_piece_of_a_number(
    chat: tuple[str, ...],
) -> None:
    found = find_in_messages([Message("a", text) for text in chat], NOTHING_KNOWN)
    assert not any(found)


def test_short_answers_that_mean_nothing_stay() -> None:
    chat = ["给我打电话了吗", "嗯", "好", "对", "哦", "在", "行"]
    found = find_in_messages([Message("a", text) for text in chat], NOTHING_KNOWN)
    assert not any(found)


ACCOUNTS = (
    ("wechat me: {}", "lu🌟lu🌟8445"),
    ("find me on ig: {}", "(a)(n)(n)(a)(3)(3)"),
    ("绿泡泡 {}", "“pan”+“da_88”"),
    ("insta {}", "anna three two eight"),
    ("my ig but reversed: {}", "16regit_ynnus"),
    ("薇❤ {}", "panda _ 6867"),
    ("扣扣 {}", "妻寺妻韭妻妻妻灵韭"),
    ("{} 加我", "kevin_tiger51"),
    ("wechat\n{}", "a\nn\nn\na\n8\n7"),
    ("music note app: {}", "tiger_1444"),
)


@pytest.mark.parametrize(("frame", "account"), ACCOUNTS)
def test_accounts_in_joined_parts_are_covered(frame: str, account: str) -> None:
    assert is_covered(frame.replace("{}", account), account)


def test_letters_that_nobody_writes_are_no_word() -> None:
    codes = ("ahfhgcifhjh", "xqzkvbwj", "pwdgaadpd", "jacdefghija")
    words = ("christopher", "tomorrow", "collection", "wonderful", "screenshot")
    assert all(map(is_unreadable, codes))
    assert not any(map(is_unreadable, words))
