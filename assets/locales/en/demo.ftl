# The bar of the demonstration.

demo-bar = Demonstration
demo-banner = Demonstration text, of no process
demo-be = Be
demo-release = Release now
demo-released = Released: what was submitted is visible now, all together and without names.
demo-too-few = Not released: fewer delegations were active than the round asks for. It waits until more are.
demo-nothing = Nothing waits to be released.
