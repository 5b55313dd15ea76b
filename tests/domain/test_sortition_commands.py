"""`draw` and `verify-draw` as people type them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jury.cli.draw import draw, verify_draw
from tests.domain import stranger
from tests.domain.draws import people

GOLDEN = Path(__file__).parent / "golden" / "command-line.json"
NAMES = ["王芳", "É" + "lodie", "Ω-7", "juror-1", "juror-2"]
SEED = "5e" * 32


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run_draw(text: str | bytes = "\n".join(NAMES), **options: str | None) -> Result:
    """Run `draw` over a roster of this text; an option that is None is left out."""
    Path("roster").write_bytes(text if isinstance(text, bytes) else text.encode())
    given = {"roster": "roster", "seats": "3", "seed": SEED, "output": "t"} | options
    words = [
        word
        for name, value in given.items()
        if value is not None
        for word in (f"--{name}", value)
    ]
    return CliRunner().invoke(draw, words)


def run_verify(*words: str) -> Result:
    return CliRunner().invoke(verify_draw, words)


def exclude(*ids: str) -> str:
    Path("excluded").write_text("\n".join(ids), encoding="utf-8")
    return "excluded"


def test_the_same_input_gives_the_golden_bytes() -> None:
    result = run_draw(exclude=exclude("juror-2"))
    assert result.exit_code == 0
    assert Path("t").read_bytes() == GOLDEN.read_bytes()
    assert result.stdout.split() == ["Ω-7", "王芳", "juror-1"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + "\n".join(NAMES),
        "\r\n".join(NAMES) + "\r\n",
        "\n\n".join(f"  {name}\t" for name in reversed(NAMES)),
        "\n".join(NAMES).replace("É", "E\u0301"),
    ],
    ids=["byte order mark", "CRLF", "blanks, reversed", "decomposed"],
)
def test_the_same_people_written_otherwise_give_the_same_bytes(text: str) -> None:
    assert run_draw(text, exclude=exclude("juror-2")).exit_code == 0
    assert Path("t").read_bytes() == GOLDEN.read_bytes()


def test_what_was_drawn_verifies() -> None:
    run_draw("\n".join(people(5000)), seats="17", exclude=exclude(*people(90)))
    result = run_verify("t")
    assert result.exit_code == 0
    assert "17 people are summoned" in result.stdout
    assert "Not checked:" in result.stdout


CASES = {
    "one segment": ({"*/*/*": people(300)}, 17, [17], people(9)),
    "hardly anybody": ({"*/*/*": people(900)}, 2, [2], people(897)),
    "an odd seat": ({"a": people(40), "b": people(40, "b")}, 17, [8, 8], ["b-3"]),
    "two odd seats": (
        {"a": people(9), "b": people(9, "b"), "c": people(9, "c")}, 5, [1, 1, 1], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", ["00" * 32, "5e" * 32, "C0FFEE" + "77" * 29])
def test_a_stranger_with_the_norm_draws_the_same_people(name: str, seed: str) -> None:
    rosters, seats, quotas, excluded = CASES[name]
    lines = (f"{one},{key}" for key, ids in rosters.items() for one in ids)
    run_draw("\n".join(lines), seats=str(seats), seed=seed, exclude=exclude(*excluded))
    case = stranger.Case(rosters, quotas, seats, bytes.fromhex(seed), set(excluded))
    shown = json.loads(Path("t").read_bytes())
    assert shown["commitment"] == case.commitment()
    assert case.summoned() == [
        [entry["ref"] for entry in one["entries"] if entry["outcome"] == "summoned"]
        for one in shown["segments"]
    ]


def test_one_segment_of_the_roster_may_be_drawn_from() -> None:
    result = run_draw("a,x\nb,y\nc,x\nd,y", seats="2", segment="x")
    assert sorted(result.stdout.split()) == ["a", "c"]


def test_bare_ids_take_the_name_of_any_segment() -> None:
    assert run_draw(segment="zh-Hans/*/active").exit_code == 0
    assert json.loads(Path("t").read_bytes())["segments"][0]["key"] == (
        "zh-Hans/*/active"
    )


def test_a_segment_in_which_nobody_is_left_gets_no_seat() -> None:
    result = run_draw("a,x\nb,y\nc,y\nd,y", seats="3", exclude=exclude("a"))
    assert sorted(result.stdout.split()) == ["b", "c", "d"]


def test_seats_follow_the_size_of_the_segments() -> None:
    lines = [f"{one},en" for one in people(95)] + [
        f"{one},zh" for one in people(5, "z")
    ]
    assert run_draw("\n".join(lines), seats="20").exit_code == 0
    shown = json.loads(Path("t").read_bytes())
    assert [one["seats"] for one in shown["segments"]] == [19, 1]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "twice": ({"text": "a\nb\na"}, "the same person stands in line 1 already"),
    "twice in two segments": ({"text": "a,x\na,y"}, "same person"),
    "twice when normalised": ({"text": "é\ne\u0301"}, "same person"),
    "too few": ({"seats": "6"}, "There are 6 seats, but only 5 people may be drawn"),
    "nobody": ({"text": "\n \n"}, "names nobody"),
    "not UTF-8": ({"text": b"\xff\xfe"}, "is not UTF-8 text"),
    "a control character": ({"text": "a\x00b"}, "a control character"),
    "a long id": ({"text": "x" * 201}, "more than 200 characters"),
    "a segment missing": ({"text": "a,x\nb"}, "line 2: no segment"),
    "an empty segment": ({"text": "a,x\nb,"}, "line 2: something is missing"),
    "an empty id": ({"text": "a,x\n,x"}, "line 2: something is missing"),
    "three columns": ({"text": "a,x,y"}, "a comma where none belongs"),
    "a weight": ({"text": "a,x,NaN"}, "a comma where none belongs"),
    "a huge weight": ({"text": "a,x,1e400"}, "a comma where none belongs"),
    "no such segment": ({"text": "a,x", "segment": "z"}, "has no segment z"),
    "no seats": ({"seats": "0"}, "--seats must be"),
    "seats in words": ({"seats": "three"}, "--seats must be"),
    "fewer than no seats": ({"seats": "-3"}, "--seats must be"),
    "seats in other digits": ({"seats": "٣"}, "--seats must be"),
    "a short seed": ({"seed": "5e" * 31}, "--seed must be 64 hex digits"),
    "a seed not hex": ({"seed": "xx" * 32}, "--seed must be 64 hex digits"),
    "no roster file": ({"roster": "nowhere"}, "Cannot read nowhere"),
    "no exclusions": ({"exclude": "nowhere"}, "Cannot read nowhere"),
    "no folder": ({"output": "nowhere/t"}, "Cannot write nowhere/t"),
    "seats missing": ({"seats": None}, "--seats is missing"),
    "seed missing": ({"seed": None}, "--seed is missing"),
    "roster missing": ({"roster": None}, "--roster is missing"),
    "output missing": ({"output": None}, "--output is missing"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_a_sentence_and_writes_nothing(name: str) -> None:
    changes, sentence = REFUSED[name]
    result = run_draw(**changes)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path("t").exists()


BAD_FILES = {
    "not JSON": (b"{", "It is not JSON"),
    "not UTF-8": (b"\xff", "It is not JSON"),
    "a list": (b"[]", "It is not an object"),
    "nothing": (b"", "It is not JSON"),
    "not a number": (b'{"v": NaN}', "NaN is not a number of JSON"),
    "nested without end": (b"[" * 100_000, "It is not JSON"),
    "endless digits": (b"[" + b"9" * 5000 + b"]", "It is not JSON"),
    "a member twice": (b'{"v": 1, "v": 1}', "A member stands in an object twice"),
    "another version": (b'{"v": "jury-draw/2"}', "knows only jury-draw/1"),
    "an empty object": (b"{}", "transcript.v is missing"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_is_no_transcript_is_refused_with_a_sentence(name: str) -> None:
    octets, sentence = BAD_FILES[name]
    Path("t").write_bytes(octets)
    result = run_verify("t")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


@pytest.mark.parametrize("words", [(), ("nowhere",), ("",), (".",)])
def test_a_transcript_that_cannot_be_read_is_refused(words: tuple[str, ...]) -> None:
    result = run_verify(*words)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_a_forged_transcript_is_refused() -> None:
    forged = GOLDEN.read_text(encoding="utf-8").replace("juror-1", "juror-9")
    Path("t").write_text(forged, encoding="utf-8")
    result = run_verify("t")
    assert result.exit_code == 1
    assert "does not hold" in result.stderr


@pytest.mark.parametrize("form", ["full", "public"])
def test_the_court_s_own_transcripts_are_checked_too(form: str) -> None:
    result = run_verify(str(GOLDEN.with_name(f"court-{form}.json")))
    assert result.exit_code == 0
    assert ("Only an auditor" in result.stdout) == (form == "public")
