// Asks a differ about two files, or about many pairs of texts.
//
// With two arguments: compares these files and prints the number of changes. Without: reads [[old, new], ...] as JSON
// from standard input and prints, for every pair, [[sign, text], ...], where the sign is '=', '-' or '+'.
import { readFileSync } from 'node:fs'

const read = file => readFileSync(file, 'utf8')

export function run (diff) {
  const [old, now] = process.argv.slice(2)
  if (now !== undefined) {
    console.log(diff(read(old), read(now)).filter(([sign]) => sign !== '=').length)
  } else {
    console.log(JSON.stringify(JSON.parse(read(0)).map(([old, now]) => diff(old, now))))
  }
}
