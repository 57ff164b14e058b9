"""The interview as pure values: answers so far, the next question, the journal, the file's text.

Nothing here reads or writes; the command line does, and puts what was typed in.
"""
