/** What a form of ours sent, also where the host's own parser read it first. */
import { AppError, type Call, readBody } from '../../kernel.js'

/** Throws for anything that no form sends. */
export async function readForm(call: Call): Promise<URLSearchParams> {
  const { req, signal } = call
  const type = req.headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(type)) {
    throw new AppError('FORM_TYPE', 'wrongType', 'Send the form as application/x-www-form-urlencoded.')
  }
  const parsed: unknown = req.body
  if (req.readableDidRead && typeof parsed === 'string') return new URLSearchParams(parsed)
  if (req.readableDidRead && Buffer.isBuffer(parsed)) return new URLSearchParams(parsed.toString('utf8'))
  if (req.readableDidRead && typeof parsed === 'object' && parsed !== null) return formOf(parsed)
  return new URLSearchParams((await readBody(req, signal)).toString('utf8'))
}

/** Parsers differ in what they make of repeated and nested names; only texts are taken from them. */
function formOf(parsed: object): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parsed)) {
    for (const each of Array.isArray(value) ? value : [value])
      if (typeof each === 'string') form.append(name, each)
  }
  return form
}
