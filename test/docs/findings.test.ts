import { describe, expect, test } from 'vitest'
import { effects } from '../../feeds/engine/effects.js'
import { type Reason, reasons } from '../../feeds/engine/reasons.js'
import { readSources } from '../support/house/sources.js'
import { read, rowsOf, sectionOf } from './documents.js'

const document = 'docs/findings.md'
const code = (text: string) => `\`${text}\``

interface Explained {
  readonly effects: readonly string[]
  readonly isOurs?: true
  readonly says: string
  readonly todo: string
}

const explained: readonly (readonly [string, Explained])[] = Object.entries(reasons)

test('the table of reasons is what the engine knows of them', () => {
  const rows = explained.map(([reason, { effects, isOurs, says, todo }]) => [
    code(reason),
    effects.map(code).join(' '),
    says,
    todo,
    isOurs ? 'no' : 'yes',
  ])
  expect(rowsOf(sectionOf(document, '## Reasons'))).toEqual(rows)
})

test('the table of effects names each of them, the gravest first', () => {
  const [head = ''] = read(document).split('## Reasons')
  expect(rowsOf(head).map(([effect]) => effect)).toEqual(effects.map(code))
})

test.each(explained)('%s is a sentence with an advice', (_, { says, todo, effects: own }) => {
  expect(says).toMatch(/^(has|says|is|links|lacks|cannot|can) .*\.$/)
  expect(todo).toMatch(/^[A-Z].*\.$/)
  expect(own).toEqual(effects.filter((effect) => own.includes(effect)))
})

const makers: Readonly<Record<string, string>> = { refuse: 'leftOut', drop: 'dropped' }

/** Effects and reasons that stand side by side in the sources. */
function toldIn(text: string): readonly (readonly [effect: string, reason: string])[] {
  const direct = [...text.matchAll(/\((?:\s*)'(leftOut|dropped|shortened|changed|advised)',\s*'([A-Z_]+)'/g)]
  const made = [...text.matchAll(/\b(refuse|drop)\(\s*'([A-Z_]+)'/g)]
  return [
    ...direct.map(([, effect = '', reason = '']) => [effect, reason] as const),
    ...made.map(([, maker = '', reason = '']) => [makers[maker] ?? '', reason] as const),
  ]
}

describe('the effects that a reason is told with', () => {
  const told = [...readSources(['feeds/engine', 'feeds/channels']).values()].flatMap(toldIn)

  test('are found in the sources', () => {
    expect(told.length).toBeGreaterThan(20)
    expect(
      toldIn("drop('A_B', 'x')\nnotes.add('changed', 'C_D')\nnew Remark(\n  'advised',\n  'E_F')"),
    ).toEqual([
      ['changed', 'C_D'],
      ['advised', 'E_F'],
      ['dropped', 'A_B'],
    ])
  })

  test.each(told)('%s is one of %s', (effect, reason) => {
    expect(reasons[reason as Reason]?.effects).toContain(effect)
  })
})
