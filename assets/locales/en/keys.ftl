# Keys: how they are shown, brought, made, ended and begun anew; a delegation's own rules.

access-key-hint = The twelve words in their order, however you write them. The first four letters of each are enough.
key-qr = Code for the camera of a phone
key-qr-note = With a phone’s camera: it opens this server, the key filled in.
key-file = Key file
key-file-door = Log in with a key file
access-key-file = Access key, for { $server }
recovery-key-file = Recovery key, for { $server }
key-save = Save as a file
key-print = Print
scanned = What you scanned is in the field, and no longer in the address. Go on only if you scanned it yourself.
scanned-without-script = Scripts are off in this browser, so a scanned code cannot fill this field. Type the words, and close this page when you are done: its address holds the key.
sheet-qr = Code for the camera of a phone
sheet-qr-note = Or point a phone’s camera here: it opens the page with the code filled in.

keys-title = The keys of your delegation
keys-lede = Write both down now, save or print them, or put them into a password manager. They are shown this once, and nobody can look them up for you.
keys-count = { $count } words, in this order
keys-access-note = With this you log in. Give it only to those who act for your delegation.
keys-recovery-note = Keep this one apart. It makes a new access key when the first is lost.
keys-then = Then log in, to see that it was written down well
recover-title = Make a new access key
recover-lede = With the recovery key of your delegation. What is yours stays yours.
recover-anew = End all other keys as well
recover-anew-note = { " " }If a key may be in other hands, or whoever held it has left. A new recovery key is made too.
recover-act = Make a new key
recover-lost = Is the recovery key lost too? Whoever of your delegation holds a key that clears can make you another. If no key is left, ask the secretariat for a sheet to enrol anew: what you submitted stays, and is nobody’s from then on.
recovered-title = A new access key
recovered-lede = Write it down now. It is shown this once. Keys you still have go on working.

own-keys-title = Keys and rules
own-keys-note = For those who act for your delegation, in the room and in the capital. Each key is shown once; nobody but your delegation can tell which keys are yours, and the secretariat only counts the keys of all together.
own-keys-lead = Your delegation’s own rules, which nobody else sees:
own-keys-open = Keys and rules
own-keys-others = Whoever holds a key that clears looks after keys and rules.
keys-there-are = { $count ->
    [one] One access key
   *[other] { $count } access keys
} of at most { $most }
key-clears = Clears
key-drafts = Drafts
key-reads = Reads
key-recovers = Recovery key
key-this = the one you are logged in with
key-recovers-stays = ends only when all keys are begun anew
key-last-that-clears = the last that clears: make another before you end it
key-end-act = End it
key-end-hint = A key that is ended opens nothing from that moment, and whoever is logged in with it is logged out at their next step.
key-make = Make a further key
key-is = This key { $does }.
key-make-that = It is a key that
key-drafter-note = drafts: it prepares, and submits what was cleared
key-clears-note = clears: it prepares, clears and submits, looks after keys, and can do everything for your delegation
key-reads-note = reads: it sees everything of your delegation and changes nothing
key-label = What you call it
key-label-hint = A word or two, such as “capital”. Only your delegation sees it; it need not name anybody.
key-make-act = Make the key
key-made-title = A further key
key-written-down = It is written down
done-key-ended = The key is ended.

rules-title = Your delegation’s own rules
rules-note = Nobody else sees them. They hold from now on, for everything that has not been submitted yet.
rule-four-eyes = Two must agree: another key than the one that wrote the words last clears them before they are submitted
rule-one = One is enough: a key that clears may submit what it wrote itself
rule-speaks = Who submits, withdraws and takes positions
rule-drafters = Keys that draft, too: they submit what was cleared
rule-clears = Only keys that clear
rules-two = While two must agree, loosening these rules takes two keys that clear: one asks, another agrees.
rules-act = Set the rules
rules-asked = Another key of your delegation asks for these rules. They hold once you agree:
rules-asked-here = You have asked for these rules. They hold once another key that clears agrees:
rules-agree = Agree
rules-leave = Leave the rules as they are
done-rules = The rules hold from now on.
done-rules-asked = Noted. It holds once another key that clears agrees.
waits-for-another = Another key than the one that wrote it must clear this before it is submitted.
check-second-pair = In your delegation two must agree: another key than the one that wrote it must clear it first.

anew-keys = End all keys and begin anew
anew-keys-note = When a representative is replaced, or a key may be in other hands. Every key of your delegation, the recovery key with them, opens nothing from that moment, and everybody is logged out. You are shown a new access key and a new recovery key.
anew-keys-stays = What your delegation wrote stays its own, in preparation, waiting or released, and it has no second voice anywhere.
anew-keys-key = A key that clears, or the recovery key
anew-keys-key-hint = Typed once more, so that a page left open is not enough to do this.
anew-keys-sure = End every key of my delegation now
anew-keys-act = End all keys and begin anew
anew-title = Your new keys
anew-lede = All keys there were are ended. Write both down now: they are shown this once.
anew-lede-inside = All keys there were are ended, and whoever was logged in with them is logged out. Write both down now: they are shown this once. You stay logged in, with the new access key.

refused-key-count = { $count ->
    [0] There are no words in it
    [one] There is one word in it
   *[other] There are { $count } words in it
}; a key has { $all }.
refused-key-word = Word { $place } of the { $all } is not on the list keys are made of. Look at its first four letters.
refused-key-slip = All the words are on the list, but they do not belong together: one of them is another, or two have changed places.
refused-no-key-in-file = No key is in this file. It has the twelve words of one on a line.
refused-many-wrong-keys = So many wrong keys are being sent that this server no longer says what is wrong with each. A right key is taken at any time.
refused-last-that-clears = This is the last key that clears. Make another first: without one your delegation could clear nothing.
refused-enough-keys = Your delegation has as many keys as it may. End one that is not needed first.
refused-ring-full = The keys of your delegation have been begun anew as often as they can be. End keys one by one instead.
refused-one-key = Two must agree, and there are not two keys that write. Make a further key first.
refused-own-work = In your delegation two must agree: what this key wrote, another must clear.
refused-not-seen-by-two = In your delegation two must agree: another key than the one that wrote it must clear it before it is submitted.
refused-only-clears = In your delegation only keys that clear submit, withdraw and take positions.
