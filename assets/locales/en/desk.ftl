# The words of the desk pages.

desk-title = Desk
desk-on = Desk on { $draft }
desk-whole-text = The whole text
desk-count-submissions = { $done } of { $all } submissions decided
desk-count-paragraphs = { $done } of { $all } paragraphs settled
desk-next-undecided = Next undecided: { $place }
desk-most-contested = Most contested: { $place }
desk-all-decided = Everything is decided.
desk-issue = Issue the next draft
desk-something-waits = Something waits for its release. It will lie here then.
desk-nothing-waits = Nothing waits for its release.
desk-looks-on = You look on. Co-chairs decide here while a round is open or has closed.
desk-not-begun = Deciding begins when the round is open.

## The overview

desk-show = Paragraphs shown
desk-show-all = All paragraphs
desk-show-undecided = Undecided
desk-show-competing = With competing places
desk-order-contested = The most contested first
desk-order-text = In the order of the text
desk-nothing-shown = No paragraph is of that kind.
desk-column-paragraph = Paragraph
desk-column-amendments = Amendments
desk-column-comments = Comments
desk-column-competing = Competing places
desk-column-open = Undecided
desk-column-state = State
desk-legend = Full circle: decided or agreed. Half: begun. Empty: undecided.
desk-late = { $count ->
    [one] 1 late
   *[other] { $count } late
}
desk-late-legend = Late ones came after the deadline. Deciding on them takes them in.
desk-late-one = received late
desk-shaken = to be looked at again
desk-file-working = Working text against the draft, as decided so far

desk-state-nothing = nothing submitted
desk-state-open = undecided
desk-state-begun = begun
desk-state-decided = decided
desk-state-agreed = agreed ad referendum
desk-state-closed = closed
desk-state-new = agreed, something new since

## One place

desk-neighbours = Paragraphs before and after
desk-rail = Paragraphs of the section
desk-amendments = { $count ->
    [0] no amendments
    [one] 1 amendment
   *[other] { $count } amendments
}
desk-clusters = { $count ->
    [one] in 1 cluster
   *[other] in { $count } clusters
}
desk-competing = { $count ->
    [one] 1 competing place
   *[other] { $count } competing places
}
desk-deletions = { $count ->
    [one] 1 asks for deletion
   *[other] { $count } ask for deletion
}
desk-comments = { $count ->
    [one] 1 comment
   *[other] { $count } comments
}
desk-overlay = All amendments in place
desk-overlay-besides = { $count ->
    [one] One more amendment does not change these words: see its card.
   *[other] { $count } more amendments do not change these words: see their cards.
}
desk-competing-at = Competing { $number } of { $all }
desk-without = without
desk-by = by

desk-cards = Amendments
desk-cards-note = Letters drawn at the release
desk-cards-none = No amendments here.
desk-comments-title = { $count ->
    [one] 1 comment
   *[other] { $count } comments
}
desk-identical = { $count ->
    [one] one
   *[other] { $count } identical
}
desk-competes = competes
desk-held = held: for the co-chairs only
desk-not-considered = not considered in the decision yet
desk-fit-shifted = made on earlier words
desk-fit-touched = overlaps with what has changed
desk-fit-lost = its paragraph is gone
desk-own-words = As it was submitted
desk-on-words = on
desk-rationale = Rationale
desk-ticks = { $count ->
    [one] Its one change
   *[other] Its { $count } changes one by one
}
desk-ticks-of = Changes to take from { $items }

desk-decide-on = Decide on { $items }
desk-decide-more = More decisions on { $items }
desk-retain = Retain
desk-in-part = In part
desk-bracket = Bracket
desk-merge = Merge
desk-not-retained = Not retained
desk-out-of-scope = Out of scope
desk-noted = Noted
desk-open-again = Not yet decided
desk-merge-into = Merge into
desk-merge-into-none = another wording

desk-a-submission = a submission
desk-is-open = undecided
desk-is-retained = Retained
desk-is-retained-in-part = Retained in part
desk-is-bracketed = In brackets
desk-is-merged = Merged
desk-is-merged-into = Merged into { $item }
desk-is-overtaken = Overtaken by { $item }
desk-is-out-of-scope = Out of scope
desk-is-not-retained = Not retained
desk-is-noted = Noted

desk-voice-retain = { $many ->
    [one] One delegation wants the paragraph as drafted.
    [some] Some delegations want the paragraph as drafted.
    [several] Several delegations want the paragraph as drafted.
   *[many] Many delegations want the paragraph as drafted.
}
desk-voice-support = { $many ->
    [one] One delegation supports this.
    [some] Some delegations support this.
    [several] Several delegations support this.
   *[many] Many delegations support this.
}
desk-voice-concern = { $many ->
    [one] One delegation has a concern.
    [some] Some delegations have a concern.
    [several] Several delegations have a concern.
   *[many] Many delegations have a concern.
}
desk-voice-states = States: { $said }
desk-voice-stakeholders = Stakeholders: { $said }

## The result

desk-result = Result for the next draft
desk-result-words = Words of { $label }
desk-result-more = Words of { $label } (new)
desk-result-none = Nothing comes of what is decided here yet.
desk-as-others-decided = As it is decided now
desk-unchanged = No change against the draft.
desk-changed = { $inserted ->
    [one] 1 insertion
   *[other] { $inserted } insertions
}, { $deleted ->
    [one] 1 deletion
   *[other] { $deleted } deletions
}.
desk-from = from { $sources }
desk-source-co-chairs = co-chairs
desk-source-floor = the floor
desk-source-informal-group = an informal group
desk-source-editorial = editorial
desk-was-inserted = New paragraph
desk-was-deleted = Deleted
desk-was-moved = Moved behind { $place }
desk-was-moved-first = Moved to the beginning
desk-was-split-from = Split from { $place }
desk-was-joined-with = Joined with { $place }
desk-was-relabelled = Now { $place }
desk-was-reshaped = Another kind or level of paragraph
desk-warning-review = Edits meet here, read it again: …{ $words }…
desk-warning-odd = Something reads oddly: a doubled word, or half a pair of brackets.
desk-warning-hand = Words written by hand overlap with what was decided since: read them again.
desk-warning-not-written = { $item } cannot be carried out as decided.
desk-warning-brackets = These brackets can hardly be read inside the paragraph. Under “Note to the authors, source of the words, alternatives” the rivals can be written as whole paragraphs.
desk-warning-empty = Nothing is left under this heading.
desk-more = Note to the authors, source of the words, alternatives
desk-note = Note to the authors
desk-note-hint = Those who wrote see it with what became of their submission. It names no delegation.
desk-whose = Whose are the words typed above?
desk-alternatives = Write rival wordings as whole paragraphs: Alt 1, Alt 2
desk-save = Save
desk-undo = Undo
desk-undo-that = Undo “{ $act }”
desk-shaken-next = Something that was considered here has been withdrawn or replaced since.
desk-stands = The decision stands
desk-states = Where the paragraph stands
desk-agree = Agreed ad referendum
desk-close = Close
desk-reopen = Open again
desk-reason = Why it is opened again
desk-is-agreed = Agreed ad referendum
desk-is-closed = Closed
desk-redline-for-word = Redline for Word: working text against { $draft }

desk-brackets = Brackets: { $name }
desk-brackets-count = { $count ->
    [one] One bracket to decide on. What is pressed is done at once and can be undone.
   *[other] { $count } brackets to decide on. What is pressed is done at once and can be undone.
}
desk-choose = Choose
desk-unbracket = Accept the words
desk-strike = Strike
desk-strike-all = Strike all

desk-history = History ({ $count })
desk-history-none = Nothing has been done here yet.
desk-taken-back = taken back
desk-act-ruled = { $item }: { $became }
desk-act-stands = the decision stands
desk-act-written = words written by hand ({ $source })
desk-act-chosen = “{ $words }” chosen ({ $source })
desk-act-unbracketed = brackets removed around “{ $words }” ({ $source })
desk-act-struck = “{ $words }” struck ({ $source })
desk-act-bracketed = “{ $words }” put into brackets ({ $source })
desk-act-offered = alternatives offered: { $words } ({ $source })
desk-act-agreed = agreed ad referendum
desk-act-closed = closed
desk-act-reopened = opened again
desk-act-structure = paragraphs rearranged
desk-act-undone = an act taken back

## What was done, and why something was not

desk-done-retain = Retained.
desk-done-part = Retained in part.
desk-done-bracket = Put in brackets.
desk-done-merge = Merged.
desk-done-not-retained = Not retained.
desk-done-out-of-scope = Out of scope.
desk-done-noted = Noted.
desk-done-open = Not yet decided again.
desk-done-saved = Saved.
desk-done-nothing = There was nothing to save.
desk-done-stands = The decision stands.
desk-done-chosen = Chosen.
desk-done-unbracketed = The words are accepted, their brackets are gone.
desk-done-struck = Struck.
desk-done-undone = Undone.
desk-done-agreed = Agreed ad referendum.
desk-done-closed = Closed.
desk-done-reopened = Opened again.
desk-stale = Somebody else has decided here since you opened this page
desk-stale-next = Nothing of what you sent was done. What you typed and ticked is still in the form: look at what is decided now, and send it again if it still holds.
desk-stale-see = See the result as it is decided now
desk-wrong-needed = Act { $number } builds on it: “{ $act }”. Undo that one first.
desk-wrong-undone = That has been taken back already.
desk-wrong-unsaved = You have changed the words of the result. Save them or put them back before you undo.
desk-wrong-unsaved-brackets = You have changed the words of this paragraph. Save them or put them back before you decide on its brackets.
desk-wrong-gone = That paragraph is no longer in the working text. Your words are still in the form.
desk-wrong-long = This is too long: a paragraph has at most 40,000 characters, a note or a reason 10,000. Nothing was saved; what you typed is still here.
desk-wrong-empty = There are no words. A paragraph goes when an amendment that deletes it is retained.
desk-wrong-no-ticks = Tick the changes to take first.
desk-wrong-agreed = The words are agreed. Open the paragraph again, with a reason, before they change.
desk-wrong-reason = Say why the paragraph is opened again.
desk-wrong-undecided = Decide on every amendment here first.

## Keys

desk-key-next-row = next paragraph
desk-key-previous-row = previous paragraph
desk-key-next-card = next card
desk-key-previous-card = previous card
desk-key-retain = retain what is on the card
desk-key-not-retained = do not retain it
desk-key-bracket = put it in brackets
desk-key-undo = undo the last act here
desk-key-next = next undecided paragraph
