"""HEARING: jurors read, ask for evidence and vote, until the poll closes."""
