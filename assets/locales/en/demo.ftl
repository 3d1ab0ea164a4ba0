# The words of the demo pages.
