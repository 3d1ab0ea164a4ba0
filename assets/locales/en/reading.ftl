# The words of the pages in English: the catalogue that the others are translated from.
# A message is named after where it stands. Facts in braces are put in by the program.

brand = Travaux
skip = Go to the content
menu = Process
menu-home = Home
menu-text = Text

date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
moment = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
} { $date }, { $time }
in-utc = { $moment } UTC

## Processes

processes = Consultations
processes-none = Nothing on this server is open to the public. Delegations and staff find their process once they have logged in.
no-draft = No draft has been issued yet.
draft-issued = { $draft }, issued { $date }
consultation = Consultation
lede-planned = { $draft } has been issued. The round of comments and amendments has not begun.
lede-open = { $draft } is open for comments and amendments.
lede-reactions = The round of amendments on { $draft } is over; positions and comments are still taken.
lede-closed = The round on { $draft } is closed. The co-chairs prepare the next draft.

stages = Stages
stage-done = done,
stage-issued = { $draft } issued
stage-round = Round on { $draft }
stage-next = Next draft
stage-next-when = After the round has closed
round-planned = Not yet begun
round-open = Open, no deadline set yet
round-open-until = Open until { $moment } at the venue
round-over = The deadline was { $moment } at the venue
round-reactions = Reactions only
round-reactions-until = Reactions until { $moment } at the venue
round-closed = Closed

read = Read the text
read-clean = { $draft } as it stands
read-clean-note = The clean text, paragraph by paragraph.
read-redline = { $draft } as a redline against { $against }
read-redline-note = Every change in place, insertions underlined and deletions struck.
read-changes = { $count ->
    [one] One change as a list
   *[other] { $count } changes as a numbered list
}
read-changes-note = The same redline in sentences, for small screens, screen readers and braille.
read-submissions = { $count ->
    [one] One submission under its paragraph
   *[other] { $count } submissions under their paragraphs
}
read-submissions-note = As released, without the names of delegations.
downloads = Downloads
downloads-note = The Word files hold real tracked changes. No file says who wrote what.
file-clean = { $draft }, clean
file-redline = { $draft }, redline against { $against }
file-redline-annotated = The same with the submissions on { $against } as comments
file-comparison = { $draft } and { $against } side by side
file-compilation = Compilation of the submissions on { $draft }
file-clean-annotated = { $draft }, clean, with the submissions as comments
format-docx = Word
format-pdf = PDF
format-html = HTML
format-markdown = Markdown
format-xlsx = Excel
format-akoma = Akoma Ntoso
format-json = JSON
no-pdf = PDF files are made by a program of its own, travaux-pdf, which is not on this server; its operator can add it. Every browser makes a PDF as well:
no-pdf-print = open the text and print it.
drafts = Drafts

## The text

title-clean = { $draft }
title-redline = { $draft }, redline against { $against }
title-changes = { $draft }, changes since { $against }
redline-against = Redline against { $against }
issued = Issued { $date }
compared-with = Compared with
views = Views
view-clean = Clean
view-redline = Redline
view-ledger = Where the words come from
view-changes = Changes as a numbered list
download = Download
download-compilation = Compilation
legend-inserted = Inserted words
legend-underlined = are underlined
legend-deleted = Deleted words
legend-struck = are struck
legend-moved = Moved words
legend-broken = have a broken line, where they are and where they were
outline = Outline
search = Search in the text
show = Show
show-all = All paragraphs
show-changed = Paragraphs that changed
show-submissions = Paragraphs with submissions
filter = Apply
found = { $count ->
    [0] No paragraph is of that kind.
    [one] One paragraph.
   *[other] { $count } paragraphs.
}
found-words = { $count ->
    [0] No paragraph has “{ $words }”.
    [one] One paragraph has “{ $words }”.
   *[other] { $count } paragraphs have “{ $words }”.
}
show-everything = Show the whole text
name-title = Title
name-heading = Heading { $name }
name-paragraph = Paragraph { $name }
mark-new = new
mark-deleted = deleted
mark-rewritten = rewritten
mark-changes = { $count ->
    [one] 1 change
   *[other] { $count } changes
}
submissions = { $count ->
    [one] 1 submission
   *[other] { $count } submissions
}
submissions-in-all = { $count ->
    [one] One submission on this draft, released without the name of the delegation.
   *[other] { $count } submissions on this draft, released without the names of delegations.
}
submissions-general = { $count ->
    [one] 1 submission on the whole text
   *[other] { $count } submissions on the whole text
}

changes-in-all = { $count ->
    [0] Nothing has changed.
    [one] One paragraph is not as it was.
   *[other] { $count } paragraphs are not as they were. Each number leads to its place in the redline.
}
reads-now = Reads now:
reads-before = Read before:

## Formal sentences, as they are read out. Words of the text come in quotation marks.

quote-nth = the { $which ->
    [1] first
    [2] second
    [3] third
    [4] fourth
    [5] fifth
    [6] sixth
    [7] seventh
    [8] eighth
    [9] ninth
    [10] tenth
   *[other] no. { $which }
} { $words }
quote-after = { $words } after { $which }
step-replace = replace { $old } by { $new }
step-insert = insert { $words } after { $after }
step-insert-before = insert { $words } before { $before }
step-insert-first = insert { $words } at the beginning
step-insert-last = add { $words } at the end
step-delete = delete { $words }
verb-replaced = { $old } → { $new }
verb-weakened = { $old } → { $new }, weaker
verb-strengthened = { $old } → { $new }, stronger
verb-added = { $new } added
verb-removed = { $old } removed
verb-moved = { $new } moved
verbs-filter = Show
verbs-all = all changes ({ $count })
verbs-modal = modal verbs ({ $count })
verbs-opening = opening verbs ({ $count })
step-move = move { $words } after { $after }
step-move-before = move { $words } before { $before }
step-move-first = move { $words } to the beginning
step-move-last = move { $words } to the end
step-restyle = { $style ->
    [italic] set { $words } in italics
    [bold] set { $words } in bold
    [plain] set { $words } without emphasis
   *[other] change the emphasis of { $words }
}
step-unbracket = remove the square brackets around { $words }
step-bracket = put square brackets around { $words }
step-choose = of { $from } keep { $words }
step-choose-none = delete { $from }
step-note-add = add a footnote after { $after }: { $words }
step-note-before = add a footnote before { $before }: { $words }
step-note-first = add a footnote at the beginning: { $words }
step-note-last = add a footnote at the end: { $words }
step-note-drop = delete footnote { $number }
step-note-in = in footnote { $number }, { $steps }
step-space = correct the space after { $after }
step-space-before = correct the space before { $before }
step-space-first = correct the space at the beginning
step-space-last = correct the space at the end
step-rewrite = let it read { $words }
formal-delete = { $kind ->
    [heading] delete the heading
   *[paragraph] delete the paragraph
}
formal-insert = { $count ->
    [one] add a paragraph after it: { $words }
   *[other] add { $count } paragraphs after it: { $words }
}
formal-insert-first = { $count ->
    [one] add a paragraph at the very beginning: { $words }
   *[other] add { $count } paragraphs at the very beginning: { $words }
}
formal-move = move the paragraph behind { $place }
formal-move-first = move the paragraph to the very beginning
formal-split = split the paragraph before { $before }
formal-join = join it with { $place }
formal-throughout = replace { $old } by { $new } throughout
formal-label = renumber it from { $old } to { $new }
formal-label-add = number it { $new }
formal-label-drop = remove its number { $old }

## Keys

keys = Keys
keys-next-paragraph = next paragraph
keys-previous-paragraph = previous paragraph
keys-next-change = next change
keys-previous-change = previous change
keys-list = this list
keys-on = Use these keys

## What went wrong, and what to do next

error-home = To the list of consultations
error-not-found = There is no such page
error-not-found-next = Perhaps the address was cut off on its way, or what it leads to is not open to the public. Delegations and staff see more once they have logged in.
error-method = This address cannot do that
error-method-next = Go back and use the buttons and links of the page.
error-invalid = This address cannot be understood
error-invalid-next = Take away what follows the question mark in the address, and try again.
error-forbidden = This was sent from another site
error-forbidden-next = Nothing has been changed. Open the page here and send it again.
error-too-large = This is too large
error-too-large-next = Nothing has been taken in. Send it in smaller parts.
error-unavailable = The server is busy
error-unavailable-next = Wait a moment, then load the page again.
error-full = The disk of the server is full
error-full-next = Nothing has been written, and nothing that was written is lost. Reading goes on; tell the secretariat.
error-internal = Something is broken here
error-internal-next = It is not your fault, and it has been noted. Load the page again; if that does not help, tell the secretariat what you were doing.

## Where the words come from

ledger-title = { $draft }: where the words come from
ledger-whole = Every change since { $since } with the submissions and hands it comes from.
ledger-part = What has changed since { $since } without any submission asking for it, and what comes from submissions of your own delegation.
ledger-empty = Nothing to show.
ledger-inserted = insert { $words }
ledger-deleted = delete { $words }
ledger-new = a new paragraph
ledger-gone = the paragraph is gone
ledger-moved = stands elsewhere
ledger-split = split off from another paragraph
ledger-joined = joined with another paragraph
ledger-relabelled = renumbered from { $old } to { $new }
ledger-reshaped = another kind or level of paragraph
ledger-from = from { $items }
ledger-floor = from the floor
ledger-informal-group = from an informal group
ledger-co-chairs = the co-chairs’ own words
ledger-editorial = editorial
