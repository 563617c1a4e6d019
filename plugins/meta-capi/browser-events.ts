/** The events of each request, for the browser's half of them. */
import type { Request } from 'express'
import type { BrowserEvent } from './browser-tag/browser-tag.js'

export interface BrowserEvents {
  add(req: Request, event: BrowserEvent, occurredAt: number): void
  /** Those that the browser may still report. */
  of(req: Request, now: number): readonly BrowserEvent[]
}

// Meta knows the two for one only within 48 hours: a thank-you page that is opened days later must not count again.
const oldestMs = 24 * 3_600_000

export function createBrowserEvents(): BrowserEvents {
  const events = new WeakMap<Request, { readonly event: BrowserEvent; readonly occurredAt: number }[]>()
  return {
    add(req, event, occurredAt) {
      const known = events.get(req)
      if (known) known.push({ event, occurredAt })
      else events.set(req, [{ event, occurredAt }])
    },
    of: (req, now) =>
      (events.get(req) ?? [])
        .filter(({ occurredAt }) => now - occurredAt < oldestMs)
        .map(({ event }) => event),
  }
}
