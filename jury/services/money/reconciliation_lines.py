"""One payment of a marketplace's list, as its file or its request says it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from jury.domain.money.payments import ACCOUNTS
from jury.domain.money.reconciling import Listed

Signed = Annotated[int, Field(ge=-(10**12), le=10**12)]
Key = Annotated[
    str,
    StringConstraints(max_length=200, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:~-]*$"),
]


class PaymentLine(BaseModel):
    """One payment as the marketplace has it, by the key of its instruction."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    reference: Key
    refund: Key
    state: Literal["executed", "refused", "open"]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    buyer: Signed = 0
    seller: Signed = 0
    freight: Signed = 0
    platform: Signed = 0
    deposit: Signed = 0

    def listed(self) -> Listed:
        """As it is compared."""
        return Listed(
            reference=self.reference,
            refund=self.refund,
            state=self.state,
            currency=self.currency,
            amounts={name: getattr(self, name) for name in ACCOUNTS},
        )
