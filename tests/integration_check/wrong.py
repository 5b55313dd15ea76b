"""A marketplace's receiver for each way to be wrong; each changes one thing."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from standardwebhooks import Webhook
from typing_extensions import override

from tests.integration_check.marketplace import BESIDE, SECRET, Event, Marketplace

STAGES = ["submissions", "screening", "hearing", "pronounced", "final", "closed"]


class WritesItAgain(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        return super().is_genuine(json.dumps(json.loads(body)), headers)


class IgnoresSignatures(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        return True


class IgnoresAge(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        id_, sent_at = headers["webhook-id"], int(headers["webhook-timestamp"])
        ours = Webhook(SECRET).sign(id_, datetime.fromtimestamp(sent_at, UTC), body)
        return ours in headers["webhook-signature"].split()


class JudgesAgeByTheEvent(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        happened_at = datetime.fromisoformat(json.loads(body)["timestamp"])
        age = datetime.now(UTC) - happened_at
        return super().is_genuine(body, headers) and abs(age.total_seconds()) < 300


class RefusesWhatIsOld(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        happened_at = datetime.fromisoformat(json.loads(body)["timestamp"])
        age = datetime.now(UTC) - happened_at
        return super().is_genuine(body, headers) and age.total_seconds() < 300


class KnowsAnotherSecret(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        return False


class ListensElsewhere(Marketplace):
    @override
    def received(self, body: str, headers: Mapping[str, str]) -> int:
        return 404


class BreaksAtScreening(Marketplace):
    @override
    def received(self, body: str, headers: Mapping[str, str]) -> int:
        is_new = json.loads(body)["data"].get("to") == "screening"
        return 500 if is_new else super().received(body, headers)


class KnowsOneSignature(Marketplace):
    @override
    def is_genuine(self, body: str, headers: Mapping[str, str]) -> bool:
        first = headers["webhook-signature"].split()[0]
        return super().is_genuine(body, {**headers, "webhook-signature": first})


class BreaksDown(Marketplace):
    @override
    def received(self, body: str, headers: Mapping[str, str]) -> int:
        return 500


class PaysEveryTime(Marketplace):
    @override
    def work_off(self, event: Event) -> None:
        self.seen.clear()
        self.orders.clear()
        super().work_off(event)


class TrustsTheOrder(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        return True


class NeverGoesBack(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        known = STAGES.index(dispute["stage"] or STAGES[0])
        return event["data"]["to"] in STAGES[known:]


class KnowsNoScreening(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        return bool(event["data"]["to"] != "screening")


class KnowsNoReferral(Marketplace):
    @override
    def is_newer(self, event: Event, dispute: Event) -> bool:
        return bool(event["data"]["to"] != "referred")


class HearsOnce(Marketplace):
    @override
    def received(self, body: str, headers: Mapping[str, str]) -> int:
        told = json.loads(body)
        is_again = told["data"].get("from") == told["data"].get("to") == "hearing"
        return 500 if is_again else super().received(body, headers)


class EndsByTheClock(Marketplace):
    @override
    def work_off(self, event: Event) -> None:
        before = dict(self.disputes.get(event["dispute"], {}))
        super().work_off(event)
        dispute, closes_at = self.disputes[event["dispute"]], before.get("closes_at")
        if event["data"].get("to") == before.get("stage") == "hearing":
            is_over = closes_at and event["timestamp"] >= closes_at
            dispute["stage"] = "pronounced" if is_over else "hearing"
        dispute["closes_at"] = event["data"].get("closes_at") or closes_at


class NeverAnswers(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        pass


class HasAnotherKey(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        self.key = "jury_of-another-court"
        super().answer(order, said)


class AnswersInItsOwnWords(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        super().answer(order, {"result": "done"})


class AnswersOnlyPayments(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        if order["buyer"]["minor"]:
            super().answer(order, said)


class KnowsTheAwardOnly(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] not in BESIDE:
            super().about_money(event)


class NamesNoKey(Marketplace):
    @override
    def post(self, path: str, said: Event, *, key: str) -> None:
        bare = {name: one for name, one in said.items() if name != "enforcement"}
        super().post(path, bare, key=key)


class MovesTheAwardOnly(Marketplace):
    @override
    def share(self, order: Event) -> int:
        return super().share(order) if "held" in order else 0


class NeverTakesBack(Marketplace):
    @override
    def share(self, order: Event) -> int:
        return max(0, super().share(order))


class PaysTheAdvanceAgain(Marketplace):
    @override
    def share(self, order: Event) -> int:
        return int(order["buyer"]["minor"])


class GivesNoNonce(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] != "panel.committed":
            super().about_money(event)


class ShoutsItsNonce(Marketplace):
    @override
    def nonce(self) -> Event:
        return {"nonce": super().nonce()["nonce"].upper()[:30] + "AB"}


class PaysWhatIsHeld(Marketplace):
    @override
    def pay(self, order: Event) -> Event:
        return super().pay({**order, "buyer": order["held"]})


class PaysInYuan(Marketplace):
    @override
    def move(self, ref: str, minor: int) -> None:
        super().move(ref, minor // 100)


class PaysMinorAsYuan(Marketplace):
    @override
    def move(self, ref: str, minor: int) -> None:
        super().move(ref, minor * 100)


class AlwaysPays(Marketplace):
    @override
    def pay(self, order: Event) -> Event:
        self.move(order["refund"], order["buyer"]["minor"])
        return {"result": "executed"}


class PaysAllTheSame(Marketplace):
    @override
    def answer(self, order: Event, said: Event) -> None:
        self.move(order["refund"], order["buyer"]["minor"])
        super().answer(order, said)


class PaysAtTheVerdict(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "verdict.pronounced":
            ref = self.disputes[event["dispute"]]["ref"]
            self.move(ref, event["data"]["buyer"]["minor"])


class PaysOnceItIsBack(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "return.accepted":
            self.move(self.disputes[event["dispute"]]["ref"], 19200)
        super().about_money(event)


class PaysAtTheEnd(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "dispute.final":
            self.move(self.disputes[event["dispute"]]["ref"], 1)


class PaysTheVerdict(Marketplace):
    @override
    def about_money(self, event: Event) -> None:
        if event["type"] == "verdict.pronounced":
            self.disputes[event["dispute"]]["won"] = event["data"]["buyer"]
        super().about_money(event)

    @override
    def pay(self, order: Event) -> Event:
        return super().pay({**order, "buyer": self.refs[order["refund"]]["won"]})


class SaysSumsInWords(Marketplace):
    @override
    def state(self, ref: str) -> Event:
        said = super().state(ref)
        return {**said, "paid_minor": str(said["paid_minor"])}


class SaysNothing(Marketplace):
    @override
    def state(self, ref: str) -> Event:
        return {}
