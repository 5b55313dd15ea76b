"""Acts that only lead somewhere together."""

from collections.abc import Mapping

from jury.domain.lifecycle import Side

TOGETHER: Mapping[str, tuple[tuple[str, Side], ...]] = {
    "both sides are done": tuple(("a side is done", side) for side in Side),
    "both sides confirm": tuple(("a side confirms", side) for side in Side),
    "the sides settle": (
        ("a side offers a rung", Side.SELLER),
        ("a side accepts the offer", Side.BUYER),
    ),
    "the buyer sends the goods": (("a side sends the goods", Side.BUYER),),
    "the seller sends the goods": (("a side sends the goods", Side.SELLER),),
    "the seller has the goods": (("a side says the goods are here", Side.SELLER),),
    "the buyer has the goods": (("a side says the goods are here", Side.BUYER),),
    "the buyer accepts the goods": (("a side accepts the goods", Side.BUYER),),
    "the seller contests the goods": (("a side contests the goods", Side.SELLER),),
    "the seller accepts the goods": (("a side accepts the goods", Side.SELLER),),
    "a panel hears it": (
        ("the marketplace gives a nonce", Side.BUYER),
        ("a juror sits and votes with others", Side.BUYER),
        ("minutes pass", Side.BUYER),
    ),
    "the jury is answered": (
        ("a side answers the jury", Side.BUYER),
        ("something is due", Side.BUYER),
        ("a juror votes again", Side.BUYER),
        ("a juror votes again", Side.BUYER),
    ),
    "a jury asks": (
        ("the marketplace gives a nonce", Side.BUYER),
        ("a juror sits and asks with others", Side.BUYER),
        ("something is due", Side.BUYER),
    ),
    "staff screen": (
        ("a moderator releases", Side.BUYER),
        ("a moderator admits", Side.BUYER),
        ("a moderator passes a text", Side.BUYER),
        ("a moderator leaves as it is", Side.BUYER),
    ),
}
