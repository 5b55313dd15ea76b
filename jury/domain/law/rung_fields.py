"""One remedy of the catalogue, read from a file or from what a dispute froze."""

from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.ladder import MOST_MINOR, Basis, Bearer, Goods, Rung


def parse_rung(source: object, *, path: str = "") -> Rung:
    """Make a rung from a mapping, or raise LawInvalid with every bad field."""
    problems: list[FieldProblem] = []
    rung = read_rung(Table(source, path=path, problems=problems))
    if problems:
        raise LawInvalid(problems)
    return rung


def read_rung(table: Table) -> Rung:
    """Read one rung of the catalogue; problems go to the table."""
    fixed = table.table("fixed")
    rung = Rung(
        code=table.text("code"),
        title=table.words("title"),
        says=table.words("says"),
        basis=table.code("basis", Basis),
        percent=table.integer("percent", low=0, high=100, default=0),
        fixed=tuple(
            (currency, fixed.integer(currency, low=1, high=MOST_MINOR))
            for currency in sorted(fixed.keys())
        ),
        goods=table.code("goods", Goods, default=Goods.STAY),
        freight_bearer=table.code("freight_bearer", Bearer, default=Bearer.NOBODY),
    )
    table.finish()
    if (rung.basis is Basis.SHARE) != (rung.percent > 0):
        table.note("percent", "goes with the basis share, and only with it")
    if (rung.basis is Basis.FIXED) != bool(rung.fixed):
        table.note("fixed", "goes with the basis fixed, and only with it")
    if rung.freight_bearer is not Bearer.NOBODY and rung.goods is Goods.STAY:
        table.note("freight_bearer", "needs goods that travel")
    return rung
