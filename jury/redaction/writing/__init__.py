"""How texts are written: one folded view, its tables of signs, and texts made safe.

``normal.py`` folds a text and leads back to its offsets, by the tables of
``scripts.py`` and ``traditional.py``; ``pinyin.py`` and ``syllables.py`` say how
characters are read, ``readable.py`` whether letters could be a word. ``cleaning.py``
makes what people send safe to store and to show.
"""
