"""Located messages about texts: where something stands, what is wrong with it, what to write.

Everything here is data. The layer above that prints it decides how it looks.
"""
