import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Fault, faults } from '../../src/kernel/errors.js'

const root = new URL('../../', import.meta.url)
const document = readFileSync(new URL('docs/errors.md', root), 'utf8')

interface Told {
  /** By code, the statuses with which it is thrown. */
  readonly errors: ReadonlyMap<string, string>
  readonly problems: readonly string[]
}

/** What the sources throw and raise; a code that is not written out where it is thrown shows as `?`. */
function codesIn(sources: readonly string[]): Told {
  const errors = new Map<string, Set<number>>()
  const problems = new Set<string>()
  for (const text of sources) {
    for (const [, code = '?', fault = ''] of text.matchAll(
      /new AppError\((?:\s*'([A-Z][A-Z0-9_]*)',\s*'(\w+)')?/g,
    )) {
      const status = faults[fault as Fault]?.status ?? 0
      errors.set(code, (errors.get(code) ?? new Set()).add(status))
    }
    // A code of one word is a channel's, or an error that is passed on.
    for (const [, code = ''] of text.matchAll(/\bcode(?::| =) '([A-Z][A-Z0-9]*_[A-Z0-9_]*)'/g))
      problems.add(code)
  }
  return {
    errors: new Map([...errors].map(([code, statuses]) => [code, [...statuses].sort().join(' or ')])),
    problems: [...problems],
  }
}

/** Rows of the document's tables, each as its cells. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
}

function codesOf(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map(([code = '']) => code.replaceAll('`', ''))
}

const sources = ['src', 'feeds', 'plugins'].flatMap((folder) => {
  const at = new URL(`${folder}/`, root)
  return filesIn(at).map((file) => readFileSync(new URL(file, at), 'utf8'))
})

function filesIn(folder: URL): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  } catch {
    return []
  }
}

const [errorTables = '', problemTables = ''] = document.split('## Problems')
const said = { errors: rowsOf(errorTables), problems: rowsOf(problemTables) }
const thrown = codesIn(sources)

test('every error that is thrown is explained, with its status, and every explained error is thrown', () => {
  const explained = new Map(said.errors.map(([code = '', status = '']) => [code.replaceAll('`', ''), status]))
  expect(Object.fromEntries(explained)).toEqual(Object.fromEntries(thrown.errors))
})

test('every problem that is raised is explained, and every explained problem is raised', () => {
  expect([...codesOf(said.problems)].sort()).toEqual([...thrown.problems].sort())
})

test('each code stands once in its tables, with when it comes and what to do', () => {
  for (const rows of [said.errors, said.problems]) {
    const codes = codesOf(rows)
    expect(codes).toHaveLength(new Set(codes).size)
  }
  for (const row of said.errors) expect(row.filter((cell) => cell.length > 2)).toHaveLength(4)
  for (const row of said.problems) expect(row.filter((cell) => cell.length > 2)).toHaveLength(3)
})

test('the comparison notices a code that is computed, and one with two statuses', () => {
  const planted = codesIn([
    "throw new AppError(code, 'invalid', 'x')",
    "throw new AppError('A_B', 'invalid', 'x')\nthrow new AppError(\n  'A_B',\n  'missing',\n  'x')",
    "raise({ code: 'C_D' })\nconst code = 'E_F'",
  ])
  expect(Object.fromEntries(planted.errors)).toEqual({ '?': '0', A_B: '400 or 404' })
  expect(planted.problems).toEqual(['C_D', 'E_F'])
})
