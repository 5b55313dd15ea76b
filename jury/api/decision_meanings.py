"""What is said of the fields of votes, and of what staff decided beside a shadow."""

from collections.abc import Mapping

DECISION_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "StaffDecisionMade": {
        "buyer": "what the buyer gets by it",
        "decided_at": "when staff decided",
        "code": "your own code of the decision",
    },
    "StaffDecisionShown": {
        "buyer": "what the buyer gets by it",
        "code": "your own code of the decision",
        "decided_at": "when staff decided",
        "reported_at": "when you reported it",
        "before_verdict": "whether the jury's verdict was not yet there",
        "agrees": "whether the verdict gives the buyer as much; null before it",
    },
    "RungVotes": {"remedy": "the remedy's code", "votes": "how many chose it"},
    "Split": {
        "rungs": "the votes, lowest rung first",
        "cannot_decide": "how many could not decide",
        "seats": "how many seats there were",
    },
}
