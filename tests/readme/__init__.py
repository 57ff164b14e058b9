"""What the README shows is what the program does: its commands, its files, its picture."""
