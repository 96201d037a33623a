"""The letter that a supervisor sends to the unit: what it says, and the letter as pdf and as docx."""
