/** Whatever a document refers to is there: files, headings, scripts, commands, settings, variables, codes. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { environmentNames, settingGroups } from '../../scripts/settings-doc.js'
import { modulesOf } from '../../src/app.js'
import { builtinCommands } from '../../src/commands/builtin.js'
import { readSources } from '../support/house/sources.js'
import { documents, pathOf, read } from './documents.js'

const sources = [...readSources(['src', 'feeds', 'plugins']).values()].join('\n')
const commands = [
  ...builtinCommands,
  ...modulesOf({ catalog: 'sql' }).flatMap(({ commands: own = [] }) => own),
  { name: 'serve' },
  { name: 'demo' },
]
const settings = new Set(
  settingGroups.flatMap(({ name, settings: own }) => Object.keys(own).map((key) => `${name}.${key}`)),
)

const codeIn = (document: string) => [
  ...[...read(document).matchAll(/^```\w*\n([\s\S]*?)\n```/gm)].map(([, block = '']) => block),
  ...[
    ...read(document)
      .replace(/^```[\s\S]*?\n```/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, code = '']) => code),
]

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

describe.each(documents)('%s', (document) => {
  const text = read(document)

  test('links to files and headings that are there', () => {
    const folder = new URL(`file:///${document}`)
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue
      const url = new URL(target, folder)
      const path = url.pathname.slice(1)
      expect(existsSync(pathOf(path)), target).toBe(true)
      if (url.hash === '') continue
      const headings = [...read(path).matchAll(/^#+ (.*)$/gm)].map(
        ([, heading = '']) => `#${slugOf(heading)}`,
      )
      expect(headings, target).toContain(url.hash)
    }
  })

  test('names source files and folders that are there', () => {
    for (const code of codeIn(document)) {
      const [, path] = /^((?:src|feeds|test|scripts|examples|docs)\/[\w./-]+|\.ci\/run)$/.exec(code) ?? []
      if (path === undefined) continue
      expect(existsSync(pathOf(path)), path).toBe(true)
    }
  })

  test('names scripts of package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [, name = ''] of text.matchAll(/\bnpm run ([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(name)
  })

  test('names commands of the program, with their options', () => {
    for (const [, line = ''] of codeIn(document)
      .join('\n')
      .matchAll(/\bstorecast ([a-z][^\n#]*)/g)) {
      const words = line.trim().split(/\s+/)
      const command = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `))
      if (/^(?:is|has|was|failed|exports)\b/.test(line)) continue
      expect(command, line).toBeDefined()
      const known = command && 'options' in command ? (command.options ?? []).map(({ flags }) => flags) : []
      for (const [option] of line.matchAll(/--[a-z-]+/g))
        expect(['--json', '--store', '--help', ...known.map((flags) => flags.split(' ')[0])], line).toContain(
          option,
        )
    }
  })

  test('names settings that are declared, and variables that are read', () => {
    const groups = settingGroups.map(({ name }) => name).join('|')
    for (const code of codeIn(document)) {
      for (const [, group, key = ''] of code.matchAll(
        new RegExp(`\\b(${groups})(?:\\.|__| )([A-Z][A-Z_]+)`, 'g'),
      ))
        if (!key.endsWith('_')) expect(settings, code).toContain(`${group}.${key}`)
      for (const [name] of code.matchAll(/\bSTORECAST_[A-Z_]+\b/g))
        if (!name.startsWith('STORECAST_TEST_')) expect(environmentNames).toContain(name)
    }
  })

  test('names codes that the sources throw or raise', () => {
    for (const code of codeIn(document)) {
      if (
        !/^(?:FEED|CATALOG|DATABASE|LEASE|MIGRATION|SECRET|SETTING|CONFIG|SERVER|PORT|STORE|CREDENTIALS|RATE|SIGN_IN|SESSION|PASSWORD|PERSON|ROLE|ORIGIN|FORM|ACTION|ASSET|SNAPSHOT|LAST|EVENTS?|META)_[A-Z_]+$/.test(
          code,
        )
      )
        continue
      if (environmentNames.includes(code) || [...settings].some((name) => name.endsWith(`.${code}`))) continue
      const isNamed = sources.includes(`'${code}'`) || sources.includes(`export const ${code} `)
      expect(isNamed, code).toBe(true)
    }
  })
})
