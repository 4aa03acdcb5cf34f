"""What the seminar adds to the command line."""

from seminar.handout.command import handout

COMMANDS = (handout,)
