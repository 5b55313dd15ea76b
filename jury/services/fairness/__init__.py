"""Whether the court leans and is right: figures made of disputes that are over.

`history` reads them, `backtesting` replays them under other rules, `meters` measures
each night how far they lean, `sampling` draws verdicts that people read again.
"""
