# The words of the delegate pages.
