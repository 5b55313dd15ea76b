"""What the fields about jurors and all users mean; `meanings` holds all of them."""

from collections.abc import Mapping

TRADES = {
    "trades_as_buyer": "how often they bought",
    "trades_as_seller": "how often they sold",
}
TIES = {
    "person_key": "the same for all accounts of one person; hash it, it is only "
    "compared",
    "tie_keys": "hashes of device, household, address, payment, trade or invitation: "
    "who shares one has a tie",
}
POOL_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "ByAge": {
        "under_1": "accounts of less than a year",
        "under_3": "of one to three years",
        "under_5": "of three to five years",
        "older": "of five years and more",
    },
    "ByRole": {
        "mostly_buys": "who bought more often than they sold",
        "mostly_sells": "who sold more often than they bought",
        "both_alike": "who did both equally often, or neither",
    },
    "PoolFigures": {
        "users": "how many users you have",
        "sampled": "of how many of them the counts are, where you did not count all",
        "role": "by what they mostly do",
        "account_age": "by how old their accounts are",
        "region": "by your code of where they live, as in the roster",
        "category": "by your categories; somebody may be in several",
    },
    "PoolFiguresTold": {"told_at": "since when they stand"},
}
