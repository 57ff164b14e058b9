"""Values in, text out: recommendations, diagnostics and facts for people and for programs."""
