/** Set-up of one whole run: finds the databases and a browser, tells what cannot be tested, ends what it started. */
import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium/find.js'
import { findMariadb } from './mariadb/find.js'
import { probeSqlite } from './sqlite.js'
import { untestedNotice } from './untested.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests may make MySQL databases; empty where there is no server. */
    mysqlUrl: string
    sqlite: boolean
    /** The browser's program; empty where there is none. */
    chromiumPath: string
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`)

/** Vitest runs it once before all files, and what it answers once after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sqlite = await probeSqlite()
  const browser = findChromium(say)
  const found = await findMariadb(say)
  const end = async () => {
    if (found.url !== undefined) await found.end()
  }
  try {
    const mariadb = found.url === undefined ? found.reason : undefined
    const chromium = browser.path === undefined ? browser.reason : undefined
    const notice = untestedNotice({ sqlite, mariadb, chromium }, process.env.CI === 'true')
    if (notice !== undefined) say(notice)
  } catch (error) {
    await end()
    throw error
  }
  project.provide('mysqlUrl', found.url ?? '')
  project.provide('sqlite', sqlite === undefined)
  project.provide('chromiumPath', browser.path ?? '')
  return end
}
