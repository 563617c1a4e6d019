/** The account of a rehearsal: a pixel that is nobody's, and what its events are bound for. */

/** Meta gives out no number that begins with a zero. */
export const rehearsalPixel = '0000000000000000'

/** Where entries of a rehearsal are bound for, in the outbox. */
export const rehearsalDestination = `meta:${rehearsalPixel}`

/** In place of a merchant's: whatever is set for their own pixel has no part in a rehearsal. */
export const rehearsalAccount = { PIXEL_ID: rehearsalPixel, PIXEL_ACCESS_TOKEN: 'rehearsal' } as const
