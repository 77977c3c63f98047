"""The screens: they ask the library in threads, give values down to the widgets and answer their messages."""
