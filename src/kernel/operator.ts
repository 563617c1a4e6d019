/** Who runs a command, as the audit names them. */
import { userInfo } from 'node:os'

export function operator(): string {
  return `cli:${userInfo().username}`
}
