# Questions to the unknown author of a submission, the answers, and slips for what came on paper.

## At the desk

ask-author = Ask the author
ask-title = Ask the author of { $item }
ask-lede = Whoever wrote it finds the question under “My delegation”. The answer comes with a release, and nobody learns from whom.
ask-paper = It came on paper, and nobody has taken it over: until somebody does with its slip, nobody can answer.
ask-earlier = Asked so far
ask-label = Your question
ask-hint = Ask what the concern is, or which words would meet it. It cannot be changed or taken back.
ask-warning = The answer stays unattributed. Do not ask who wrote this, from which State or group it comes, or anything that only one delegation could answer.
ask-shared = Other delegations may be shown the question and the answer, if its author agrees as well
ask-act = Ask
ask-gone = It was withdrawn, or another has taken its place: nothing is asked about it any more.
ask-not-now = The round has not begun. Questions can be asked once it has.
asked-done = Asked. Whoever wrote it finds the question at once; the answer comes with a release.
wrong-ask-empty = Write the question.
wrong-ask-long = The question is too long: it may have 4,000 characters. All of it is still here.
asked-on = The co-chairs asked on { $date }:
asked-shared = may be shown to delegations
asked-kept = for the co-chairs and the author
answered = The author answered:
answered-shared = shared with other delegations
answered-kept = not shared
desk-asked = Questions to authors
desk-asked-count = { $asked ->
    [one] 1 question
   *[other] { $asked } questions
}, { $answered ->
    [0] none answered
   *[other] { $answered } answered
}
answered-not-yet = No answer has been released yet.
exchange-asked = The co-chairs asked:
exchange-answered = Its author answered:

## My delegation

questions-title = Questions
questions-note = What the co-chairs ask about submissions of yours. They do not know whose they are, and the answer does not tell them.
question-about = The co-chairs ask about { $item }
question-answer = Answer
question-look = Look at it
question-open = not answered
question-prepared = answer in preparation
question-for-clearance = answer for clearance
question-cleared = answer cleared
question-waits = answer waits
question-answered = answered
question-over = no answer asked any more
now-asked = { $count ->
    [one] Answer a question of the co-chairs
   *[other] Answer { $count } questions of the co-chairs
}
now-asked-note = About a submission of yours; they do not know whose it is.

answer-lede = Only your delegation sees that this question is yours to answer.
answer-own = What your delegation wrote
answer-asked = What the co-chairs ask
answer-label = Your answer
answer-hint = Name no State, no person and no context, and do not write “my delegation”. Your style of writing may tell too: be brief.
answer-share = Other delegations may be shown the question and the answer
answer-share-hint = The co-chairs agree to it. If you do not tick this, only they and the secretariat read the answer.
answer-kept = Only the co-chairs and the secretariat will read the answer.
answer-save = Save privately
answer-clear = Clear
answer-send = Send the answer
answer-again = Send a further answer
answer-instead = Send instead of the answer that waits
answer-reads = Your key reads. Others of your delegation can answer.
answer-planned = The round has not begun. You can prepare the answer: only your delegation sees it.
answer-over = It was withdrawn, or another has taken its place: no answer is asked any more.
answer-waits-title = The answer that waits
answer-released-title = What was answered
answer-when = The co-chairs and the secretariat read it, without a name, { $when }.
answer-when-closed = The round is closed. Answers come out with the next daily release, when the co-chairs release, or at the latest when the next draft is issued.
answer-few = Until then it waits for { $minimum } active delegations, so that nobody can be told by being alone.
answer-other = What somebody of your delegation has saved meanwhile
wrong-answer-empty = Write the answer.
wrong-answer-long = The answer is too long: it may have 4,000 characters. Nothing has been sent, and all of it is still here.
wrong-answer-not-cleared = This is not what was cleared, or nothing was. Leave it for clearance, and somebody whose key clears can send it.
wrong-answer-meanwhile = Somebody of your delegation has saved another answer meanwhile. Theirs is below; what you typed is here. Save or send again to put yours in its place.
wrong-answer-sent = This was sent and released with other words. Send it again as a further answer.
done-answer-saved = The answer is saved. Only your delegation sees it.
done-answer-for-clearance = The answer is saved. It waits for somebody of your delegation whose key clears.
done-answer-cleared = The answer is cleared. It can be sent as it stands.
done-answered = Sent. The answer waits for the next release, and until then nobody else sees it. What you were told stands with it.

claim-title = Take over what was sent on paper
claim-note = The secretariat hands out a slip for what it has entered from paper or e-mail. Its code makes the submission your delegation’s own.
claim-label = The code on the slip
claim-hint = Twelve words. Capitals and line breaks do not matter.
claim-not-now = This can be done once the round has begun, by a key that drafts or clears.
claim-act = Take it over
claim-waits = Yours with the next release: from then on you can withdraw it, write it anew, answer questions, and see what becomes of it.
claim-void = A newer slip was printed for this since. Nothing comes of the code you entered: ask for the new slip.
done-claimed = Noted. It is yours with the next release, and nobody learns whose it is.
refused-dead-slip = No slip with this code is to be used. It may have been used, or a newer slip may have taken its place: ask the secretariat for a new one.
refused-taken-over = It has been taken over: it has no slip any more.

## After the close of a round

release-answers = Release answers
release-answers-note = Answers that came in after the close become visible, if enough delegations were active; all of them do when the next draft is issued.

## Slips

office-received = On paper
received-lede = What was entered from paper or e-mail. A slip lets whoever sent it take it over, without telling anybody.
received-none = Nothing was entered from paper.
received-no-slip = no slip yet
received-slip = a slip was printed
received-taken-over = taken over
received-print = Print a slip
received-again = Print a new slip
received-without = Print slips for all without one
received-note = A new slip makes the older one void. The codes are shown once; only hashes of them are kept.
received-why = Once the code has been used and a release has been made, this page says “taken over”, and nothing of by whom.
slips-title = { $count ->
    [one] Slip for what came on paper
   *[other] Slips for what came on paper
}
slips-lede = { $count ->
    [one] Print this page now: the code is shown this once.
   *[other] Print these pages now, one for each submission: the codes are shown this once.
}
slips-back = Back to what came on paper
slip-what = This was received on paper or by e-mail, and entered without a name:
slip-does = Whoever enters the code below takes it over for their delegation. From the next release on they can withdraw it, write it anew, answer the co-chairs’ questions about it, and see what became of it.
slip-log-in = Log in with an access key of your delegation.
slip-open = Open “My delegation”, and there “Take over what was sent on paper”.
slip-type = Type these twelve words.
slip-code = Code
slip-risk = Whoever holds this slip can do so, also somebody who did not write it. Hand it on in a closed envelope only, and destroy it once it is used.
slip-once = The code is good once. A newer slip for the same submission makes this one void.
slip-nameless = Nobody is told which delegation has entered it. Whoever gave you this slip can see later that it was used.

matter-exchange = Questions to an author, and the answers
