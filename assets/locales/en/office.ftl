# The words of the office pages.
