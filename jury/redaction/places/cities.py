"""Provinces and cities in a Chinese address: they stay readable, the rest does not."""

import re
from typing import Final

from jury.redaction.places.words import CITIES, ESTATE_ENDS, PROVINCES, ROAD_ENDS

# "市南区" is a district, and "市立医院" a house in the city.
_OF_CITY: Final = "市(?![南北中]区|立|第[一二三四五六七八九十]|中心医院)"
CITY: Final = (
    rf"(?:(?:{PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
    rf"\s?(?:(?:{CITIES})(?:{_OF_CITY})?|[一-鿿]{{2,4}}(?:市|州|地区|盟))?|(?:{CITIES})(?:{_OF_CITY})?)"
)
_START = re.compile(CITY)
_PROVINCE_NAMES: Final = frozenset(PROVINCES.split("|")) - {
    "北京", "天津", "上海", "重庆", "香港", "澳门",
}  # fmt: skip
# "南京路" lies in no particular city, nor does "四川大学".
_NAMED_AFTER = re.compile(
    rf"[东西南北中一二三四五六]?(?:{ROAD_ENDS}|{ESTATE_ENDS})"
    r"|(?:理工|师范|科技|工业|农业|医科|财经|交通|邮电|航空航天?|外国语|外语|中医药?|政法|民族"
    r"|体育|音乐|美术|林业|石油|电子|信息|工商|海洋|建筑|传媒|职业|技术|[东西南北]方|城市|工程)*"
    r"(?:大学(?!城)|学院(?!路)|师专)"
)


def city_at(text: str, begin: int) -> re.Match[str] | None:
    """The city that is named there, unless a street or a school is named after it."""
    city = _START.match(text, begin)
    named = city and city.end() > begin and not _NAMED_AFTER.match(text, city.end())
    return city if named else None


def cities_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The same of all cities between two places."""
    return [
        city
        for city in _START.finditer(text, start, end)
        if not _NAMED_AFTER.match(text, city.end())
    ]


def behind_cities(text: str, begin: int) -> int:
    """Where the province and the city end that begin there."""
    said = ""
    while city := city_at(text, begin):
        # A city below a city, or a second one, is the first place below.
        if said and not (city[0].startswith(said) or said in _PROVINCE_NAMES):
            break
        said = city[0].rstrip("省市")
        begin = city.end()
    return begin
