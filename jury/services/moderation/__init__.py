"""What needs a person: the queue, hung disputes, and acts with a reason."""
