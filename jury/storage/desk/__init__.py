"""What staff work with: tasks, stops and pauses, lists, what can be taken back."""
