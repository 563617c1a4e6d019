/** Numbers and instants in words, as one reader reads them. */
import { type Html, html } from './html.js'

export interface Words {
  /** BCP 47; what numbers and dates are written in. */
  readonly locale: string
  /** IANA; what exact times are told in. */
  readonly timeZone: string
  number(value: number): string
  /** A share from 0 to 1, as `12.5 %`; neither none nor all is said of what is only nearly so. */
  share(value: number): string
  bytes(value: number): string
  /** A stretch of time, as `1.5 s`. */
  duration(ms: number): string
  /** Date and time to the second, with the zone. */
  exact(at: number): string
  /** How long ago, or in how long; the exact time shows on hover. */
  when(at: number): Html
}

export interface WordsOptions {
  /** The header `Accept-Language`. */
  readonly languages: string | undefined
  readonly timeZone: string
  readonly now: number
}

const unlessAsked = 'en-GB'

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]

const byteUnits = ['bytes', 'kB', 'MB', 'GB'] as const

// The pages are in English, so that words are; digits and dates follow the reader.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

export function createWords({ languages, timeZone, now }: WordsOptions): Words {
  const locale = localeOf(languages)
  // Making one takes as long as a thousand uses.
  const formats = new Map<string, Intl.NumberFormat>()
  let dates: Intl.DateTimeFormat | undefined
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => {
    const key = JSON.stringify(options)
    const format = formats.get(key) ?? new Intl.NumberFormat(locale, options)
    formats.set(key, format)
    return format.format(value)
  }
  const exact = (at: number) => {
    dates ??= new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone })
    return dates.format(at)
  }
  return {
    locale,
    timeZone,
    number: (value) => number(value),
    share(value) {
      const percent = value * 100
      const digits = percent < 10 ? 1 : 0
      const told = Number(percent.toFixed(digits))
      const shown = value > 0 && told === 0 ? 0.1 : value < 1 && told >= 100 ? 99.9 : told
      return `${value > 0 && told === 0 ? '< ' : ''}${number(shown, { maximumFractionDigits: 1 })} %`
    },
    bytes(value) {
      const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3))
      const amount = value / 1_000 ** power
      return `${number(amount, { maximumFractionDigits: amount < 10 && power > 0 ? 1 : 0 })} ${byteUnits[power]}`
    },
    duration(ms) {
      if (ms < 1_000) return `${number(Math.round(ms))} ms`
      const [unit, size] = steps.find(([, step]) => ms >= step) ?? (['second', 1_000] as const)
      const amount = number(ms / size, { maximumFractionDigits: 1 })
      return unit === 'second' ? `${amount} s` : `${amount} ${unit}${amount === '1' ? '' : 's'}`
    },
    exact,
    when(at) {
      return html`<time datetime="${new Date(at).toISOString()}" title="${exact(at)}" tabindex="0" data-ago>${ago(at - now)}</time>`
    },
  }
}

function ago(ms: number): string {
  const [unit, size] = steps.find(([, step]) => Math.abs(ms) >= step) ?? (['second', 1_000] as const)
  const count = Math.trunc(ms / size)
  return count === 0 ? 'just now' : relative.format(count, unit)
}

/** The first language of the header that numbers can be written in. */
function localeOf(languages: string | undefined): string {
  const wanted = (languages ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => part.split(';')[0]?.trim() ?? '')
    .filter((tag) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag))
  for (const tag of wanted) {
    try {
      const [supported] = Intl.NumberFormat.supportedLocalesOf(tag)
      if (supported) return supported
    } catch {
      // A tag in the right letters can still be none.
    }
  }
  return unlessAsked
}
