"""Numbers said in other tongues, put through a code, or under another name."""

import pytest

from jury.redaction import (
    NOTHING_KNOWN,
    Known,
    KnownPerson,
    Message,
    find,
    find_in_messages,
)
from tests.redaction.people import kinds

PHONE = "13820475961"


def _said(words: str, by: str = " ") -> str:
    return by.join(words.split()[int(digit)] for digit in PHONE)


TONGUES = {
    "Korean": _said("공 일 이 삼 사 오 육 칠 팔 구", ""),
    "Korean in ours": _said("gong il i sam sa o yuk chil pal gu"),
    "kana": _said("ゼロ いち に さん よん ご ろく なな はち きゅう", ""),
    "katakana": _said("ゼロ イチ ニ サン ヨン ゴ ロク ナナ ハチ キュウ", "・"),
    "bopomofo": _said("ㄌㄧㄥˊ ㄧ ㄦˋ ㄙㄢ ㄙˋ ㄨˇ ㄌㄧㄡˋ ㄑㄧ ㄅㄚ ㄐㄧㄡˇ"),
    "Russian": _said("ноль один два три четыре пять шесть семь восемь девять"),
    "Russian in ours": _said("nol odin dva tri chetyre pyat shest sem vosem devyat"),
    "Malay": _said("kosong satu dua tiga empat lima enam tujuh lapan sembilan", "-"),
    "Vietnamese": _said("không một hai ba bốn năm sáu bảy tám chín"),
    "Thai": _said("ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า"),
    "Hindi": _said("शून्य एक दो तीन चार पांच छह सात आठ नौ"),
    "Arabic": _said("صفر واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة"),
    "Italian": _said("zero uno due tre quattro cinque sei sette otto nove", ", "),
    "Turkish in one word": _said("sıfır bir iki üç dört beş altı yedi sekiz dokuz", ""),
    "Polish": _said("zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć"),
}
CODES = {
    "base 64": "MTM4MjA0NzU5NjE=",
    "hex": "0x337c8bf49",
    "hex of each digit": "31 33 38 32 30 34 37 35 39 36 31",
    "keys with shift held": "!#*@)$&%(^!",
    "the row of letters": "qeiwprutoyq",
    "medals": "🥇🥉8🥈0475961",
}


@pytest.mark.parametrize("said", TONGUES.values(), ids=TONGUES)
def test_a_mobile_is_read_in_any_tongue(said: str) -> None:
    for before, after in (("", ""), ("我的号码：", " 谢谢"), ("call me at ", ", ok?")):
        text = before + said + after
        assert kinds(text) == [("phone", said)]


@pytest.mark.parametrize("said", CODES.values(), ids=CODES)
def test_a_mobile_is_read_through_a_code(said: str) -> None:
    covered = "".join(words for _kind, words in kinds(f"找我 {said} 吧"))
    assert covered == said


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("第一第三第八第二第零第四第七第五第九第六第一", None),
        ("1st 3rd 8th 2nd 0th 4th 7th 5th 9th 6th 1st", None),
        ("1呀3呀8呀2呀0呀4呀7呀5呀9呀6呀1呀", None),
        ("5961 2047 138（三段倒着拼）", "5961 2047 138"),
        ("138，四个7，再2047", "138，四个7，再2047"),
        ("一三八接着是二零四七末尾五九六一", None),
        ("总机027-40983943#203", "027-40983943#203"),
        ("1元3元8元2元0元4元7元5元9元6元1", None),
        ("[1,3,8,2,0,4,7,5,9,6,1]", None),
        ("@138 @2047 @5961", None),
        ("〖138〗〖2047〗〖5961〗", None),
        ("138%202047%205961", None),
        ("138这三位，接2047这四位，收5961", None),
    ],
)
def test_what_stands_between_digits_goes_with_them(
    text: str, covered: str | None
) -> None:
    assert [words for _kind, words in kinds(text)] == [covered or text]


def test_dots_say_that_the_rest_of_a_number_comes_next() -> None:
    parts = [Message("buyer", "1382047……"), Message("buyer", "尾巴5961")]
    first, second = find_in_messages(parts, NOTHING_KNOWN)
    assert (first[0].kind, second[0].kind) == ("phone", "phone")
    assert first[0].entity == second[0].entity


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("抖in：egm_jloe", "egm_jloe"),
        ("战网id infkgp23", "infkgp23"),
        ("哪儿都叫：moyu_2077", "moyu_2077"),
        ("咱微信聊：dpvaa1333", "dpvaa1333"),
        ("用微信联系，ID是love_kfoot_07", "love_kfoot_07"),
        ("加❤：hb552603", "hb552603"),
        ("微 afjyg0429", "afjyg0429"),
        ("vi信：qingfeng27", "qingfeng27"),
        ("v〇x：udswl4345", "udswl4345"),
        ("wechar：moon9021", "moon9021"),
        ("支-付-宝：ruuqjt726", "ruuqjt726"),
        ("fb messenger: kgf_fpqgv", "kgf_fpqgv"),
        ("微信前面hntf后面1678", "hntf后面1678"),
        ("微信：slrа6717", "slrа6717"),
        ("闲鱼上叫ijs_37342", "ijs_37342"),
        ("我的tt号 xvshsw97", "xvshsw97"),
        ("微✚信：um619932", "um619932"),
        ("wechta dqhh-3702", "dqhh-3702"),
        ("v♡x：neqjs2509", "neqjs2509"),
        ("xhs是cyd_svfc", "cyd_svfc"),
    ],
)
def test_an_account_is_told_by_its_form_behind_any_label(
    text: str, account: str
) -> None:
    assert ("handle", account) in kinds(text)


@pytest.mark.parametrize(
    "mail",
    [
        "pdqpnb31 (at sign) 163 (period) com",
        "cwxknk54 在 outlook 点 com",
        "jycofp38 艾特 gmail 点 康姆",
        "lsluhy73%40gmail.com",
        "laowmr31&#64;outlook.com",
        "bieizs89*at*qq*dot*com",
        "xxwldf27@gmail . c o m",
        "mvkmhk59@qq,com",
        "atohzd33@qq_com",
        "hfcnqy68[@]qq[.]com",
        "ngwvry13@163•com",
        "ykvsew79🐭gmail.com",
        "dnjsyu12 at outlook",
        "ewjaqc03的163邮箱",
        "nwxjwx12@@hotmail..com",
        "ecurto26~at~126~dot~com",
        "orjbkz69@126.c0m",
    ],
)
def test_an_e_mail_is_read_however_its_signs_are_said(mail: str) -> None:
    assert kinds(f"请发 {mail} 谢谢") == [("email", mail)]


@pytest.mark.parametrize(
    "link",
    [
        "hxxps://abcshop.com/xyz1",
        "https: // abcshop.com/xyz1",
        "abcshop[.]com/xyz1",
        "abcshop(.)com",
        "abcshop。com",
        "abcshop.c o m",
        "abcshop dot com slash xyz1",
        "www abcshop com",
        "t点me/abcshop",
        "h t t p s://abcshop.com",
        "abcshop . com / xyz1",
        "www点abcshop点com",
    ],
)
def test_a_link_is_read_however_its_dots_are_said(link: str) -> None:
    assert kinds(f"看 {link}") == [("url", link)]


@pytest.mark.parametrize(
    "text",
    [
        "型号：gtx_1080",
        "内存：ddr45600",
        "显卡：rtx3080",
        "略微iphone13好一点",
        "one two three and a half, four or five of six",
        "error 0x80070005",
        "The password is aGVsbG8gd29ybGQh",
        "I met him at outlook point",
        "我在上海，他在北京",
        "un deux trois",
        "他拿过WCG2009冠军",
        "watch的充电线",
        "qwertyuiop键盘",
        "!!!!???",
    ],
)
def test_goods_and_talk_are_no_codes_and_no_accounts(text: str) -> None:
    assert [one for one in kinds(text) if one[0] != "name"] == []


def test_a_known_account_is_found_in_letters_of_another_script() -> None:
    known = Known(seller=KnownPerson(handles=("moonshop77",)))
    found = find("找 mооnshop77 就行", known)
    assert [(f.by, f.start, f.end) for f in found] == [("known", 2, 12)]
