"""The life of a dispute: one file a stage, one function a use case."""
