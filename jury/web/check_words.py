"""What the page that checks a draw says of every finding, in the reader's language."""

from collections.abc import Mapping

from flask_babel import gettext

from jury.domain.errors import N_

CHECKED: Mapping[str, str] = {
    "digest": N_("The promise has the fingerprint {digest}."),
    "seed_both": N_(
        "The sealed number is the one that was promised; the seed follows from it and "
        "the marketplace's number."
    ),
    "seed_alone": N_(
        "The sealed number is the one that was promised. The marketplace added none, "
        "so the court alone made the seed."
    ),
    "seed_given": N_("The seed was given from outside; everything follows from it."),
    "seats": N_(
        "The shares of the lists and the odd seats come to the seats: {seats}."
    ),
    "balance": N_(
        "The jury is balanced: each of {lists} lists has the same seats, and the lot "
        "gave the rest."
    ),
    "exclusions": N_("Those who were excluded are those promised: {count}."),
    "lanes": N_(
        "The lot was followed from its first number on, and none was left out."
    ),
    "rows": N_("Everybody named stands on the promised list; proofs: {proofs}."),
    "summoned": N_(
        "Called in the order of the lot, nobody twice, nobody who was excluded: "
        "{count}."
    ),
    "skipped": N_("Whoever else was named was passed over for a reason: {reasons}."),
    "list": N_(
        "The list of those left holds people of the promised list whom no number had "
        "named before."
    ),
    "tokens": N_("Each place kept one code, and no two places share one."),
    "called": N_("People called, nobody twice: {count}."),
}
UNCHECKED: Mapping[str, str] = {
    "roster": N_(
        "That the list holds everybody who should be on it, each once: an auditor "
        "computes its fingerprint again from its rows."
    ),
    "reasons": N_(
        "That nobody is missing among the excluded, and that the reasons for passing "
        "over are true: see the court's records."
    ),
    "list_left": N_(
        "That the list of those left leaves out nobody who might have sat: see the "
        "court's records."
    ),
    "tokens": N_(
        "That each code stands for the place that the lot named: only an auditor can "
        "check that."
    ),
    "reasons_public": N_(
        "Why somebody was passed over, and who was excluded: only an auditor can check "
        "that."
    ),
    "roster_public": N_("That the lists are right: only an auditor can check that."),
    "order": N_(
        "That the promise was published before the marketplace's number came: see the "
        "court's log, or the message that you got then."
    ),
    "weak": N_("No public source of chance took part in the seed."),
    "open": N_(
        "That no more seats were open than it says when the vote ended: see the "
        "court's log."
    ),
    "given": N_("Nothing shows how the given seed was chosen."),
}
PROBLEMS: Mapping[str, str] = {
    "unread": N_(
        "The file could not be read. Choose it again, or sign in and open it from the "
        "page of its draw."
    ),
    "not_json": N_("This is no transcript: it is not JSON in the strict sense."),
    "twice": N_("A member stands in it twice, so that readers would differ."),
    "malformed": N_("{where} is not of the form that it must have."),
    "missing": N_("{where} is missing."),
    "version": N_("It is of another version than this program knows."),
    "uncanonical": N_("The promise cannot be written in one way only."),
    "balance": N_("The jury is not balanced: the lists do not have the same seats."),
    "quotas": N_("The shares of the lists do not come to the seats."),
    "digest": N_("The promise is not the one whose fingerprint is given."),
    "other_seed": N_("The seed was not made in the way that was promised."),
    "server_seed": N_("The sealed number is not the one that was promised."),
    "segments": N_("It does not have the lists that were promised."),
    "exclusions_order": N_("Those who were excluded are not in ascending order."),
    "exclusions": N_("Those who were excluded, or the key, are not those promised."),
    "two_segments": N_("Somebody is called from two lists."),
    "some_named": N_("Some places name their person, and others do not."),
    "list_mark": N_("Place {lane} is wrong about whether it goes over the rest."),
    "row": N_("The lot names another row at place {lane}."),
    "key": N_("Place {lane} gives another person than stands in its row."),
    "ref": N_("Place {lane} names a person whose key is another."),
    "lanes": N_("{segment}: these are not the numbers of the lot, one after another."),
    "list_early": N_("{segment}: the list of those left was made too early."),
    "list_root": N_("{segment}: the list of nobody has a wrong fingerprint."),
    "list_unused": N_("{segment}: nobody was drawn from the list of those left."),
    "proofs": N_("{segment}: the proofs are not those of the rows that are named."),
    "root": N_("{segment}: a proof does not lead to the promised fingerprint."),
    "keys_order": N_("{segment}: the rows are not in ascending order."),
    "beyond": N_("{segment}: a row is named beyond the end of the list."),
    "outcome": N_("Place {lane} was called or passed over against the rules."),
    "list_key": N_("Place {lane} gives another person than the rest has there."),
    "list_met": N_("{segment}: somebody on the list of those left should not be."),
    "counts": N_("{segment}: its sums are not those of its places."),
    "list_long": N_("{segment}: the list of those left is too long."),
    "chance": N_("{segment}: its chances do not follow from its counts."),
    "exhausted": N_("{segment}: it is wrong about whether anybody was left."),
    "too_few": N_("{segment}: too few were called although others were left."),
    "again": N_("Place {lane} calls somebody who was named before."),
    "token_rows": N_("The code of place {lane} stands for two people."),
    "row_tokens": N_("The person at place {lane} has two codes."),
}
PAGE: Mapping[str, str] = {
    "checking": N_("Checking …"),
    "holds": N_("The draw holds"),
    "nothing": N_("Nothing was checked"),
    "fails": N_("The draw does not hold"),
    "fails_more": N_(
        "If you have the file from this court, keep it and tell the marketplace: it is "
        "evidence."
    ),
    "full": N_("This is the whole transcript, for auditors."),
    "public": N_("This is the public transcript: codes instead of people."),
    "checked": N_("What was checked"),
    "unchecked": N_("What this file cannot show"),
}


def check_words() -> dict[str, object]:
    """All of it, as the script takes it."""
    parts = {"checked": CHECKED, "unchecked": UNCHECKED, "problems": PROBLEMS}
    return {name: gettext(said) for name, said in PAGE.items()} | {
        "lists": {
            kind: {code: gettext(said) for code, said in sentences.items()}
            for kind, sentences in parts.items()
        }
    }
