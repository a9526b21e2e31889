"""The commands of `duban`: a module each family, imported only when one of its commands is called."""
