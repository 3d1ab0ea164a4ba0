# Papers about a draft: the report that a delegation takes to its capital.

report-title = Report to capital: { $title }
report-private = This report says which submissions are your delegation’s. Nobody else is given it; keep it as you keep your key.
report-file = Report to capital on { $draft }
report-note-page = What changed in { $draft }, what became of ours, what no submission asked for, and what is next.
report-brief = In brief
report-issued = { $draft } was issued on { $date }. It has { $paragraphs ->
    [one] one paragraph
   *[other] { $paragraphs } paragraphs
}.
report-changes = { $count ->
    [0] Its words are those of { $before }.
    [one] One change since { $before }: { $kinds }.
   *[other] { $count } changes since { $before }: { $kinds }.
}
report-fates = { $count ->
    [0] Nothing of ours was decided on with it or carried to it.
    [one] Of our one submission before it: { $counts }.
   *[other] Of our { $count } submissions before it: { $counts }.
}
report-deadline = Comments and amendments on { $draft } are taken until { $moment } at the venue.
report-no-deadline = No deadline for amendments to { $draft } has been set yet.
report-reactions = Reactions to what others have submitted are taken until { $moment } at the venue.
report-ours = What became of ours
report-ours-none = Nothing of ours was decided on with this draft or carried to it.
report-stands = In { $draft }: paragraph { $place }.
report-note = The co-chairs: { $note }
report-changed = What changed
report-changed-none = There is no earlier draft, or nothing changed since.
report-from-ours = from our { $items }
report-from-others = asked for by others
report-unasked = What no submission asked for
report-unasked-none = Every change goes back to a submission.
report-next = What is next
report-next-none = No round on { $draft } is running.
report-open = { $count ->
    [one] One of ours is open and carried forward
   *[other] { $count } of ours are open and carried forward
}{ $touched ->
    [0] .
    [one] ; one overlaps with what has changed: confirm or redo it.
   *[other] ; { $touched } overlap with what has changed: confirm or redo them.
}
