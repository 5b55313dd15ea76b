"""Chinese addresses in chats: villages, gates, desks, stalls, parts with commas."""

import pytest

from jury.redaction import NOTHING_KNOWN, find


def addresses(text: str) -> list[str]:
    found = find(text, NOTHING_KNOWN)
    return [text[f.start : f.end] for f in found if f.kind == "address"]


@pytest.mark.parametrize(
    ("before", "address", "behind"),
    [
        ("放在", "东坡村委会旁边", ""),
        ("配送地址确认：", "桃源三队42号", ""),
        ("地点改到", "横塘镇政府对面", ""),
        ("嗯嗯 ", "柳溪花园北门百果园代收", " 就行"),
        ("对的 ", "锦溪新村金座 Room 503", ""),
        ("我妈住", "云岭区，振华东街，海棠城，6栋", "，你寄给她"),
        ("发票寄", "银杏天地，28栋，702", ""),
        ("你直接寄", "Rm 1502, 云山府12栋", ""),
        ("就送", "晨光网吧前台", ""),
        ("", "鑫达五金厂1号门门卫", ""),
        ("可以面交，", "玉兰天地11栋楼下丰巢", ""),
        ("麻烦发到", "云锦湾门口幼儿园", ""),
        ("麻烦发到", "晨光中心南区305", ""),
        ("就是", "云岭区玉兰新村", "那个"),
        ("换成", "鑫达五金厂21号厂房", "吧"),
        ("扔", "玉兰花苑物业中心", "了"),
        ("能不能送", "迎春北路营业厅楼上202", "？"),
        ("寄", "晨光SOHO T3 B座1502", "这边"),
        ("怎么送到", "老汽车站后面的平房", ""),
        ("我填的", "玉兰苑物业", "啊"),
        ("就", "东坡村村口第三家", "，老地方"),
        ("快递在", "桃源屯老孙家隔壁", ""),
        ("我在", "二中校门口文具店", "呢"),
        ("写的", "云锦三期1203", "，怎么会错"),
        ("老板在", "云锦一号29幢", ""),
        ("放", "26号楼下的快递柜", "就行"),
        ("我搬到", "振华路小学旁边的云锦湾", "了"),
        ("寄", "Room 405, 云山新城, 振华街88号", ""),
        ("在", "云岭机场货运站12号门", ""),
        ("寄", "开发区振华路88号", "吧"),
        ("放在", "迎春大街派出所后面那栋702", "了，没找到"),
    ],
)
def test_an_address_in_chat_is_covered_whole(
    before: str, address: str, behind: str
) -> None:
    assert addresses(before + address + behind) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "放小区门卫室就行",
        "我们公司门卫室能收",
        "你好，3栋那边没电梯",
        "楼上楼下都问了",
        "小区里有超市的那种",
        "快递员说会员价",
        "委屈你们多跑一趟",
        "2号链接那款还有吗",
        "三队人抢一个名额",
    ],
)
def test_places_without_a_name_stay_readable(text: str) -> None:
    assert addresses(text) == []
