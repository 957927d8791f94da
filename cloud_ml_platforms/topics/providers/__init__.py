"""Provider guides and cheat sheets."""
