"""Balanced panels in words: what a policy balances, and the lists drawn from."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from jury.domain.errors import N_
from jury.domain.jurors.strata import Axis, Panel, kinds_in

AXES: Mapping[Axis, str] = {
    Axis.TRADE: N_("between those who mostly buy and those who mostly sell"),
    Axis.EXPERIENCE: N_("between those new to juries and the experienced"),
}
_KINDS: Mapping[str, str] = {
    "buys": N_("who mostly buy"),
    "sells": N_("who mostly sell"),
    "new": N_("new to juries"),
    "experienced": N_("experienced"),
}
_EVERYBODY: Mapping[str, str] = {
    "zh-Hans/*/active": N_("users who read Chinese and are active on the list"),
    "en/*/active": N_("users who read English and are active on the list"),
}


def rows(panel: Panel) -> Iterator[tuple[str, str]]:
    """Between whom the seats are shared; nothing where they are not."""
    if not panel.balance:
        return
    axes = _(", ").join(_(AXES[axis]) for axis in panel.balance)
    said = _(
        "The seats are shared evenly %(axes)s; the lot gives an odd seat. Where too "
        "few of a kind are on the list, they are drawn from all together.",
        axes=axes,
    )
    yield str(_("Balance")), str(said)


def list_words(key: str) -> str:
    """A list of users in words; a list of an unknown kind by its key."""
    kinds = kinds_in(key) if key.count("/") >= 2 else ()
    whole = "/".join(key.split("/")[:3])
    if whole not in _EVERYBODY or not set(kinds) <= set(_KINDS):
        return key
    everybody = str(_(_EVERYBODY[whole]))
    if not kinds:
        return everybody
    named = _(", ").join(_(_KINDS[kind]) for kind in kinds)
    return str(_("%(list)s (%(kinds)s)", list=everybody, kinds=named))
