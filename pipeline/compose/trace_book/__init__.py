"""The sheets of 요구사항추적표: each module turns one side of the trace into one stamped sheet."""
