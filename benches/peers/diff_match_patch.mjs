// diff-match-patch, with its cleanup for readers and no time limit.
import { createRequire } from 'node:module'
import { run } from './run.mjs'

const DiffMatchPatch = createRequire(import.meta.url)('../../target/peers/node_modules/diff-match-patch')

run((old, now) => {
  const differ = new DiffMatchPatch()
  differ.Diff_Timeout = 0
  const changes = differ.diff_main(old, now)
  differ.diff_cleanupSemantic(changes)
  return changes.map(([sign, text]) => [{ '-1': '-', 0: '=', 1: '+' }[sign], text])
})
