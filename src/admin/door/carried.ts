/** A form that came without a session, carried along through signing in, so that nothing typed is lost. */

const mostCarriedBytes = 65_536

/** As one hidden field; undefined where it is too much. */
export function carry(form: URLSearchParams): string | undefined {
  const bytes = Buffer.from(form.toString())
  return bytes.length > mostCarriedBytes ? undefined : bytes.toString('base64url')
}

/** The form again. */
export function uncarry(carried: string | null): URLSearchParams | undefined {
  if (carried === null || carried === '' || !/^[\w-]+$/.test(carried)) return undefined
  const bytes = Buffer.from(carried, 'base64url')
  return bytes.length > mostCarriedBytes ? undefined : new URLSearchParams(bytes.toString('utf8'))
}
