"""How many digits of a currency stand behind the point, by ISO 4217."""

_NONE = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX"}
    | {"VND", "VUV", "XAF", "XOF", "XPF"}
)
_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def minor_digits(currency: str) -> int:
    """How many digits the smallest unit of a currency has behind the point."""
    if currency in _NONE:
        return 0
    return 3 if currency in _THREE else 2
