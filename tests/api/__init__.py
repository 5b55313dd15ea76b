"""The API as the marketplace's programs meet it."""
