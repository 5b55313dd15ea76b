"""Whether the court leans, and whether it is right: figures with their intervals.

`meters` says how far outcomes and ballots lean, `agreement` how far people who read the
same agree, `auditing` whether few enough verdicts are wrong, `backtest` what stored
polls would have come to under other rules, `cost` what a dispute takes, `beside` how a
shadow court compares with staff. `intervals` is what they all stand on.
"""
