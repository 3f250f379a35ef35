"""Turns `python -m pipeline …` into a run of the command line."""

if __name__ == "__main__":
    from pipeline.cli import main  # not above: the process that draws PDF reads this file too, and needs no command line

    main()
