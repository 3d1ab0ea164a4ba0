# What words name that may tell who wrote them.

named-title = Before you send it
named-state = It names a State:
named-state-why = A State that is named is often the one that wrote it, and no State's practice is discussed here.
named-person = It names a person:
named-person-why = A person points to a delegation, and nobody is spoken of by name here.
named-context = It names a conflict or a context:
named-context-why = No conflict and no party to one is discussed here, and few would bring it up.
named-own = It names your delegation:
named-own-why = Others will take it as a sign of who wrote it.
named-speaking = It speaks for a delegation:
named-speaking-why = A proposal that says “we” or “my delegation” is read as a statement of somebody. Say what the text should say.
named-language = It is in another language than the text:
named-language-why = Few write in it, and that alone can name an author. Submissions are made in the language of the text.
named-published = It repeats a position that was published:
named-published-why = Whoever compares the two knows who wrote it. Put it in other words.
named-in-rationale = (in the rationale)
named-as-in = (as in { $title })
named-held = Sent as it is, it is held: shown to the co-chairs only, until they let it pass.
act-rephrase = Put it in other words
flag-named = will be held
some-held = Some of it names a State, a person or a context: that is held, and shown to the co-chairs only until they let it pass.

held-named = Only the co-chairs see this, because of what it names:
held-rephrase = Put it in other words, and it can be shown to all: a new wording takes its place. The co-chairs can also let it pass as it is.
held-wish = Only the co-chairs see this: you asked for that.
held-few = Only the co-chairs see this: too few delegations took part in the round.

desk-held-named = Held because of what it names. Other delegations and the secretariat do not see it.
desk-held-wish = Held because its author asked for that.
desk-held-few = Held because too few delegations took part in the round.
desk-pass = Let it pass…
desk-pass-note = All delegations will see it as any other submission. That cannot be taken back.
desk-pass-act = Let it pass
desk-done-passed = Let pass: all see it now, and it has a letter like any other.
refused-cannot-pass = This cannot be let pass, or not any more. Look at it again.

office-positions = Published positions
published-lede = National positions that were published. Delegations are warned before they send a long run of the same words: whoever compares the two would know who wrote them. Nothing joins a position to a submission, and nobody but its author is told.
published-none = None is registered.
published-title = Registered
published-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
published-add = Register a position
position-title = Title
position-title-hint = As it was published: “Position paper of … on …, 2021”. Its author sees it in the warning.
position-language = Language
position-text = Text
position-text-hint = Paste it here, or choose a file. The file itself is not kept.
position-file = File (.docx, .md or .txt)
position-register = Register
position-strike = Strike off
position-registered = The position is registered.
position-struck = The position is struck off.
refused-position-title = Give it a title of at most 300 characters.
refused-position-taken = There is a position of that title already.
refused-position-short = There are too few words in it to compare: paste the text, or choose a file.
refused-position-long = It is too long: at most 400,000 characters.
refused-position-many = There are 500 positions already: strike one off first.
language-other = Another language
