"""OUT of `redact-image` and `redact-video`: never the original, never half."""

import os
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner, Result

from jury.cli import covered_file
from jury.cli.covered_file import move_out, withheld_sentence, written_to
from jury.cli.redact_image import redact_image
from jury.cli.redact_video import redact_video
from jury.redaction import pictures
from jury.redaction.film import limits

COMMANDS = (redact_image, redact_video)


def run(command: click.Command, source: Path, target: Path) -> Result:
    return CliRunner().invoke(command, [str(source), str(target)])


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """Nothing that either command takes."""
    path = tmp_path / "with blanks 和中文.txt"
    path.write_bytes(b"the only one")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_original_is_never_its_own_cover(
    command: click.Command, original: Path, tmp_path: Path
) -> None:
    link, hard = tmp_path / "link", tmp_path / "hard"
    link.symlink_to(original)
    hard.hardlink_to(original)
    for target in (original, link, hard):
        said = run(command, original, target)
        assert said.exit_code == 2
        assert "It is IN" in said.stderr
    assert original.read_bytes() == b"the only one"


@pytest.mark.parametrize("command", COMMANDS)
def test_where_nothing_can_be_written_nothing_is_looked_at(
    command: click.Command, original: Path, tmp_path: Path
) -> None:
    for target in (tmp_path / "no" / "out", original / "out"):
        said = run(command, original, target)
        assert said.exit_code == 2
        assert "There is no folder" in said.stderr
    said = run(command, tmp_path / "none", tmp_path / "out")
    assert said.exit_code == 2
    assert "'IN'" in said.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_withheld_leaves_no_file_of_before_and_says_why(
    command: click.Command, original: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"of an earlier go")
    said = run(command, original, target)
    assert said.exit_code == 3
    assert "Withheld: not_a_" in said.stdout
    assert "or damaged" in said.stdout or "damaged, or" in said.stdout
    assert not target.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_is_never_removed(
    command: click.Command, original: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run(command, original, pipe).exit_code == 3
    assert pipe.is_fifo()


def broken_off(target: Path) -> None:
    with written_to(target) as out:
        out.write_bytes(b"half")
        raise OSError(28, "No space left on device")


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"before")
    with pytest.raises(click.ClickException, match="cannot be written: No space"):
        broken_off(target)
    assert target.read_bytes() == b"before"
    made = tmp_path / "made"
    made.write_bytes(b"whole")
    move_out(made, target)
    assert target.read_bytes() == b"whole"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "out"]


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(click.ClickException, match="cannot be written"),
        written_to(Path("/dev/full")) as out,
    ):
        out.write_bytes(b"anything")


def test_no_more_is_read_of_a_file_than_is_taken(tmp_path: Path) -> None:
    endless = tmp_path / "in.pdf"
    endless.write_bytes(b"%PDF-1.7")
    os.truncate(endless, 2**40)
    said = run(redact_image, endless, tmp_path / "out.png")
    assert said.exit_code == 3


@pytest.mark.parametrize(
    "code",
    [
        *get_args(pictures.Code),
        *get_args(limits.Code),
        *("encrypted", "not_a_pdf", "too_many_pages"),
    ],
)
def test_every_reason_is_said_in_words(code: str) -> None:
    assert code in covered_file.WITHHELD_BECAUSE
    assert withheld_sentence(code).startswith(f"Withheld: {code} (")
