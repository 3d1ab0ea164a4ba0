# The door of the staff: passphrase and second factor.

code = Code of { $digits } digits
code-now-hint = The one your authenticator app shows now. Not set up yet? Leave it empty: you set it up next.
code-first-hint = The code that the app shows now, as proof that it works.
factor-title = Set up your second factor
factor-lede = From now on you log in with your passphrase and a code from your phone, so that a passphrase alone opens nothing.
factor-app = Open an authenticator app on your phone: any that shows codes for other services will do. It needs no network.
factor-scan = Add a new account to it, by scanning this square:
factor-square = QR code with the secret for your authenticator app
factor-open = On this phone already? Open it in the app
factor-text = Or type the secret in:
factor-kind = By time, six digits, every thirty seconds. It is shown this once.
factor-act = Set it up and log in
factor-lost = Is the phone lost one day? The secretariat gives you a new link.
refused-wrong-code = This is not the code of now. Wait for the next one and type that. If it is wrong again: is the clock of the phone right?
refused-dead-offer = This took too long, or your second factor is set up already. Log in again.
refused-factor-lost = Your second factor was set up on another machine, and cannot be read on this one. Whoever runs this server takes it away, and you set up a new one.
refused-passphrase-common = This passphrase is made of words that are tried first. Take four or five that have nothing to do with one another.
refused-too-often = That login has been tried too often. Wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
  }, and try again. A browser that you have logged in with before is not kept waiting by others.
