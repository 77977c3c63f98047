"""The core of quoth: everything that is not a screen."""
