"""What the order knows, with signs, words and blanks put into it or half hidden."""

import pytest

from jury.redaction import Known, KnownPerson, find

PERSON = KnownPerson(
    names=("霍建业", "Imogen Blackwood"),
    phones=("15120471946",),
    addresses=("湖南省长沙市岳麓区白堤路553号水晶郦城12栋2单元1804室",),
    emails=("hsume.qpx72@126.com",),
    handles=("moyu_2077", "云朵0342"),
)
KNOWN = Known(seller=PERSON, numbers=("JDX296831409481", "404-7692256-4571310"))


@pytest.mark.parametrize(
    "variant",
    [
        "霍、建、业",
        "霍[建业",
        "■建业",
        "建业同学",
        "建业老师",
        "Jianye H.",
        "H. Jianye",
        "iblackwood",
        "151----1946",
        "151▓▓▓▓1946",
        "白堤路553号水晶郦城**栋**室",
        "hs****",
        "hsume😊qpx72",
        "moy🌟u_2077",
        "moyu加_2077",
        "moyu then _2077",
        "mоyu_2077",
        "云朵03加42",
        "JDX29*****9481",
        "JDX29683140****",
        "404-7*****1310",
        "404-7692256-457****",
        "JDX296✨831409481",
        "일오일이공사칠일구사육",
        "MTUxMjA0NzE5NDY=",
    ],
)
def test_a_known_value_is_covered_whole(variant: str) -> None:
    for before, after in (("", ""), ("找 ", " 吧"), ("it was ", ", I think")):
        text = before + variant + after
        found = find(text, KNOWN)
        covered = {place for f in found for place in range(f.start, f.end)}
        assert covered.issuperset(range(len(before), len(before) + len(variant)))


def test_the_last_digits_are_told_in_words() -> None:
    (found,) = find("号码最后是1946", KNOWN)
    assert (found.by, found.kind) == ("known", "phone")


def test_an_x_of_a_carrier_hides_nothing() -> None:
    assert find("a fax 29 years old, box 9481", KNOWN) == ()
