"""Addresses of many countries in chats in English, with capitals and without."""

import pytest

from jury.redaction import NOTHING_KNOWN, find


def addresses(text: str) -> list[str]:
    found = find(text, NOTHING_KNOWN)
    return [text[f.start : f.end] for f in found if f.kind == "address"]


@pytest.mark.parametrize(
    ("before", "address", "behind"),
    [
        ("left at ", "Flat 3, Elder House, 9 Weir Road, Leeds LS6 2QT", ""),
        ("post it to ", "flat 3, elder house, 9 weir road, leeds ls6 2qt", " please"),
        ("it's ", "6 the orchards, little marsh, ipswich ip8 3lr", ""),
        ("ship to ", "rose barn, dyke lane, thaxted cm6 2py", " please"),
        ("yes ", "The Old Forge, Church Street, Ludlow", ""),
        ("left in ", "Caravan 22, Golden Dunes Park, Skegness", ""),
        (
            "gone to ",
            "unit 4, harbour trading estate, bristol bs5 9tq",
            " which is shut",
        ),
        ("moved to ", "27 maple cres, guelph, ontario", ""),
        ("it's ", "88 cedar hollow trail, round rock, tx 78681", ""),
        ("send it to ", "RR 2, Orangeville ON L9W 2Y9", " please"),
        ("it is ", "Mail Stop 9-C, 410 Harbor Blvd", ""),
        ("post to ", "3/118 Ferry Street, West End QLD 4101", ""),
        ("left at ", "Blk 78 Coral Drive #04-12 Singapore 440078", ""),
        ("", "flat b, 15/f, tower 3, harbour green, tai kok tsui", ""),
        ("to ", "No 22 Jalan SS2/24, 47300 Petaling Jaya", " not mine"),
        ("at ", "Plot 19, 4th Cross, Indiranagar, Bengaluru 560038", ""),
        ("at ", "c-304, palm view society, andheri west, mumbai 400053", ""),
        ("at ", "Shop no 5, Green Nagar Market, New Delhi", ""),
        ("now at ", "1-4-12 Kamimeguro, Meguro-ku, Tokyo", ""),
        ("at ", "Keizersgracht 121, 1015 CJ Amsterdam", ""),
        ("at ", "Storgatan 5B, 114 51 Stockholm", ""),
        ("to ", "Building B, Tianan Cyber Park, Futian, Shenzhen", ""),
        ("at ", "15 Ademola Street, Ikeja, Lagos", ""),
        ("I moved, now at ", "34 Oakfield", ""),
        ("waits at ", "the corner of elm and 5th", "?"),
        ("at ", "14 Temple Street, opp. SBI ATM", ""),
        ("left in ", "Studio 6, The Old Brewery, Ramsgate", " again"),
        ("took it ", "behind the BP garage on Harrow Road", " by mistake"),
        ("it's ", "next to st paul's church, mill road", ""),
        ("it is ", "the red house on Birch Lane, number 9", ""),
        ("at ", "the old dairy, church st, lavenham", ""),
        ("live at ", "2nd floor, 41 Deansgate", ""),
        ("to ", "Kilmore, Mallow, Co. Cork, P51 Y7W3", ""),
        ("at ", "7702 n interstate 35, austin", ""),
        ("", "County Rd 118, Cullman", ""),
        ("send to ", "RR 3, site 8, box 48, lacombe ab", ""),
        ("at ", "54 totara street, mt eden, auckland 1024", ""),
        ("in ", "Baker Hall dorm, room 214", " now"),
        ("he went to ", "9 hawthorn", ""),
        ("delivered to ", "64 jalan kembangan", " but nobody was in"),
        ("based at ", "4 The Cloisters", ""),
        ("at ", "12/7 leith walk, edinburgh", ""),
        ("over at ", "14 Bramble Bank, Perth", ""),
        ("to ", "3rd floor, Baltic House, 14 Kingsway", ""),
        ("stay at ", "Kilmeen, Ballyfin, Co. Laois", ""),
        ("at ", "9 Bank St (above the chippy), Hebden Bridge", ""),
    ],
)
def test_an_address_is_covered_over_its_parts(
    before: str, address: str, behind: str
) -> None:
    assert addresses(before + address + behind) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "room 3, great hotel, would stay again",
        "bought it in the shop on the high street",
        "only a 20 minute drive, or a 5 mile road",
        "in 3 full view photos, 2 Nike Dunks, Brand new",
        "moved to 2 different addresses",
        "went to 3 shops, delivered to 2 people",
        "10/10 would drive again, behind the sofa in the hall",
        "model no 4, Sony, new in box",
        "block 4, Lego, sealed",
        "building a new house near the park",
        "size 10, Nike, black",
        "no i didn't, sorry",
        "lot 3, sealed box, never opened",
        "sent to 2 people at 5 pm",
        "posted 3 days ago, still nothing",
        "now at 45, final price",
    ],
)
def test_what_only_counts_is_no_address(text: str) -> None:
    assert addresses(text) == []
