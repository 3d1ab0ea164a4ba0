# The words of the office: rounds, delegations and their sheets, staff, settings, issuing drafts, the first start.

office-rounds = Rounds
office-delegations = Delegations
office-staff = Staff
office-settings = Settings
office-first-draft = First draft
office-server = All processes
save = Save
more = More
at-venue = { $moment } at the venue
over = over
none-set = none
wrong-not-sure = Tick the box above the button first: what you are about to do cannot be undone.

## Rounds

rounds-all-closed = No round is open. The co-chairs prepare the next draft.
phase = Phase
phase-open = Open: comments, amendments and positions are taken
policy = Submissions become visible
policy-daily = every day at an hour of the venue
policy-daily-at = every day at { $hour } at the venue
policy-on-command = when the co-chairs say so
policy-at-close = when the round closes
policy-hint = At the close everything is released in any case.
release-hour = Hour of the daily release
release-hour-hint = From 0 to 23, at the venue.
minimum = Active delegations for a release
minimum-hint = With fewer, the release waits, so that nobody can be guessed. Five is usual.
deadline = Deadline for amendments
deadline-hint = On the clocks of the venue ({ $venue }). What comes later is taken and flagged.
reactions-until = Reactions until
reactions-hint = After the amendments have closed: positions, comments, withdrawals. Leave it empty where there are none.
day = Day
time = Time
wrong-policy = Choose when submissions become visible.
wrong-moment = A deadline needs both a day and a time.
waiting = Waiting for release
something-waits = something waits
nothing-waits = nothing waits
window-title = How this round runs
window-note = Until the round is opened all of this can be changed.
window-tighten = Change this round
window-tighten-note = The round is open. What was said then holds: nothing can become visible sooner or with fewer others. Deadlines can be moved.
open-round = Open the round
open-round-note = Delegations can submit from now on. Who sees what, and how this round runs, are fixed with it.
open-round-sure = The settings are right: open the round
to-reactions = Close for amendments
to-reactions-note = What waits is released. Positions, comments and withdrawals are still taken.
to-reactions-sure = No more amendments are taken on this draft
close-round = Close the round
close-round-note = What waits is released. Nothing more is taken on this draft.
close-round-sure = Close it for good: a closed round does not open again
release-now = Release now
release-now-note = What waits becomes visible, if enough delegations were active. It can be tried once an hour.
issue-next = Issue the next draft
releases = Releases
releases-note = Counted with each release, so that keys made by stealth would show.
release-of = Release { $number }, { $date }
release-counts = { $items ->
    [one] 1 item
   *[other] { $items } items
}, { $operations ->
    [one] 1 operation
   *[other] { $operations } operations
}; active delegations { $active }, keys { $keys }, enrolled anew { $reissues }
round-settled = Saved. This is how the round runs now.
round-led = Done. The round has gone on.
release-made = The release is made.
release-not-made = Nothing was released: nothing waits, or fewer delegations were active than the round asks for.
refused-command-soon = A release can be tried once an hour. Else its moment could tell who was the last to submit.
refused-round-order = The reactions must end after the deadline for amendments.
refused-round-past = A deadline must lie ahead.
refused-round-minimum = At least two delegations must have been active for a release; five is usual.
refused-round-hour = The hour is a number from 0 to 23.
refused-round-loosened = The round is open, and this would loosen what was said when it opened. It can only be tightened: later releases, more active delegations. A deadline can be moved, not taken away.
refused-round-over = The round is closed.
refused-round-later = The round has gone on to a later phase in the meantime.
refused-round-not-begun = The round has not been opened yet.

## Delegations

roster = Roster
roster-empty = Nobody is on the roster yet.
roster-counts = { $all ->
    [one] One delegation
   *[other] { $all } delegations
}, { $enrolled } enrolled. Enrolled anew so far: { $reissues }.
roster-back = Back to the roster
track = Track
track-states = States
track-stakeholders = Stakeholders
track-state = State
track-stakeholder = Stakeholder
progress-no-sheet = no sheet yet
progress-sheet = has a sheet, not enrolled
progress-enrolled = enrolled
progress-anew = enrolled, has a sheet to enrol anew
delegation-standing = { $track }, seats { $seats }, { $progress }
add-delegations = Add delegations
list = Names, one on each line
list-hint = A code of two letters may follow after a semicolon or a tab. Whoever is on the roster already stays as they are.
seats = Seats
seats-hint = How many representatives each has a seat for.
wrong-track = Choose States or stakeholders.
wrong-seats = Seats are a number up to 99.
delegations-added = { $added ->
    [0] Nobody was added
    [one] One delegation was added
   *[other] { $added } delegations were added
}; { $known ->
    [0] none was on the roster already.
    [one] one was on the roster already.
   *[other] { $known } were on the roster already.
}
delegation-struck-off = The delegation is no longer on the roster.
refused-list-nameless = Line { $line } has no name.
refused-list-code = What follows the name on line { $line } is not a code of two letters.
refused-list-long = Line { $line } is too long for a name.
refused-list-empty = There is no name in it.
refused-list-many = These are more than a thousand lines.
refused-enrolled = This delegation has enrolled: it stays on the roster.
sheets-note = A sheet carries a new code. Codes the delegation has not used die with it, and a code is shown this once: print it at once.
sheets-without = Sheets for all that have none
sheets-ticked = Sheets for those ticked
sheet-one = Make a sheet
sheets-title = Enrolment sheets
sheets-lede = { $count ->
    [one] One sheet.
   *[other] { $count } sheets, one on each page.
} Print now: the codes are shown this once and kept nowhere. If a sheet is lost, make a new one; the old code dies.
anew = It has lost all its keys
anew-note = Only where neither an access key nor the recovery key is left. The delegation enrols anew; what it submitted before stays, and is nobody’s from then on. Keys that turn up again go on working: nothing here says whose a key is.
anew-count = So far { $count ->
    [0] nobody has
    [one] one delegation has
   *[other] { $count } times a delegation has
} enrolled anew. The number goes with every release, so that everybody sees it.
anew-sure = The delegation has asked for this, and I know who asked
anew-act = Make a sheet to enrol anew
strike-off = Take off the roster
strike-off-note = For a delegation that was added by mistake and has not enrolled.
strike-off-sure = Take it off; its sheet becomes void
sheet-what = This sheet enrols your delegation once. It opens nothing but the first log-in, and nobody can act for you with it afterwards.
sheet-open = In a browser, open
sheet-certificate = This server vouches for itself: if the browser warns of its certificate, look at it before you go on. Its SHA-256 fingerprint must be
sheet-type = Type the twelve words below. Capitals and line breaks do not matter; of each word the first four letters are enough.
sheet-keys = You are shown two keys: the access key and the recovery key. Write both down. They are shown once, and nobody else ever sees them.
sheet-log-in = Log in with the access key. Keep the recovery key apart, for the day the other is lost.
sheet-once = The code works once. What you submit is released without the name of your delegation; this sheet cannot show what is yours.
sheet-used = If it says that the code has been used and it was not your delegation, tell the co-chairs at once.
sheet-day = Made on { $date }. A newer sheet makes this one void.

## Who sees what

who-title = Who sees what
who-lede = One table, which this program itself asks before it shows anything. What widens it is fixed before the first round opens.
who-foot = Who wrote a thing is seen by its own delegation and by nobody else, whatever the settings.
who-what = What
who-own = Own delegation
who-others = Other delegations
who-co-chairs = Co-chairs
who-secretariat = Secretariat
who-public = Public
matter-in-preparation = In preparation, for clearance
matter-waiting = Submitted, before its release
matter-released = Released text
matter-held = Held text
matter-rationale = Rationale
matter-author = Who wrote it
matter-positions = Positions
matter-disposition = What became of it, and the note
matter-ledger = Where changes come from
matter-working-text = Working text of the desk
matter-issued = Issued drafts, redlines
sight-nothing = no
sight-all = yes
sight-yours = yes, as “yours”
sight-with-reason = yes, with the reason
sight-nameless = yes, no name
sight-nameless-next = from the next draft on, no name
sight-some-or-none = whether something waits
sight-if-shared = if its author shares it
sight-own-only = own only
sight-in-words = in words
sight-changes-unasked = changes no submission asked for
sight-on-the-floor = what is put on the floor

## Links and refusals

refused-widened = The first round has begun: who sees what can no longer be widened. It can still be narrowed.
refused-without-drafts = Submissions can be public only where drafts are.
refused-no-zone = There is no such time zone. Write it as in Europe/Zurich.
refused-zone-in-use = A round is open and runs by the clocks of the venue. Its time zone can be changed once it is closed.
refused-dead-link = This link has been used, or has run out.
refused-last-one = Somebody must run the process. Appoint another member of the secretariat first.

## Issuing a draft

issue-lede = What the decisions make of { $draft } is put out as a draft that never changes again. Its round comes with it.
checklist = Before it is issued
check-decided = { $count ->
    [0] No submission is decided
    [one] One submission is decided
   *[other] { $count } submissions are decided
}
check-open = { $count ->
    [0] No submission is undecided
    [one] One submission is undecided and will be carried forward, open
   *[other] { $count } submissions are undecided and will be carried forward, open
}
check-fits = On the new text: { $fits }.
fit-clean = { $count } as made
fit-shifted = { $count } with changed surroundings
fit-touched = { $count } overlapping with what changed
fit-lost = { $count } whose place is gone
check-waits = Something waits for its release
check-waits-note = Issuing releases it, and it is carried forward open. To look at it first, close the round.
check-brackets = { $count ->
    [0] No paragraph has words in brackets
    [one] One paragraph has words in brackets
   *[other] { $count } paragraphs have words in brackets
}
check-lone = Half a pair of brackets:
check-odd = { $count ->
    [0] Nothing looks odd
    [one] One place looks odd
   *[other] { $count } places look odd
}
check-numbers = Numbers
check-numbers-none = All stay as they are.
check-numbers-new = New: { $labels }. The others stay as they are.
renumber = Renumber
renumber-note = Every paragraph gets its number in order, and references in the text follow. It is an act at the desk, and can be taken back there.
renumber-count = { $count ->
    [one] One number would change
   *[other] { $count } numbers would change
}
renumber-rewritten = { $count ->
    [one] One reference would follow
   *[other] { $count } references would follow
}
check-references = { $count ->
    [0] Every reference leads where it says
    [one] One reference to look at
   *[other] { $count } references to look at
}
reference-split = { $words }: { $reference } was split; part of it is now { $others }.
reference-extended = { $words }: others were joined to { $reference }.
reference-joined = { $words }: { $reference } was joined to { $other }.
reference-deleted = { $words }: { $reference } was deleted.
reference-several = { $words }: { $reference } is there more than once.
reference-unknown = { $words }: there is no { $reference }.
reference-taken = another paragraph takes that number
renumbered = The paragraphs are renumbered, as acts at the desk.
concordance-row = { $old } becomes { $new }
odd-meet = edits meet here, read it again: …{ $words }…
odd-overlaps = hand-written words overlap with what was decided since
odd-not-written = { $item } could not be carried out
odd-empty-section = nothing is left under this heading
count-retained = { $count } retained
count-in-part = { $count } retained in part
count-bracketed = { $count } in brackets
count-merged = { $count } merged
count-overtaken = { $count } overtaken
count-out-of-scope = { $count } out of scope
count-not-retained = { $count } not retained
count-noted = { $count } noted
count-open = { $count } open
to-desk = To the desk
to-rounds = To the rounds
preview-redline = Read it as a redline
preview-clean = Read it clean
preview-title = The next draft, as it stands now
preview-lede = What the decisions so far make of { $draft }. Nothing is issued yet.
preview-back = Back to issuing
next-draft = Next draft
issue-form = Issue it
draft-label = What it is called
label-hint = As it will stand on every file: Rev.1, Rev.2, Final draft.
issue-day = Day of issue
next-round = Its round
opens = The round opens
opens-hint = Later leaves time to settle it in the office.
opens-now = with the draft
opens-later = later, in the office
confirm-title = Confirm
confirm-note = An issued draft is never changed or taken back. A correction is a further draft.
confirm = Type what it is called once more
issue-act = Issue the draft
wrong-day = The day of issue is missing, or cannot be read.
wrong-opens = Choose when the round opens.
wrong-confirm = What is typed here is not what the draft is called. Nothing has been issued.
refused-desk-moved = Somebody has decided meanwhile, and the text is another now. Nothing was issued and what you typed is still here: look at the list and the preview again, then issue it.
issued-done = The draft is issued.
letter-title = Letter to the delegations
letter-label = To be copied and changed as you like
letter-greeting = Excellencies, dear colleagues,
letter-issued = The co-chairs have issued { $draft } of “{ $title }” ({ $process }) on { $date }. It has { $paragraphs ->
    [one] one paragraph
   *[other] { $paragraphs } paragraphs
}.
letter-decided = { $total ->
    [one] One submission on { $before } has been decided on
   *[other] { $total } submissions on { $before } have been decided on
}: { $decided }.
letter-carried = { $count ->
    [0] None is left open.
    [one] One is still open and is carried forward.
   *[other] { $count } are still open and are carried forward.
}
letter-unasked = { $count ->
    [0] Every change goes back to a submission.
    [one] One change was asked for by no submission and is marked as such.
   *[other] { $count } changes were asked for by no submission and are marked as such.
}
letter-unchanged = Its words are those of the draft before.
letter-deadline = Comments and amendments on { $draft } are welcome until { $moment } at the venue.
letter-nameless = Everything submitted is released without the name of its delegation.
letter-close = The co-chairs

## Downloads

downloads-of = { $draft }: all files
downloads-about = All files, and what is inside them
inside-title = What is inside
inside-text = The text, and in redlines what changed as real tracked changes.
inside-cover = The names of the process and the draft, and the day of its issue.
inside-marks = As author of tracked changes “Co-chairs”, as their date the day of issue.
not-inside-title = What is not inside
not-inside-who = Who wrote or submitted anything. Item names such as 14-C were drawn by lot.
not-inside-made = Who made the file, on which machine, and when.
not-inside-traces = Templates, editing times, revision marks of word processors, pictures, macros.
inside-same = The same record gives the same file to the last bit, whoever asks for it.

## The first start, and links that are good once

setup-title = Set up this server
setup-lede = You are the first member of the secretariat. This link is good once; nobody else can use it afterwards.
setup-you = You
setup-process = The first process
setup-act = Begin
welcome-title = Welcome, { $name }
welcome-lede = Choose your passphrase and set up your second factor. This link is good once; nobody else has seen what you type here.
login-hint = Short, without spaces. Nobody else can have the same.
staff-name = Name
passphrase-hint = At least 15 characters: four or five words that have nothing to do with one another. Any signs will do, and it may be pasted.
passphrase-again = The passphrase once more
passphrase-old = The passphrase you have now
passphrase-new = The new passphrase
passphrase-change = Change your passphrase
passphrase-changed = Your passphrase is changed. Sessions that are open stay open until they end.
wrong-again = The two passphrases are not the same.
wrong-old = This is not your passphrase.

## Settings

process-title = Title of the process
process-title-hint = Its address is made from it and stays, even if the title is changed.
document-title = Title of the document
document-language = Negotiated in
language-ar = Arabic
language-zh = Chinese
language-en = English
language-fr = French
language-ru = Russian
language-es = Spanish
wrong-language = Choose a language.
venue = Time zone of the venue
venue-hint = As in Europe/Zurich or America/New_York. Deadlines and releases go by its clocks.
visibility = Who sees what
visibility-hint = What widens it is fixed before the first round opens; it can be narrowed at any time.
submissions-shown = Released submissions are shown to other delegations
shown-at-release = with their release
shown-next-draft = with the next draft
shown-never = never
wrong-shown = Choose when submissions are shown.
positions-shown = Delegations see positions, in words
dispositions-shown = Delegations see what became of the submissions of others
drafts-public = Anybody may read issued drafts and redlines
submissions-public = Anybody may read released submissions
settings-open = No round has opened yet: all of this can be changed.
settings-fixed = The first round has begun: who sees what can be narrowed, and no longer widened.
settings-table = What that means
settings-saved = Saved.

## Staff

members = Who does what
members-back = Back to the staff
co-chair = Co-chair
co-chair-for = Co-chair, { $body }
secretariat = Secretariat
moderator = Moderator
interpreter = Interpreter
office-held = Office
body = State or body
body-hint = For co-chairs: who they come from. A co-chair’s State has an ordinary delegation as well; the two log-ins share nothing.
who = Who
add-member = Add a member
add-member-note = You are shown a link to hand over. With it they choose a passphrase that nobody else knows, and set up a second factor on their phone.
appoint-known = Appoint somebody who is on the staff
appoint = Appoint
appointed = Done. The office holds from their next page on.
dismiss = Dismiss
dismiss-note = A dismissal holds at once, from their next page on. Nothing they did is taken back.
dismissed = Dismissed. From now on they see what everybody sees.
new-link = New passphrase and second factor
wrong-office = Choose an office.
wrong-body = A co-chair comes from a State or a body: say from which.
refused-link-elsewhere = They hold an office in a process that you do not run. Ask its secretariat for a new passphrase.
link-made = The link for { $name } is made.
link-for = Link for { $name }
link-note = It is good once and for three days, and it is shown this once. Hand it over yourself: whoever opens it first chooses the passphrase and sets up the second factor.

## The first draft

first-draft-lede = The text the consultation begins with. You see what was found in the file before anything is issued.
file = File
file-hint = A Word document (.docx), Markdown (.md), plain text (.txt) or a draft as data (.json) of at most 10 MB. It is read and dropped: only its paragraphs are kept.
file-read = Read the file
file-other = Take another file
wrong-no-file = Choose a file.
wrong-upload-gone = What was read is no longer here: an hour has gone by, or the server was started anew. Send the file again.
found-paragraphs = { $count ->
    [one] One paragraph was found.
   *[other] { $count } paragraphs were found.
} Nothing is issued yet.
found-warnings = To look at first
found-text = What was found
found-more = { $count ->
    [one] One further paragraph is not shown here.
   *[other] { $count } further paragraphs are not shown here.
}
wrong-too-long = Reading the file took too long. Save it in another format, or without what is not text, and send it again.
first-issue-note = An issued draft never changes. Its round is planned with it; you settle and open it in the office.
draft-issued-done = The draft is issued. Now settle its round below, add the delegations, and open it.
kind-title = Title
kind-heading = Heading
kind-preambular = Preambular
kind-numbered = Numbered
kind-item = Item
kind-plain = Plain
kind-annex-heading = Annex heading

package = All of it as one file
package-note = A .zip with every file listed here in every format, the old and new numbers, where you see all of it the ledger, and sums to check it by.

## A later draft from a file

later-title = A later draft from a file
later-from-file = Take it from a file
later-lede = A text that was written elsewhere, in Word perhaps, follows { $draft }. You see which paragraph continues which before anything is done.
later-file-hint = A file of ours that was edited in Word still knows its paragraphs. Changes that are tracked in it are read as accepted.
later-found-lede = This is what the file makes of { $draft }. Nothing is done yet.
later-counts = { $count ->
    [one] One paragraph: { $told }.
   *[other] { $count } paragraphs: { $told }.
}
later-count-kept = { $count } kept
later-count-relabelled = { $count } renumbered
later-count-changed = { $count } changed
later-count-moved = { $count } moved
later-count-split = { $count } from splits
later-count-joined = { $count } joined
later-count-new = { $count } new
later-count-gone = { $count } gone
later-kept = Kept
later-relabelled = Other number, kind or level
later-changed = Changed
later-moved = Moved
later-moved-changed = Moved and changed
later-split = Split off
later-joined = Joined
later-new = New
later-gone = Gone
later-like = { $percent } % alike
later-by-hand = as you said
later-pairs = Which paragraph continues which
later-pairs-hint = Where this is wrong, type the paragraph of the earlier text that it continues ("14"), two that were joined ("14 + 15"), or "new"; then show it again. Submissions and the record follow what you say.
later-pairs-none = Every paragraph reads as it did.
later-head-file = In the file
later-head-fate = What became of it
later-head-text = Continues
later-head-words = Words
later-continues = What { $name } continues
pair-new = new
wrong-pair = There is no paragraph "{ $name }" in the earlier text.
later-over-desk = There are decisions on the desk. The file is laid over what they make of the text, and reads as it stands; what was decided is kept, but for what is said here.
later-reopened = Decided, but not in the file, so open again: { $items }.
later-opened = Agreed or closed, and changed by the file, so open again: { $places }.
later-held = Taken word for word
later-held-hint = The file holds the words of these submissions as they were submitted. Those that are ticked are decided as retained; all others stay open and are carried to the next draft.
later-put = Put it on the desk
later-show = Show it again
later-put-note = Every change is made at the desk as the co-chairs' own text, where it can be looked over and taken back. It is issued from there, as every draft is.
later-redline = As a redline against { $draft }
later-corrected = Here it is again, as you said.
later-reason = A later draft was taken in
file-on-desk = The file is on the desk. Look it over, and issue it when it is as it should be.

## The server

server-title = Processes on this server
server-yours = Processes you run
server-store = The store
server-last-release = Last release
server-record = The record (travaux.db)
server-private = Keys and what waits (private.db)
kilobytes = { $count } KB
server-scrubbed = Deleted words
scrub-done = are gone from the disk
scrub-due = are being cleaned off the disk; something was in the way
server-backup = Make a backup every day, and after each draft. It holds the record and the wrapped keys, nothing that waits.
begin-process = Begin a process
