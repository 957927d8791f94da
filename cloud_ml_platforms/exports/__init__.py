"""What the site offers beside its pages."""
