"""Short noisy English posts of our own making, each with the name of a person in it.

Small letters, shouting, tags, celebrities by one name, people nobody knows: what people
write to the world. `python -m bench.noisy_english [SEED]` prints what is covered of
each way of writing a name, and how many posts without any name are touched.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from bench.redaction import covered, find_all, row, share
from bench.redaction_sets import Span

_FIRST: Final = (
    "justin selena taylor kanye rihanna drake adele shakira zayn harry niall louis "
    "michael jessica ashley brandon tyler megan kayla hannah rachel nathan travis "
    "priya arjun fatima omar yusuf mei hiro carlos mateo lucia sofia ivan olga kwame "
    "amara liam noah emma ava mia zoe ethan logan caleb dylan trevor heather tiffany"
)
_LAST: Final = (
    "bieber gomez swift west obama trump clinton kardashian jenner lohan timberlake "
    "beckham messi ronaldo federer nadal djokovic lebron kobe brady manning hawking "
    "einstein lincoln reagan spielberg tarantino scorsese hitchcock kubrick nolan "
    "miller thompson garcia nguyen patel kim okafor mensah kowalski schmidt rossi "
    "yamamoto fernandez o'connor mcdonald fitzgerald henderson crawford"
)
_POSTS: Final = (
    "omg {} is sooo funny rn lol|RT @fan4ever: cant believe {} did that|"
    "{} just dropped a new video http://t.co/a1b2c3|"
    "why is everyone talking about {} today|"
    "at the concert w/ {} and it's amazing!!|I miss {} so much :(|"
    "happy bday {}!! love u|"
    "watching the game, {} scored twice already|"
    "who else thinks {} should have won? #oscars|"
    "@bestie did u see {} on tv last nite|so {} said no and walked out smh|"
    "new interview with {} is up, link in bio|{} for president lmao|"
    "sat next to {} on the train this morning|nobody: ... {}: hold my beer|"
    "finally met {} at the mall today!!!|that book by {} changed my life tbh|"
    "my cousin {} got married in Texas yesterday|if {} retires im done watching"
)
_NOBODY: Final = (
    "omg this is sooo funny rn lol|cant believe its monday again smh|"
    "new phone came today, battery lasts forever|why is the bus always late in Boston|"
    "at the beach w/ the fam and it's amazing!!|happy friday everyone!! love u all|"
    "watching the Lakers game, what a shot|who else thinks Apple should fix this? #ios|"
    "just ordered the Galaxy S9 from Amazon, fingers crossed|need coffee. like NOW|"
    "Best Buy had it for half the price, so annoyed|Game of Thrones tonight!!!|"
    "the New York trip was worth every penny|lol my cat just fell off the sofa"
)

Name = Callable[[random.Random], str]


def _one(words: str) -> Name:
    return lambda dice: dice.choice(words.split()).title()


def _both(dice: random.Random) -> str:
    return f"{dice.choice(_FIRST.split())} {dice.choice(_LAST.split())}"


WAYS: Final[dict[str, Name]] = {
    "Full Name": lambda dice: _both(dice).title(),
    "full name": _both,
    "FULL NAME": lambda dice: _both(dice).upper(),
    "First": _one(_FIRST),
    "Last": _one(_LAST),
    "first": lambda dice: dice.choice(_FIRST.split()),
    "last": lambda dice: dice.choice(_LAST.split()),
    "#FullName": lambda dice: "#" + _both(dice).title().replace(" ", ""),
}
# How often each way is met, out of a hundred.
OFTEN: Final = dict(zip(WAYS, (44, 7, 2, 18, 18, 5, 3, 3), strict=True))


def posts(seed: int, count: int) -> Iterator[tuple[str, Span, str]]:
    """That many posts, each with the span of its name and how that is written."""
    dice = random.Random(seed)
    for _ in range(count):
        (way,) = dice.choices(list(OFTEN), list(OFTEN.values()))
        name = WAYS[way](dice)
        before, _, after = dice.choice(_POSTS.split("|")).partition("{}")
        start = len(before) + name.startswith("#")
        yield before + name + after, (start, len(before) + len(name)), way


def main() -> None:
    """Print what is covered of each way of writing a name."""
    rows = list(posts(int(sys.argv[1]) if len(sys.argv) > 1 else 1, 3000))
    count: Counter[str] = Counter()
    found = find_all(text for text, _, _ in rows)
    for (_, span, way), each in zip(rows, found, strict=True):
        count.update({way: 1, f"{way} hit": covered(each, span)})
    for way in WAYS:
        row(way, share(count[f"{way} hit"], count[way]), count[way])
    row("all", share(sum(count[f"{way} hit"] for way in WAYS), len(rows)), len(rows))
    nobody = _NOBODY.split("|")
    row("nobody named, touched", sum(map(bool, find_all(nobody))), len(nobody))


if __name__ == "__main__":
    main()
