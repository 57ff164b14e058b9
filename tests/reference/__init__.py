"""An independent oracle: the rule language evaluated by brute force, and random rule sets."""
