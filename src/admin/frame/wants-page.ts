/** Who is answered by a page: people's browsers; programs get problem details. */
import type { Call } from '../../kernel.js'

export function wantsPage({ req }: Pick<Call, 'req'>): boolean {
  return /\btext\/html\b/.test(req.headers.accept ?? '')
}
