/** An error as a page: what happened, in plain words, and where to go on. */
import { type AppError, type Call, faults, html } from '../../kernel.js'
import { wayTo } from './address.js'
import type { Content } from './layout.js'

export function errorView(call: Call, error: AppError): { readonly status: number; readonly view: Content } {
  const { status, title } = faults[error.fault]
  if (error.retryAfterSeconds !== undefined) {
    call.res.setHeader('retry-after', String(Math.ceil(error.retryAfterSeconds)))
  }
  return {
    status,
    view: {
      title,
      body: html`<p>${error.message}</p>
<p><a href="${wayTo(call, call.store, '/')}">To the overview</a></p>
<p class="hint">Request ${call.requestId}, code ${error.code}</p>`,
    },
  }
}
