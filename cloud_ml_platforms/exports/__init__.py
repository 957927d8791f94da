"""What the site offers besides its pages."""
