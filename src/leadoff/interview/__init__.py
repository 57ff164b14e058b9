"""The interview: answers so far in, the next question out."""
