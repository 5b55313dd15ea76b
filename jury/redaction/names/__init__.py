"""Names of third persons.

Chinese: ``announced.py`` by a cue, ``unannounced.py`` by the trained reader, by the
surnames in ``surnames.py``; ``foreign.py`` names of foreigners written by sound. In
Latin letters: ``latin.py`` by capitals, ``latin_told.py`` by cues, rows and titles,
``latin_shapes.py`` by shape, with the words in ``latin_words.py``. ``slots.py`` says
where to expect a name, ``spared.py`` what is none.
"""
