"""Pages by subject: templates, and views that fill them."""
