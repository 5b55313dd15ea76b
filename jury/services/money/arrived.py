"""What each side gets by how the goods arrived, and whether the books say the same."""

from jury.domain.award import Award, instead_of
from jury.storage.figures.books import Book
from jury.storage.money.returns import GoodsReturn, Journey
from jury.storage.verdicts import Verdict

SHARES = ("buyer_minor", "seller_minor", "freight_minor")


def award_by(
    verdict: Verdict, row: Journey, *, held_minor: int, counts: bool
) -> Award | Verdict:
    """What moves at the end of a journey: as decided if it counts, else the other way.

    Goods that did not come back stay with the buyer, and the seller gets everything;
    for goods that were not sent again the buyer gets money instead.
    """
    if counts:
        return verdict
    if isinstance(row, GoodsReturn):
        return Award(buyer_minor=0, seller_minor=held_minor)
    decided = Award(
        buyer_minor=verdict.buyer_minor,
        seller_minor=verdict.seller_minor,
        freight_minor=verdict.freight_minor,
        instead_minor=verdict.instead_minor,
    )
    return instead_of(decided)


def has_arrived(book: Book) -> bool:
    """Whether goods came where they had to, or need not, and the sums say the same."""
    verdict, back, again = book.verdict, book.goods_return, book.goods_resend
    if verdict is None or not verdict.moves_goods:
        return back is None and again is None
    is_sent_again = verdict.resent and not (back is not None and back.is_lost)
    if (back is not None, again is not None) != (verdict.goods_back, is_sent_again):
        return False
    rows = [row for row in (back, again) if row is not None]
    return all(_is_paid_by(verdict, row, book.held_minor) for row in rows)


def _is_paid_by(verdict: Verdict, row: Journey, held_minor: int) -> bool:
    award = award_by(verdict, row, held_minor=held_minor, counts=not row.is_lost)
    same = all(getattr(row, name) == getattr(award, name) for name in SHARES)
    return same and not row.is_open
