"""Kinds of goods in words: what most marketplaces have; others as they call them."""

from flask_babel import gettext as _


def category(code: str) -> str:
    """A category as people say it."""
    known = {
        "audio": _("headphones and speakers"),
        "bags": _("bags"),
        "books": _("books"),
        "cameras": _("cameras"),
        "clothes": _("clothes"),
        "computers": _("computers"),
        "freight-insured": _("goods with freight insurance"),
        "furniture": _("furniture"),
        "marketplace-courier": _("goods that the marketplace carries"),
        "phones": _("phones"),
        "shoes": _("shoes"),
        "vouched": _("goods that the seller vouches for"),
        "watches": _("watches"),
    }
    return str(known.get(code, code))
