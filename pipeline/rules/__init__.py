"""Contract rules: turn the dossier's raw facts into figures and duties, and say what in it breaks a rule."""
