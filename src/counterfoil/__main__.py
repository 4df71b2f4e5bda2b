"""`python -m counterfoil` and the installed `counterfoil` are the same command."""

from counterfoil.command_line import main

if __name__ == "__main__":
    main()
