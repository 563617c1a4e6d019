import { describe, expect, test } from 'vitest'
import { modulesOf } from '../../src/app.js'
import { builtinCommands } from '../../src/commands/builtin.js'
import type { Command } from '../../src/kernel/command.js'
import { startChild } from '../support/child.js'
import { pathOf, read, rowsOf, sectionOf } from './documents.js'

const declared: readonly Command<never>[] = [
  ...builtinCommands,
  ...modulesOf({ catalog: 'sql' }).flatMap(({ commands = [] }) => commands),
]
const serving = ['serve', 'demo']
const headingOf = ({ name, operands }: Pick<Command, 'name' | 'operands'>) =>
  `### \`storecast ${[name, operands].filter(Boolean).join(' ')}\``

test('docs/cli.md has a section for every command, and for nothing else', () => {
  const sections = read('docs/cli.md').match(/^### .*$/gm) ?? []
  expect([...sections].sort()).toEqual(
    [...serving.map((name) => headingOf({ name })), ...declared.map(headingOf)].sort(),
  )
})

describe('the section of', () => {
  test.each(declared.map((command) => [command.name, command] as const))(
    '%s names its options',
    (_, command) => {
      const told = rowsOf(sectionOf('docs/cli.md', headingOf(command))).map(([flags]) => flags)
      expect(told).toEqual((command.options ?? []).map(({ flags }) => `\`${flags}\``))
    },
  )
})

test('the program knows these commands, options of all and exit codes', async () => {
  const child = startChild(pathOf('src/cli.ts'), { args: ['--help'] })
  expect(await child.ended).toEqual({ code: 0, signal: null })
  const top = [...new Set([...serving, ...declared.map(({ name }) => name.split(' ')[0] ?? '')])]
  const shown = [...child.stdout.matchAll(/^ {2}([a-z]+)[ \n]/gm)].map(([, name]) => name)
  expect(shown.filter((name) => name !== 'help').sort()).toEqual(top.sort())
  const options = [...child.stdout.matchAll(/^ {2}(?:-\w, )?(--\w+(?: <\w+>)?)/gm)].map(([, flags]) => flags)
  const [head = ''] = read('docs/cli.md').split('## Commands')
  const cells = rowsOf(head).map(([cell = '']) => cell.replaceAll('`', ''))
  expect(cells.filter((cell) => cell.startsWith('--'))).toEqual(options)
  const codes = [...(/Exit codes: (.*)/.exec(child.stdout)?.[1] ?? '').matchAll(/\b\d\b/g)].map(
    ([code]) => code,
  )
  expect(cells.filter((cell) => /^\d$/.test(cell))).toEqual(codes)
})
