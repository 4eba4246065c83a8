"""The commands: the file is the command."""
