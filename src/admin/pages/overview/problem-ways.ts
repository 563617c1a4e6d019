/** Where each known problem can be mended, and what to do in a merchant's words, as a table. */
import type { StandingProblem } from '../../../kernel.js'

/** The way from a problem to its mending. */
export interface Way {
  /** A page of the admin; the overview itself where none is known. */
  readonly path: string
  /** What the link says. */
  readonly label: string
  /** The part of the page. */
  readonly fragment?: string
  /** The page of the card that tells of the same, where that is another one. */
  readonly cardPath?: string
  /** In place of the problem's own advice, which is for whoever has a command line. */
  readonly todo?: string
}

const channelPath = (subject: string): string =>
  `/feeds/${encodeURIComponent(subject.split('?', 1)[0] ?? '')}`

const ways: Readonly<Record<string, (subject: string) => Way>> = {
  EVENTS_LOST: () => ({
    path: '/events',
    label: 'To the events',
    todo: 'Ask whoever runs the server to look at its log from that time. Purchases that the shop hands over together with the order are safe.',
  }),
  EVENT_REFUSED: () => ({
    path: '/events',
    label: 'To the events',
    todo: 'Show this to whoever looks after the shop’s code: what the shop hands over must be mended there.',
  }),
  FEED_BUILD_FAILED: (subject) => ({
    path: channelPath(subject),
    label: 'To the feed',
    todo: 'It is tried again by itself. If it stays like this, ask whoever runs the server to look at the log.',
  }),
  FEED_FILE_MISSING: (subject) => ({ path: channelPath(subject), label: 'To the feed' }),
  FEED_REFUSED: (subject) => ({
    path: channelPath(subject),
    label: 'Decide',
    todo: 'Look whether the catalog is whole. If it is meant to be so, publish the new feed anyway; if not, keep the old one.',
  }),
  FEED_TOKEN_MISSING: (subject) => ({
    path: channelPath(subject),
    label: 'To the feed',
    todo: 'Make a token for it, or open it to everyone.',
  }),
  META_CONFIGURATION: () => ({
    path: '/settings/FACEBOOK_CONVERSION',
    cardPath: '/events',
    fragment: 'field-GRAPH_VERSION',
    label: 'To the setting',
    todo: 'Set the version of the Graph API to one that Meta supports.',
  }),
  META_CREDENTIALS: () => ({
    path: '/settings/FACEBOOK_CONVERSION',
    cardPath: '/events',
    fragment: 'field-PIXEL_ACCESS_TOKEN',
    label: 'To the token',
    todo: 'Make a new token for the pixel’s system user in Meta’s Business Settings and put it in; check the pixel’s number too.',
  }),
  SETTING_UNREADABLE: (subject) => {
    const [group = '', key = ''] = subject.split('.')
    return {
      path: `/settings/${encodeURIComponent(group)}`,
      fragment: `field-${key}`,
      label: 'To the setting',
    }
  },
}

/** The codes that the table knows. */
export const knownCodes: readonly string[] = Object.keys(ways)

export function wayOf({ code, subject }: Pick<StandingProblem, 'code' | 'subject'>): Way {
  const find = Object.hasOwn(ways, code) ? ways[code] : undefined
  return find?.(subject) ?? { path: '/', label: '' }
}
