"""Making and changing rules: new folders and rules, what a change does, what would meet a rule."""
