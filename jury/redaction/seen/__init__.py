"""What jurors may not see in a picture: faces, codes, plates, and text that tells.

``screening.py`` is the way in, and all that the court imports: it lets a picture in,
has it looked at and covered in a process apart (``process.py`` keeps it, ``child.py``
runs there), and says what was done.
``pages.py`` does the same for a PDF, whose pages ``pages_child.py`` draws.

``look.py`` asks the detectors: ``faces.py``, ``codes.py``, ``plates.py``, ``chats.py``
(portraits and names in a screenshot, which ``straight.py`` turns upright), ``bars.py``
(who a chat without them is with), ``mentions.py`` (where else they are named),
``lists.py`` (rows of people, profiles, bills), and ``reading.py`` for the lines of
text, of which ``texts.py`` and ``blocks.py`` say what tells whom, ``leaning.py`` where
it lies, and ``rests.py`` what of it was overlooked. ``covering.py`` covers that and
looks again. What they stand on, the media extra, is imported by these files only.
"""
