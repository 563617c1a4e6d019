/** Targets: the address of a page of ours, from the mount point on, to come back to after signing in. */
import type { Call } from '../../kernel.js'

const targetLimit = 2_000

// Characters that browsers read in more than one way are left out altogether.
const form =
  /^(?:s\/[a-z0-9][a-z0-9-]{0,63}\/)?admin(\/[\w.~:=@!$&'()*+,;%/-]*)?(\?[\w.~:=@!$&'()*+,;%/?-]*)?$/

/** The text where it names a page of ours and can lead nowhere else. */
export function readTarget(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || text.length > targetLimit) return undefined
  const [, path = ''] = form.exec(text) ?? [undefined, '//']
  return path.split('/').slice(1).every(isStep) ? text : undefined
}

/** The same where it can be looked at: not what only takes forms. */
export function readPageTarget(text: string | null | undefined): string | undefined {
  const target = readTarget(text)
  return target !== undefined && /^admin\/(sign-in|sign-out|new-password|theme|assets)\b/.test(target)
    ? undefined
    : target
}

/** The address that was called. */
export function targetOf({ req }: Pick<Call, 'req'>): string | undefined {
  return readTarget(req.url.replace(/^\//, ''))
}

/** One part of a path: nothing that goes up, or that goes on in another path once it is decoded. */
function isStep(part: string, at: number, parts: readonly string[]): boolean {
  if (part === '') return at === parts.length - 1
  try {
    return !/^\.{1,2}$|[/\\]|\p{Cc}/u.test(decodeURIComponent(part))
  } catch {
    return false
  }
}
