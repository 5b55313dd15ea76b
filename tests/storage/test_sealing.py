"""What is sealed opens with its key, under its name, whole; and in no other way."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jury.storage.files import sealing
from jury.storage.files.master_keys import (
    BadMasterKeys,
    add_first_key,
    add_master_key,
    place_of,
    read_master_keys,
)
from jury.storage.files.sealing import (
    MAGIC,
    Unreadable,
    seal,
    seal_pieces,
    size_within,
    unseal,
    unseal_pieces,
)
from jury.trial.court import TrialSettings

KEY, OTHER, NAME = b"k" * 32, b"o" * 32, "ab" * 20
CHUNK = sealing._CHUNK
PART = CHUNK + 16
HEAD = len(MAGIC) + 16


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7]
)
def test_what_was_sealed_comes_back(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    sealed = seal(content[:size], KEY, NAME)
    assert sealing.is_sealed(sealed)
    assert content[:64] not in sealed or size < 64
    assert unseal(sealed, KEY, NAME) == content[:size]


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_what_comes_in_pieces_is_sealed_to_the_same_form(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    pieces = [content[:size][at : at + 100_000] for at in range(0, size, 100_000)]
    sealed = b"".join(seal_pieces(pieces, KEY, NAME))
    assert unseal(sealed, KEY, NAME) == content[:size]
    assert len(sealed) == len(seal(content[:size], KEY, NAME))
    assert size_within(len(sealed)) == size
    whole = seal(content[:size], KEY, NAME)
    assert b"".join(unseal_pieces(io.BytesIO(whole), KEY, NAME)) == content[:size]


def test_the_same_is_never_sealed_to_the_same() -> None:
    assert seal(b"same", KEY, NAME) != seal(b"same", KEY, NAME)


def flip(at: int) -> Callable[[bytes], bytes]:
    return lambda sealed: sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit of the salt": flip(len(MAGIC)),
    "a bit of the content": flip(HEAD + 5),
    "a bit at the end": flip(-1 % (HEAD + 2 * PART + 23)),
    "its last chunk is gone": lambda sealed: sealed[: HEAD + 2 * PART],
    "its first chunk is gone": lambda sealed: sealed[:HEAD] + sealed[HEAD + PART :],
    "chunks exchanged": lambda sealed: (
        sealed[:HEAD]
        + sealed[HEAD + PART : HEAD + 2 * PART]
        + sealed[HEAD : HEAD + PART]
        + sealed[HEAD + 2 * PART :]
    ),
    "everything but the mark is gone": lambda sealed: sealed[: len(MAGIC)],
    "more at the end": lambda sealed: sealed + b"more",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_was_changed_does_not_open(change: Callable[[bytes], bytes]) -> None:
    sealed = seal(b"x" * (2 * CHUNK + 7), KEY, NAME)
    with pytest.raises(Unreadable):
        unseal(change(sealed), KEY, NAME)
    with pytest.raises(Unreadable):
        list(unseal_pieces(io.BytesIO(change(sealed)), KEY, NAME))


@pytest.mark.parametrize(
    ("key", "name"), [(OTHER, NAME), (KEY, "cd" * 20), (b"", NAME)]
)
def test_neither_another_key_nor_another_name_opens_it(key: bytes, name: str) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(b"content", KEY, NAME), key, name)


def test_a_key_is_unwrapped_for_its_own_dispute_only() -> None:
    wrapped = sealing.wrap(KEY, OTHER, "dsp_1")
    assert sealing.unwrap(wrapped, OTHER, "dsp_1") == KEY
    for master, name in ((KEY, "dsp_1"), (OTHER, "dsp_2")):
        with pytest.raises(Unreadable):
            sealing.unwrap(wrapped, master, name)


def settings(data_dir: Path, place: str, *, sandbox: bool = False) -> TrialSettings:
    return TrialSettings(
        data_dir=data_dir,
        database_url="sqlite://",
        secret_key="",
        master_keys=place,
        sandbox=sandbox,
    )


GOOD = "1 " + "A" * 43 + "="
WRONG = {
    "": "holds no key",
    "1 short": "in base64",
    "1 c2hvcnQ=": "a key is 32 bytes",
    f"0 {GOOD[2:]}": "versions begin with 1",
    f"{GOOD}\n{GOOD}": "two of one version",
    f"one {GOOD[2:]}": "each line must be",
}


@pytest.mark.parametrize(("written", "sentence"), WRONG.items())
def test_master_keys_that_are_none_are_refused(
    tmp_path: Path, written: str, sentence: str
) -> None:
    (tmp_path / "keys").write_text(written)
    with pytest.raises(BadMasterKeys, match=sentence):
        read_master_keys(settings(tmp_path / "data", str(tmp_path / "keys")))


def test_master_keys_are_named_and_lie_outside_the_data(tmp_path: Path) -> None:
    inside = settings(tmp_path, str(tmp_path / "keys"))
    for given, sentence in (
        (settings(tmp_path, ""), "MASTER_KEYS is missing"),
        (settings(tmp_path / "data", str(tmp_path / "none")), "cannot be read"),
        (settings(tmp_path, "exec:false"), "the program gave no keys"),
        (inside, "must not lie in DATA_DIR"),
    ):
        with pytest.raises(BadMasterKeys, match=sentence):
            read_master_keys(given)
    with pytest.raises(BadMasterKeys, match="must not lie in DATA_DIR"):
        add_master_key(inside)


def test_keys_are_added_behind_the_others_for_their_owner_only(tmp_path: Path) -> None:
    its = settings(tmp_path / "data", "", sandbox=True)
    assert place_of(its) == str(tmp_path / "data.keys")
    path, first = add_master_key(its)
    before = read_master_keys(its).by_version[first]
    assert add_master_key(its) == (path, 2)
    keys = read_master_keys(its)
    assert (keys.newest, keys.by_version[1]) == (2, before)
    assert path.stat().st_mode & 0o777 == 0o600
    asked = settings(tmp_path / "data", f"exec:cat '{path}'")
    assert read_master_keys(asked) == keys


def test_a_file_of_keys_that_was_left_empty_is_filled(tmp_path: Path) -> None:
    its = settings(tmp_path / "data", "", sandbox=True)
    Path(place_of(its)).touch()
    assert add_master_key(its)[1] == 1
    assert add_master_key(its)[1] == 2


def test_of_many_that_make_the_first_key_at_once_one_does(tmp_path: Path) -> None:
    its = settings(tmp_path / "data", "", sandbox=True)

    def begin(_who: int) -> bytes:
        try:
            add_first_key(its)
        except BadMasterKeys:
            assert Path(place_of(its)).exists()
        return read_master_keys(its).by_version[1]

    with ThreadPoolExecutor(8) as many:
        assert len(set(many.map(begin, range(8)))) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["data.keys"]
