"""The rule file as frozen typed values, and how it is read."""
