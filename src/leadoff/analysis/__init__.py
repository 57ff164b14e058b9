"""Proofs about all profiles: what rules can and cannot do, with a witness for each."""
