/** How long to wait before the next call, by what the platform says of its limits in headers. */
import { parsed } from './parsed.js'

/** Names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

// Whoever asks for more is asked again after that: a wrong header must not silence a shop for a day.
const longestWaitMs = 60 * 60 * 1000
// Up to here nobody needs to slow down.
const freePercent = 90
// At 100 % of a limit that counts the calls of the last hour, a minute lets some of them pass out of sight.
const fullWaitMs = 60_000
const minuteMs = 60_000
const secondMs = 1_000

/**
 * Milliseconds, 0 below 90 % of every limit and at most an hour; what cannot be read counts as nothing. `nowMs` is
 * for an answer that asks for a date and does not say its own.
 */
export function usageWaitMs(headers: AnswerHeaders, nowMs = Date.now()): number {
  const account = fieldsOf(parsed(firstOf(headers['x-ad-account-usage'])))
  const waits = [
    // Both by the platform's own clock: ours may be wrong.
    retryAfterMs(headers['retry-after'], dateOf(headers.date) ?? nowMs),
    busyMs(parsed(firstOf(headers['x-app-usage']))),
    slopeMs(account.acc_id_util_pct),
    // By business, a list of its limits.
    ...Object.values(fieldsOf(parsed(firstOf(headers['x-business-use-case-usage']))))
      .flat()
      .map(busyMs),
  ]
  const wait = Math.max(0, ...waits.filter(Number.isFinite))
  return Math.min(longestWaitMs, Math.round(wait))
}

/** Of one limit's counters. */
function busyMs(usage: unknown): number {
  const { call_count, total_time, total_cputime, estimated_time_to_regain_access: minutes } = fieldsOf(usage)
  const regain = typeof minutes === 'number' ? minutes * minuteMs : 0
  return Math.max(0, regain, slopeMs(call_count), slopeMs(total_time), slopeMs(total_cputime))
}

/** Nothing at 90 %, a minute from 100 % on, and a straight line between. */
function slopeMs(percent: unknown): number {
  if (typeof percent !== 'number' || percent <= freePercent) return 0
  return fullWaitMs * Math.min(1, (percent - freePercent) / (100 - freePercent))
}

function retryAfterMs(value: AnswerHeaders[string], nowMs: number): number {
  const text = firstOf(value).trim()
  if (/^\d+$/.test(text)) return Number(text) * secondMs
  return Math.max(0, (dateOf(text) ?? 0) - nowMs)
}

function dateOf(value: AnswerHeaders[string]): number | undefined {
  const text = firstOf(value)
  // Without the day's name the parser would make years of small numbers.
  const atMs = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(atMs) ? undefined : atMs
}

function firstOf(value: AnswerHeaders[string] = ''): string {
  return typeof value === 'string' ? value : (value[0] ?? '')
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
