"""What jurors may not see in a picture: faces, codes, plates, and text that tells.

``screening.py`` is the way in, and all that the court imports: it lets a picture in,
has it looked at and covered in a process apart (``child.py``), and says what was done.
``look.py`` asks the detectors: ``faces.py``, ``codes.py``, ``plates.py``,
``reading.py`` (the lines of text) with ``texts.py`` (which of them tell whom), and
``chats.py`` (portraits and names in a screenshot). What they stand on, the media extra,
is imported by these files only.
"""
