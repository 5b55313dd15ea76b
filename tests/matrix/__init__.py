"""Every act by everybody in every stage: what may be done, and what is refused."""
