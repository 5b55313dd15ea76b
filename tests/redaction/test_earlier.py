"""What tells of an earlier decision is struck; what tells of the goods stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction.earlier import STRUCK, strike

TELLS = [
    "The jury did not look at the repair bill.",
    "Three jurors said the seller was right.",
    "The verdict ignores the second picture.",
    "I appealed because the bill was overlooked.",
    "I am appealing the refund decision.",
    "They voted against me.",
    "I lost the case although the phone was repaired.",
    "It was decided 3 to 2 for the seller.",
    "The decision was wrong.",
    "The previous decision did not mention the invoice.",
    "Last time the result was against me.",
    "In the first round nobody read the chat.",
    "The majority did not read the listing.",
    "The moderator decided without looking.",
    "The court's decision was unfair.",
    "The first panel overlooked exhibit 3.",
    "They ruled that the freight is mine.",
    "The judgment should be overturned.",
    "Everybody was unanimous, yet nobody saw the serial number.",
    "上次的结果不公平。",
    "陪审团没有看维修单。",
    "评审员判我输了。",
    "裁决书里没有提到发票。",
    "一审只看了第一张图。",
    "我不服这个结果，所以申诉。",
    "九比八，差一票。",
    "投票的人没看聊天记录。",
    "第一轮没有人看证据。",
    "审核员已经判给卖家。",
    "之前误判了，请看新的照片。",
    "原来的决定有误。",
    "陪 审 团偏袒卖家。",
    "５票对４票，我输了。",
]
STAYS = [
    "The screen has a crack at the lower left.",
    "The seller decided to send it by courier.",
    "My decision to return it was made on the first day.",
    "The LCD panel is scratched.",
    "The back panel of the case was opened.",
    "I lost the box, but the phone is whole.",
    "The repair shop found a replaced battery.",
    "He promised a refund of 30 to 50 yuan.",
    "It came at 10:30 and I opened it at once.",
    "The first time I charged it, it got hot.",
    "The result of the test was 71 percent.",
    "The invoice shows the date of purchase.",
    "The colour is more appealing in the pictures.",
    "The parcel was already open.",
    "I judge the battery by its cycles.",
    "The wrong size was sent.",
    "屏幕左下角有裂痕。",
    "卖家决定走快递。",
    "我有购买发票和小票。",
    "判断电池好坏要看循环次数。",
    "这是1比1的实拍图。",
    "上次充电时已经发热。",
    "检测结果是71%。",
    "第一次开机就黑屏。",
    "卖家说支持退货。",
    "收到时外壳已经有划痕。",
    "邮票和车票都在盒子里。",
    "维修店的认定是换过屏。",
    "快递在10:30送到。",
    "我处理过一次，没有修好。",
]


@pytest.mark.parametrize("sentence", TELLS)
def test_a_sentence_that_tells_of_what_was_decided_is_struck(sentence: str) -> None:
    assert strike(sentence) == STRUCK


@pytest.mark.parametrize("sentence", STAYS)
def test_a_sentence_about_the_goods_stays(sentence: str) -> None:
    assert strike(sentence) == sentence


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The bill is dated. The jury overlooked it. It shows the repair.",
            f"The bill is dated.{STRUCK} It shows the repair.",
        ),
        (
            "I was heard by a jury. 3 to 2. The bill is new.",
            f"{STRUCK} The bill is new.",
        ),
        (
            "新的维修单在这里。上次评审员没有看到。三比二，我输了。请看日期。",
            f"新的维修单在这里。{STRUCK}请看日期。",
        ),
        ("⟦name:1⟧ told me the verdict; see 2.5 mm.", f"{STRUCK} see 2.5 mm."),
    ],
)
def test_only_the_sentences_that_tell_are_struck(text: str, left: str) -> None:
    assert strike(text) == left


@given(st.lists(st.sampled_from(TELLS + STAYS), max_size=6))
def test_what_is_left_tells_nothing(sentences: list[str]) -> None:
    left = strike("".join(sentences))
    assert not any(one in left for one in sentences if one in TELLS)
    assert strike(left) == left


@given(st.text(max_size=80))
def test_any_text_can_be_struck_and_then_tells_nothing_more(text: str) -> None:
    assert strike(strike(text)) == strike(text)
