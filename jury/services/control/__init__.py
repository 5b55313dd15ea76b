"""Control disputes: their answer is known, they are read unmarked, told later."""
