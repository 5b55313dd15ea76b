"""`aggregate` as people type it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jury.cli.aggregate import aggregate

HEAD = "task,worker,label\n"
VOTES = HEAD + "t1,a,yes\nt1,b,yes\nt1,c,no\nt2,a,no\nt2,b,no\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(text: str | bytes, *words: str, truth: str | None = None) -> Result:
    Path("v").write_bytes(text if isinstance(text, bytes) else text.encode())
    if truth is not None:
        Path("t").write_text(truth, encoding="utf-8")
        words = (*words, "--truth", "t")
    return CliRunner().invoke(aggregate, ["v", *words])


def test_each_task_gets_its_label_and_how_sure_it_is() -> None:
    result = run(VOTES, "--method", "majority")
    assert result.exit_code == 0
    assert result.stdout == "task,label,confidence\nt1,yes,0.6667\nt2,no,1.0000\n"


@pytest.mark.parametrize("method", ["ensemble", "one-coin", "dawid-skene", "kinds"])
def test_every_method_answers(method: str) -> None:
    lines = run(VOTES, "--method", method).stdout.splitlines()
    assert [line.rsplit(",", 1)[0] for line in lines[1:]] == ["t1,yes", "t2,no"]


def test_accuracy_is_told_beside_the_answers() -> None:
    result = run(VOTES, truth="task,truth\nt1,yes\nt2,maybe\nt9,yes\n")
    assert result.stderr == "accuracy 0.5000 (1 of 2 tasks with votes; 1 without)\n"
    assert "accuracy" not in result.stdout


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + VOTES.replace("\n", "\r\n"),
        VOTES.replace("\n", "\n\n"),
        "Label, TASK ,worker\nyes,t1,a\nyes,t1,b\nno,t1,c\nno,t2,a\nno,t2,b\n",
    ],
)
def test_files_of_other_programs_are_read_alike(text: str) -> None:
    assert run(text).stdout == run(VOTES).stdout


def test_of_two_labels_that_are_alike_the_lower_number_stands() -> None:
    result = run(HEAD + "t,a,10\nt,b,9\n", "--method", "majority")
    assert result.stdout.endswith("t,9,0.5000\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "v is empty."),
        (HEAD, "v holds no votes."),
        ("task,label\nt,x\n", "v: the first line must name task, worker, label."),
        ("task,task,worker,label\n", "v: the first line must name"),
        (HEAD + "t,a\n", "v, line 2: 2 values for 3 columns."),
        (HEAD + "t,a,x\nt,b,\n", "v, line 3: the label is missing."),
        (HEAD + "t,a,NaN\n", "v, line 2: the label is missing."),
        (HEAD + " ,a,x\n", "v, line 2: the task is missing."),
        (HEAD + 't,a,"x\n', "v is not CSV"),
        (b"task,worker,label\nt,a,\xff\n", "v is not UTF-8 text."),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(text: str | bytes, why: str) -> None:
    result = run(text)
    assert result.exit_code == 1
    assert why in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("truth", "why"),
    [
        ("task,truth\n", "t holds no truth."),
        ("task,truth\nt1,yes\nt1,no\n", "t says two things of task t1."),
        ("task,truth\nt9,yes\n", "none of the tasks voted on"),
    ],
)
def test_a_bad_truth_is_refused_with_a_sentence(truth: str, why: str) -> None:
    result = run(VOTES, truth=truth)
    assert (result.exit_code, why in result.stderr) == (1, True)


def test_a_file_that_is_not_there_is_refused() -> None:
    result = CliRunner().invoke(aggregate, ["nowhere"])
    assert (result.exit_code, "Cannot read nowhere" in result.stderr) == (1, True)
