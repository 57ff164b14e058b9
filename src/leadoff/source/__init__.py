"""Files in, positioned trees out: guarded reading of bytes, YAML and JSON."""
