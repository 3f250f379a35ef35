"""Turns `python -m pipeline …` into a run of the command line."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
