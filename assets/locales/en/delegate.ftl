# What a delegation does: writing on the text, checking, submitting, and what became of its own.

whole-text = The whole text

## Forms

amend-title = Propose an amendment: { $place }
insert-title = Add a paragraph after { $place }
insert-first-title = Add a paragraph at the beginning
comment-title = Comment: { $place }
wording-lede = Write the paragraph as your delegation wants it to read. The changed words are found for you.
insert-lede = Write the new paragraph. It gets its number when the draft is made.
delete-lede = The paragraph is to go.
move-lede = The paragraph is to stand elsewhere, with the same words.
join-lede = The paragraph and the next are to be one.
throughout-lede = Words are to be replaced wherever they stand, as whole words.
comment-lede = A remark proposes no words. The co-chairs take note of it.
ways = Kind of amendment
way-wording = Change the wording
way-insert = Add a paragraph
way-delete = Delete
way-more = More
way-move = Move it
way-join = Join it with the next
way-throughout = Replace throughout the text
wording-label = Your wording
wording-hint = A blank line splits the paragraph. Square brackets mark words that are not agreed. *Stars* are italics, ^[these brackets] a footnote.
insert-label = The new paragraph
insert-hint = A blank line begins a further paragraph. “# ” before a line makes it a heading.
join-label = How the joined paragraph reads
join-hint = Leave it as it stands to join both without a change.
comment-label = Your comment
comment-hint = It is shown as plain text.
quote-more = It is about some words only
quote-label = These words, as they stand
delete-with = What goes with it
move-with = What moves with it
after-label = It is to stand
after-choose = Choose a place
after-first = at the very beginning
find-label = Words to replace
put-label = By
find-hint = Upper and lower case count, and only whole words are found. Leave the second field empty to delete the words.
why-label = Rationale (if you wish)
why-hint = For the co-chairs. Do not name your State, another State or a context.
share-label = Share the rationale with other delegations
held-label = For the co-chairs only, whatever it names
live-title = What changes
live-nothing = Nothing has been typed yet.
act-show = Show what changes
act-check = Check and submit
act-clear = For clearance
act-save = Save privately
act-leave = Back to the text
not-now = The round does not take this now. You can prepare it: only your delegation sees it.
succeeds-note = This takes the place of what your delegation submitted before.
other-title = What somebody of your delegation has saved meanwhile
counts = { $came ->
    [0] No insertion
    [one] 1 insertion
   *[other] { $came } insertions
}, { $went ->
    [0] no deletion
    [one] 1 deletion
   *[other] { $went } deletions
}
elsewhere-more = { $count ->
    [one] And in one more paragraph.
   *[other] And in { $count } more paragraphs.
}
competes-with = Competes with { $item }
competes-words = { $item } wants { $theirs } where you want { $ours }. Both stand, and the co-chairs see the two side by side.
competes-deletes = { $item } wants these words deleted. Both stand, and the co-chairs see the two side by side.
agrees-with = The same as { $item }
agrees-text = { $item } asks for the same. Support there counts as much as an amendment of your own.
nothing-there = nothing there
read-item = Read { $item }
support-item = Support { $item } instead
yours = yours

wrong-text-long = This is too long: a text may have 40,000 characters. Nothing has been sent, and all of it is still here.
wrong-why-long = The rationale is too long: it may have 10,000 characters.
wrong-paragraphs-many = These are too many paragraphs for one amendment: it may have 40. Make several of them.
wrong-succeeds = It cannot take the place of that. Begin it again from My delegation.
wrong-insert-empty = Write the words of the new paragraph.
wrong-empty = There are no words. To take the paragraph out, choose Delete.
wrong-same = Nothing changes: this is what stands there.
wrong-comment-empty = Write the comment.
wrong-quote = These words do not stand in the paragraph. Copy them from it, or leave the field empty.
wrong-find-empty = Write the words that are to be replaced.
wrong-find-long = That is too long for a search. Amend the paragraph itself.
wrong-find-nowhere = These words stand nowhere in the text.
wrong-after = Choose where it is to stand.
wrong-move-nowhere = It stands there already, or would stand within itself. Choose another place.
wrong-meanwhile = Somebody of your delegation has saved, submitted or discarded this meanwhile. What you typed is here: save again to put it in place.

stale-title = { $draft } has been issued: { $place }
stale-lede = You wrote this on { $before }. What you typed is carried over to { $draft }, and nothing has been sent yet.
stale-became = What became of it in { $draft }
stale-typed = What you typed
stale-now = The same on { $draft }
stale-lost = There is no place for it in the new draft. Copy your words, and put them where they belong.
stale-same = The paragraph stands as it stood.
stale-gone = The paragraph is gone. It read:
stale-comment = A comment stays as it is.
carried-clean = It fits as it was made.
carried-shifted = The words around it have changed; it still fits.
carried-touched = It overlaps with what has changed: look at it, and confirm or redo it.
carried-lost = What it was about is gone.

## Checking and submitting

check-title = { $count ->
    [one] Check and submit
   *[other] Check { $count } and submit
}
check-lede = This is what will be sent. It is kept in preparation until you submit it.
check-none = There is nothing here any more: it was submitted or discarded.
check-stale = Look at what was written on an earlier draft before you submit it.
check-not-cleared = This waits for somebody of your delegation whose key clears.
check-planned = The round has not begun. This is kept in preparation.
check-reactions = The round takes no new amendments now. This is kept in preparation.
check-since = { $draft } has been issued since this was written.
wrong-changed-since = Somebody of your delegation has changed this since you looked at it. Check it once more.
wrong-draft-since = A new draft has been issued meanwhile. Nothing was sent, and nothing is lost.
act-submit = Submit
act-later = Not now
act-edit = Edit
act-look = Look at it
why-title = Rationale:
why-shared = Rationale, shared with other delegations:
why-kept = Rationale, for the co-chairs:
floor-title = Copy as floor statement
floor-steps = In { $place }: { $steps }.
floor-reads = { $place } should read: “{ $text }”
floor-comment = On { $place }: { $text }
floor-act = { $act }.
floor-act-reads = { $act }: “{ $text }”
sees-title = Who will see what
sees-own = Your delegation
sees-co-chairs = Co-chairs
sees-secretariat = Secretariat
sees-others = Other delegations
sees-public = Public
sees-everything = everything, at once
sees-nothing = nothing
sees-words = the words, no name, { $when }
sees-all = the words and the rationale, no name, { $when }
sees-words-next-draft = the words, no name, with the next draft
sees-all-next-draft = the words and the rationale, no name, with the next draft
when-daily = after the next daily release, { $hour } at the venue
when-command = after the co-chairs’ next release
when-close = after the round has closed
when-close-on = after the round has closed, { $moment } at the venue
few-waits = If fewer than { $minimum } delegations have been active, the release waits, so that nobody can be told by being alone.
few-held = If fewer than { $minimum } are active in the whole round, only the co-chairs will see it.
is-late = The deadline has passed. It is taken, and marked as late where five or more are.
promise = Other delegations, the co-chairs and the secretariat cannot see which delegation wrote this, and nobody who later holds a copy of the record, a backup, a log or an exported file can find out.
promise-not = Your style of writing may still tell, and so may whoever runs the server with other software while you type.

## In the text

act-comment = { $count ->
    [0] Comment
   *[other] Comment ({ $count })
}
act-amend = { $count ->
    [0] Propose an amendment
   *[other] Propose an amendment ({ $count })
}
act-comment-whole = Comment on the whole text
act-insert-first = Add a paragraph at the beginning
ours-wait = { $count ->
    [one] 1 of yours waits
   *[other] { $count } of yours wait
}
show-mine = Paragraphs with submissions of ours
heard-delegations = { $word ->
    [one] one delegation
    [some] some delegations
    [several] several delegations
   *[many] many delegations
}
heard-states = { $word ->
    [one] one State
    [some] some States
    [several] several States
   *[many] many States
}
heard-stakeholders = { $word ->
    [one] one stakeholder
    [some] some stakeholders
    [several] several stakeholders
   *[many] many stakeholders
}

## My delegation

mine-lede = What your delegation has in preparation, what waits, and what became of the rest. Nobody else sees this page.
on-this-page = On this page
prepared-title = In preparation
prepared-note = Only your delegation sees this. It stays here when a round closes or a draft is issued.
prepared-none = Nothing is in preparation.
stage-in-preparation = in preparation
stage-for-clearance = for clearance
stage-cleared = cleared
made-on = on { $draft }
flag-held = for the co-chairs only
flag-late = late
flag-withdrawn = withdrawn
flag-withdrawing = withdrawn with the next release
flag-succeeding = a new wording waits
act-check-chosen = Check and submit what is ticked
act-clear-it = Clear
act-discard = Discard
waiting-title = Waiting
waiting-note = Submitted, and seen by nobody else until the next release.
waiting-none = Nothing waits.
instead-of = instead of { $item }
told-title = What you were told
told-text = It is safe. The list that is published with the release has this line: so you can see that it was not dropped. The file of acknowledgements has it signed.
act-rewrite = Rewrite
act-withdraw = Withdraw
released-title = Released
released-none = Nothing of yours has been released yet.
fates-in = { $draft }:
fates = { $count ->
    [one] your amendment: { $counts }
   *[other] your { $count } amendments: { $counts }
}
fate-retained = { $count } retained
fate-in-part = { $count } in part
fate-bracketed = { $count } in brackets
fate-merged = { $count } merged
fate-overtaken = { $count } overtaken
fate-out-of-scope = { $count } out of scope
fate-not-retained = { $count } not retained
fate-noted = { $count } noted
fate-open = { $count } open, carried forward
became-retained = Retained
became-in-part = Retained in part
became-bracketed = In brackets
became-merged = Merged
became-overtaken = Overtaken
became-out-of-scope = Out of scope
became-not-retained = Not retained
became-noted = Noted
became-open = Open
show-all-items = All
show-open = Open
show-decided = Decided
chairs-note = The co-chairs:
stands-in = Where it stands in { $draft }
carried-to = Carried forward to { $draft }.
positions-title = Positions
positions-note = What your delegation thinks of the words of others. It counts once, from the next release on, and nobody sees whose it is.
positions-none = None has been taken. Say Retain, Support or Concern in the text.
stance-retain = Retain
stance-support = Support
stance-concern = Concern
act-take-back = Take back

done-saved = Saved. Only your delegation sees it.
done-for-clearance = Saved. It waits for somebody of your delegation whose key clears.
done-cleared = Cleared. It can be submitted as it stands.
done-discarded = Discarded.
done-submitted = Submitted. It waits for the next release, and until then nobody else sees it. What you were told stands with it.
done-withdrawn = Withdrawn: at once what was waiting, with the next release what was visible.
done-position = Noted. It counts from the next release on.
done-supported = Your support is noted, and counts from the next release on. What you had typed is kept in preparation.
done-position-back = Taken back, from the next release on.

## What can be done now

now-title = What your delegation can do now
now-clears = Your key prepares, clears and submits.
now-drafter = Your key prepares, and submits what was cleared.
now-reads = Your key reads: others of your delegation write, clear and submit.
now-clear = { $count ->
    [one] Clear what one of your delegation has prepared
   *[other] Clear { $count } that your delegation has prepared
}
now-clear-note = Then they can be submitted as they stand.
now-prepared = { $count ->
    [one] Finish one submission in preparation
   *[other] Finish { $count } submissions in preparation
}
now-prepared-cleared = Some are cleared: check and submit them.
now-touched = { $count ->
    [one] Look at one of yours that the new draft overlaps with
   *[other] Look at { $count } of yours that the new draft overlaps with
}
now-touched-note = Confirm it, or write it anew on the words as they stand now.
now-amend = Comment on { $draft } and propose amendments
now-amend-note = Beside each paragraph of the text.
now-react = Comment on { $draft }
now-react-note = New amendments are not taken now.
now-prepare = Prepare on { $draft }
now-prepare-note = The round does not take submissions now. What you write is kept for your delegation.
now-positions = Say Retain, Support or Concern
now-own = Of your own
now-fates = What became of each
now-staff-title = What there is to do now
now-open = { $count ->
    [0] The desk: everything is decided
    [one] The desk: one submission is undecided
   *[other] The desk: { $count } submissions are undecided
}
now-open-note = Decide, paragraph by paragraph.
now-office = The office: rounds, delegations, releases
now-office-note = Deadlines and phases, the roster, what was received on paper.
now-waits = Submissions wait for the next release. How many, and whose, is shown to nobody.
now-nothing-waits = No submission waits for a release.
