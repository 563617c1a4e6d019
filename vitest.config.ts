/** How the tests run: real databases from the global set-up, a leak check in every file, one closing line. */
import { configDefaults, defineConfig } from 'vitest/config'
import ClosingLine from './test/support/closing-line.js'

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 3,
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/bench/**'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/leaks.ts'],
    sequence: { hooks: 'stack' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', new ClosingLine()],
  },
})
