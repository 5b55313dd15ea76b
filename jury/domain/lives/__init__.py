"""The lives of a dispute's parts, as tables of the same form as the lifecycle's."""
