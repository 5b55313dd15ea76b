"""What events carry in `data` of money beside the award, a model each."""

from pydantic import Field

from jury.api.event_payloads import Payload, Time
from jury.api.fields import Movement


class PaymentTold(Payload):
    """What must still move; a negative sum is taken. The five add up to nothing."""

    refund: str = Field(description="your reference of the refund record")
    attempt: int = Field(description="counts from 1; say it in your answer")
    enforcement: str = Field(
        description="the same at every attempt: the key of this payment, in your "
        "answer too"
    )
    buyer: Movement = Field(description="to the buyer")
    seller: Movement = Field(description="to the seller")
    freight: Movement = Field(description="for the carriage")
    platform: Movement = Field(description="to you, of your own money")
    deposit: Movement = Field(
        description="to the deposit that the seller left with you"
    )
    answer_due_at: Time = Field(description="until when your answer is awaited")


class EndedTold(Payload):
    """An instruction that a moderator ended; answer it no more."""

    enforcement: str = Field(description="the key of the payment")
    attempt: int = Field(description="how often you had been instructed")
