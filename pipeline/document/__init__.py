"""The Document: what is to be written, free of any contract and of any file format."""
