"""The life of a dispute: a folder for each part of it, one function a use case.

In the order of a life: `admission`, `submissions`, `screening`, `drawing` from the
`roster`, `hearing`, `verdict`, `appeal` or `settlement`, `money`, `returning`.
Beside it all: the `law` that decides, `people` who come in, what they are `reading`,
`notices` that tell them, `moderation` where a person is needed, `standstill` where
time does not count, `proof` of what was done, `fairness` and the jurors' `exam`,
`keeping` of files, and `playing` in a sandbox.
"""
