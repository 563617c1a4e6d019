/** What a run cannot test on this machine, and whether it may go on all the same. */

/** Why something is not there; undefined where it is. */
export interface Missing {
  readonly sqlite: string | undefined
  readonly mariadb: string | undefined
  readonly chromium?: string | undefined
}

/** The one notice that names what is not tested; throws it in CI, where a green run must mean that all was. */
export function untestedNotice({ sqlite, mariadb, chromium }: Missing, ci: boolean): string | undefined {
  const parts: string[] = []
  if (sqlite !== undefined) parts.push(`everything on SQLite (${sqlite})`)
  if (mariadb !== undefined) parts.push(`everything on MariaDB (${mariadb})`)
  if (chromium !== undefined) parts.push(`everything in a browser (${chromium})`)
  if (parts.length === 0) return undefined
  const notice = `NOT TESTED: ${parts.join('; and ')}.`
  if (ci) throw new Error(`${notice} With CI=true nothing may be skipped.`)
  return notice
}
