"""How fast many assessments are scored: invented folders of any size, and what is measured on them."""
