"""What jurors may not see in a film: followed through its frames and covered.

``making.py`` is the way in. ``intake.py`` takes a stranger's film in, within the limits
of ``limits.py``, as parts of our own; ``apart.py`` has a process of its own watch them
(``answering.py`` there; ``watching.py``, with ``comparing.py`` for motion and
``eyes.py`` for the detectors of pictures); ``tracks.py`` carries what was seen to every
frame (``motion.py``, ``shots.py``) and ``covering.py`` writes the film anew.
``storyboard.py`` makes stills of a film, ``checking.py`` looks at those of a covered
one, ``renditions.py`` makes a small one and a poster. ``ffmpeg.py`` is the only one
that starts ffmpeg.
"""
