"""`python -m leavex_network`: the command line."""

from leavex_network.cli import main

main()
