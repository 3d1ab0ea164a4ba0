// jsdiff, words with the white space between them.
import { createRequire } from 'node:module'
import { run } from './run.mjs'

const { diffWordsWithSpace } = createRequire(import.meta.url)('../../target/peers/node_modules/diff')

run((old, now) =>
  diffWordsWithSpace(old, now).map(({ added, removed, value }) => [added ? '+' : removed ? '-' : '=', value])
)
