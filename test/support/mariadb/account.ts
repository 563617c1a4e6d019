/** The system account that a private database runs as: MariaDB refuses to be root. */
import { execFileSync } from 'node:child_process'

export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** `mysql` where we are root; undefined where we are not, and the database is simply ours. */
export function databaseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'mysql'], { encoding: 'utf8' }))
  return { name: 'mysql', uid: id('-u'), gid: id('-g') }
}
