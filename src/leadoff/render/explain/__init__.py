"""Manual pages: of codes, rules, facts, activities, practices and phases."""
