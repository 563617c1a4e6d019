import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

test('the script of the pages is sound in types, though it is plain JavaScript', { timeout: 120_000 }, () => {
  const file = fileURLToPath(new URL('../../../src/admin/assets/life.js', import.meta.url))
  const program = ts.createProgram([file], {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  })
  const told = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, start }) => `${start}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
  expect(program.getSourceFile(file)).toBeDefined()
  expect(told).toEqual([])
})
