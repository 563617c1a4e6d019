/** The browser's half of an event: Meta's pixel with the same names and ids as the server sends. */
import type { Consent } from '../contract.js'
import { pixelLoader, pixelScript } from './loader.js'
import { scriptJson } from './script-json.js'
import { standardNames } from './standard-names.js'

/** An event as the browser reports it. */
export interface BrowserEvent {
  readonly name: string
  /** The server's; by it and the name Meta knows the two for one. */
  readonly eventId: string
  /** Under Meta's names. */
  readonly customData?: Readonly<Record<string, unknown>>
  /** The same id comes again, as an order's on a thank-you page that is opened days later: a browser tells it once. */
  readonly isOnce?: boolean
}

export interface BrowserTag {
  /** Digits; a page gets no tag for anything else. */
  readonly pixelId: string
  /** Each is reported once, however often it stands here. */
  readonly events: readonly BrowserEvent[]
  /** Of the page's Content-Security-Policy; the fetched script carries it on. */
  readonly nonce?: string
  /** Under Meta's keys, for the pixel's advanced matching; stands in the page, so hashed is better. */
  readonly userData?: Readonly<Record<string, string>>
  /** `granted` unless given; with any other there is no tag. */
  readonly consent?: Consent
  /** Where the pixel is fetched from; Meta's own address unless given. */
  readonly scriptUrl?: string
  /** Also puts each event's name and id into `window.dataLayer`, for tag managers. */
  readonly dataLayer?: boolean
}

/** A script element for the end of a page; several on one page start the pixel once. Empty where nothing may be reported. */
export function browserTag({
  pixelId,
  events,
  nonce,
  userData = {},
  consent = 'granted',
  scriptUrl = pixelScript,
  dataLayer = false,
}: BrowserTag): string {
  if (consent !== 'granted' || !/^\d{1,20}$/.test(pixelId)) return ''
  const once = [...new Map(events.map((event) => [`${event.name} ${event.eventId}`, event])).values()]
  const lines = [
    pixelLoader(scriptUrl),
    start(pixelId, userData),
    ...once.map(track),
    ...(dataLayer ? once.map(push) : []),
  ]
  const attribute = nonce === undefined ? '' : ` nonce="${escapeAttribute(nonce)}"`
  return `<script${attribute}>\n${lines.join(';\n')}\n</script>`
}

// A pixel that is started twice complains in the shopper's console.
function start(pixelId: string, userData: Readonly<Record<string, string>>): string {
  const known = Object.keys(userData).length > 0 ? `,${scriptJson(userData)}` : ''
  return `(fbq.storecast||={})["${pixelId}"]||=(fbq("init","${pixelId}"${known}),true)`
}

function track({ name, eventId, customData = {}, isOnce = false }: BrowserEvent): string {
  const call = standardNames.has(name) ? 'track' : 'trackCustom'
  const tell = `fbq("${call}",${scriptJson(name)},${scriptJson(customData)},${scriptJson({ eventID: eventId })})`
  return isOnce ? `${unlessTold(scriptJson(`storecast ${name} ${eventId}`))}${tell}` : tell
}

// Meta takes a second one for the same only within 48 hours; a browser that keeps nothing tells it again.
function unlessTold(mark: string): string {
  return `((m)=>{try{if(localStorage.getItem(m))return true;localStorage.setItem(m,1)}catch{}})(${mark})||`
}

// Ids only: a tag manager merges what is pushed into what was, and an earlier event's data would stay under a later one's.
function push({ name, eventId }: BrowserEvent): string {
  const entry = { event: 'storecast', event_name: name, event_id: eventId }
  return `(window.dataLayer||=[]).push(${scriptJson(entry)})`
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
