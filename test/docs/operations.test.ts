import { describe, expect, test } from 'vitest'
import { settingGroups } from '../../scripts/settings-doc.js'
import { readSources } from '../support/house/sources.js'
import { read, rowsOf, sectionOf } from './documents.js'

const heading = '## Every timeout, pool, retry and bound'
const rows = rowsOf(sectionOf('docs/operations.md', heading)).filter(([, value]) => value !== '')

/** What a number is in its unit's smallest: milliseconds, bytes, or itself. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  days: 86_400_000,
  KiB: 1_024,
}

function told(value: string): number {
  const [, number = '', unit = ''] = /^([\d,]+)(?: (\w+))?$/.exec(value) ?? []
  return Number(number.replaceAll(',', '') || Number.NaN) * (units[unit] ?? Number.NaN)
}

/** The value of a constant whose declaration is a number or a product of numbers. */
function constantOf(text: string, name: string): number {
  const [, factors = ''] = new RegExp(`^const ${name} = ([\\d_ *]+)$`, 'm').exec(text) ?? []
  const value = factors
    .split('*')
    .reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1)
  return factors === '' ? Number.NaN : value
}

const places = rows.map(([what = '', value = '', where = '']) => {
  const [, file = '', code = ''] = /^`([^`]+)`(?: `([^`]+)`)?$/.exec(where) ?? []
  return { what, value, file, code }
})

describe('the table of bounds', () => {
  test('is not short', () => {
    expect(places.length).toBeGreaterThan(50)
  })

  test.each(places.filter(({ code }) => /^\w+$/.test(code)))(
    '$what: $value, as $code in $file says',
    (row) => {
      const scale = /Hours/.test(row.code) ? 3_600_000 : /Seconds/.test(row.code) ? 1_000 : 1
      expect(constantOf(read(row.file), row.code) * scale).toBe(told(row.value))
    },
  )

  test.each(places.filter(({ code }) => code !== '' && !/^\w+$/.test(code)))(
    '$what: $file has $code',
    (row) => {
      expect(read(row.file)).toContain(row.code)
      const numbers: readonly string[] = row.code.replaceAll('_', '').match(/\b\d+\b/g) ?? []
      const inValue = (row.value.match(/[\d,]*\d/g) ?? []).map((number) => number.replaceAll(',', ''))
      if (numbers.length > 0) expect(numbers).toEqual(expect.arrayContaining(inValue))
    },
  )

  test.each(places.filter(({ code }) => code === ''))('$what: $value is the default of $file', (row) => {
    const [group = '', key = ''] = row.file.split('.')
    const setting = settingGroups.find(({ name }) => name === group)?.settings[key]
    const [unit = ''] = / \w+$/.exec(row.value) ?? []
    const shown = String(setting?.initial).replace(/\B(?=(\d{3})+$)/g, ',')
    expect([`${shown}${unit}`, `\`${shown}\``]).toContain(row.value)
  })

  test('misses no constant of the code that bounds something', () => {
    const bounding =
      /^const ((?:most|kept|history|files|attempts|page|window|block|discarded)\w*|\w+(?:Ms|Seconds|Bytes|AtMost|Kept|UnlessGiven)) = [\d_ *]+$/gm
    const noBounds = [
      'dayMs',
      'hourMs',
      'minuteMs',
      'secondMs',
      'yearMs',
      'nonceBytes',
      'tagBytes',
      'mostDecimals',
    ]
    const missing = [...readSources(['src', 'feeds', 'plugins/meta-capi'])].flatMap(([file, text]) =>
      [...text.matchAll(bounding)].flatMap(([, name = '']) =>
        noBounds.includes(name) || places.some((row) => row.file === file && row.code === name)
          ? []
          : [`${file} ${name}`],
      ),
    )
    expect(missing).toEqual([])
  })
})

describe('the table of what befalls events', () => {
  const told = rowsOf(sectionOf('docs/operations.md', '## Events: when something fails'))

  test('names the tests that show it, and each of them', () => {
    const shown = [...readSources(['test/fault/events']).values()].flatMap((text) =>
      [...text.matchAll(/\btest\(\s*(['"])(.*?)\1,/g)].map(([, , name = '']) => name),
    )
    expect(told.map(([name]) => name).sort()).toEqual([...new Set(shown)].sort())
  })

  test('says of each fault what the caller sees', () => {
    for (const row of told) expect([row.length, row[1] !== '']).toEqual([5, true])
  })
})

test('the table of metrics has those of the events', () => {
  const places = ['src/kernel/outbox', 'src/kernel/breaker', 'src/kernel/deferred', 'plugins/meta-capi']
  const made = [...readSources(places).values()].flatMap((text) =>
    [...text.matchAll(/\.(?:counter|gauge|histogram)\(\s*'(\w+)',\s*'[^']*'(?:,\s*\[([^\]]*)\])?/g)].map(
      ([, name, labels = '']) => [
        `\`storecast_${name}\``,
        labels
          .replaceAll("'", '')
          .split(',')
          .map((label) => label.trim())
          .filter(Boolean)
          .map((label) => `\`${label}\``)
          .join(', '),
      ],
    ),
  )
  expect(made.length).toBeGreaterThan(10)
  const rows = rowsOf(sectionOf('docs/operations.md', '### The numbers of the events'))
  expect(rows.map(([name, labels]) => [name, labels]).sort()).toEqual(made.sort())
})
