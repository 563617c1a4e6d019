/** Beside Meta's own two implementations: the same hashes, but for the differences that are written down. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashUserData, type UserDataInput } from '../../../../plugins/meta-capi/user-data/index.js'
import { corpus } from './corpus.js'
import { type KnownDifference, knownDifferences } from './known-differences.js'
import { oracles, type Source, throws } from './oracles.js'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

interface Compared {
  readonly source: Source
  readonly field: string
  readonly input: string
  readonly country: string | undefined
  readonly ours: readonly string[]
  readonly theirs: string | null
}

function ourHashes(field: string, input: string, country: string | undefined): readonly string[] {
  const told = { [field]: input } as UserDataInput
  const user: Readonly<Record<string, unknown>> = hashUserData(told, country === undefined ? {} : { country })
  return (user[field] as readonly string[] | undefined) ?? []
}

const compared: readonly Compared[] = oracles.flatMap(([source, fields, ask]) =>
  corpus
    .filter(({ field }) => fields.includes(field))
    .map(({ field, input, country }) => ({
      source,
      field,
      input,
      country,
      ours: ourHashes(field, input, country),
      theirs: ask(field)(input),
    })),
)

const agrees = ({ ours, theirs }: Compared): boolean =>
  theirs === null || theirs === throws ? ours.length === 0 : ours.includes(theirs)

type Place = Pick<Compared, 'source' | 'field' | 'input' | 'country'>
const placeOf = ({ source, field, input, country }: Place): string =>
  JSON.stringify([source, field, input, country])

const known = new Map<string, KnownDifference>(knownDifferences.map((row) => [placeOf(row), row]))
const differing = compared.filter((one) => !agrees(one))

describe.each(oracles.flatMap(([source, fields]) => fields.map((field) => ({ source, field }))))(
  'of $field, beside the $source',
  ({ source, field }) => {
    const here = compared.filter((one) => one.source === source && one.field === field)

    test('everything that differs is written down', () => {
      expect(here.filter((one) => !agrees(one) && !known.has(placeOf(one)))).toEqual([])
    })

    test('something is the same', () => {
      expect(here.some((one) => agrees(one) && one.ours.length > 0)).toBe(true)
    })
  },
)

test.each(knownDifferences)('$field, $source, $input: $inputClass', (row) => {
  const [now] = differing.filter((one) => placeOf(one) === placeOf(row))
  expect(now, 'nothing differs here any more').toBeDefined()
  expect(now?.ours).toEqual(row.ours.map(sha256))
  const { theirs } = row
  const passed = theirs === null || theirs === throws || /^[0-9a-f]{32}$/.test(theirs)
  expect(now?.theirs).toBe(passed ? theirs : sha256(theirs))
})

test('no difference is written down twice, and hundreds of values were compared', () => {
  expect(known.size).toBe(knownDifferences.length)
  expect(compared.length).toBeGreaterThan(1_000)
  expect(compared.length - differing.length).toBeGreaterThan(differing.length)
})

test('all countries of Meta’s SDK, and no others, have a code of two letters', () => {
  const [, , ask] = oracles.find(([source]) => source === 'SDK') ?? []
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const theirs = codes.filter((code) => ask?.('country')(code) !== throws)
  const ours = codes.filter((code) =>
    ourHashes('country', code, undefined).includes(sha256(code.toLowerCase())),
  )
  expect(theirs.length).toBeGreaterThan(240)
  // Kosovo's is left to users by ISO, and the SDK does without.
  expect(ours).toEqual([...theirs, 'XK'].sort())
})
