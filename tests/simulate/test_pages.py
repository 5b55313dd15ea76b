"""Pages are read as a browser reads them."""

from jury.cli.simulate.pages import read_page

PAGE = """
<main><h1>Vote</h1><p>Two words</p><a href="/back">back</a>
<form action="/seats/1/ballot" data-left="40">
<input type="hidden" name="csrf_token" value="t">
<input type="radio" name="choice" value="0">
<input type="radio" name="choice" value="1" checked>
<input type="checkbox" name="reasons" value="0:a">
<input type="checkbox" name="reasons" value="1:b" checked>
<textarea name="sentence">
kept &amp; safe</textarea>
<select name="point"><option value="">-</option>
<option value="2" selected>two</option></select>
<input type="file" name="file"><button>Send</button></form>
<form action="/recuse"><button name="reason" value="other">Other</button></form></main>
"""


def test_a_form_is_sent_as_it_stands() -> None:
    form = read_page(PAGE).form("/ballot")
    assert form is not None
    assert form.filled({}) == {
        "csrf_token": ["t"],
        "choice": ["1"],
        "reasons": ["1:b"],
        "sentence": ["kept & safe"],
        "point": ["2"],
    }


def test_what_a_person_changes_replaces_what_stood_there() -> None:
    form = read_page(PAGE).form("/ballot")
    assert form is not None
    sent = form.filled({"choice": "0", "reasons": ["0:a"], "sentence": ""})
    assert (sent["choice"], sent["reasons"], sent["sentence"]) == (["0"], ["0:a"], [""])


def test_words_links_marks_and_buttons_are_found() -> None:
    page = read_page(PAGE)
    recusal = page.form("/recuse")
    assert "Two words" in page.words
    assert page.links == ["/back"]
    assert page.marks["data-left"] == "40"
    assert recusal is not None
    assert recusal.buttons == [("reason", "other")]
