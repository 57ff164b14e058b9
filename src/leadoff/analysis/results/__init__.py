"""What the rules come to over all profiles: results, margins, and what they depend on."""
