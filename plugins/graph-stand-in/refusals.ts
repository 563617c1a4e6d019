/** Every refusal of the Graph API that the stand-in knows, by its numbers. */
import type { TextName } from './texts.js'

export interface Refusal {
  readonly text: TextName
  readonly code: number
  readonly subcode?: number
  /** 400 unless given; throttling too is a 400. */
  readonly status?: number
  readonly isTransient?: true
}

export const refusals = {
  tooOld: { text: 'tooOld', code: 100, subcode: 2804003 },
  // Shapes that are refused without a subcode; a caller must cope with those too.
  notWhole: { text: 'notWhole', code: 100 },
  tooMany: { text: 'tooMany', code: 100 },
  noData: { text: 'missing', code: 100 },
  noJson: { text: 'unknownValue', code: 100 },
  missing: { text: 'missing', code: 100, subcode: 2804008 },
  unknownValue: { text: 'unknownValue', code: 100, subcode: 2804008 },
  notAList: { text: 'notAList', code: 100, subcode: 2804019 },
  noValue: { text: 'missing', code: 100, subcode: 2804009 },
  noCurrency: { text: 'missing', code: 100, subcode: 2804010 },
  badFbc: { text: 'badFbc', code: 100, subcode: 2804001 },
  badLeadId: { text: 'badLeadId', code: 100, subcode: 2804036 },
  unknownPerson: { text: 'unknownPerson', code: 100, subcode: 2804050 },
  badMessagingName: { text: 'unknownValue', code: 100, subcode: 2804066 },
  noPageId: { text: 'missing', code: 100, subcode: 2804116 },
  unknownPixel: { text: 'unknownPixel', code: 100, subcode: 33 },
  noToken: { text: 'noToken', code: 104 },
  wrongToken: { text: 'wrongToken', code: 190 },
  revokedToken: { text: 'wrongToken', code: 190, subcode: 467 },
  expiredToken: { text: 'expiredToken', code: 190, subcode: 463 },
  noPermission: { text: 'noPermission', code: 200, status: 403 },
  deadVersion: { text: 'deadVersion', code: 2635 },
  unknownPath: { text: 'unknownPath', code: 2500 },
  temporary: { text: 'tryLater', code: 2, status: 500, isTransient: true },
  unknownError: { text: 'tryLater', code: 1, status: 500 },
  notReady: { text: 'tryLater', code: 21009 },
} as const satisfies Readonly<Record<string, Refusal>>

export type RefusalName = keyof typeof refusals

/** All that say "too many calls", which the platform tells by numbers of several products. */
export const throttling: readonly Refusal[] = [
  { text: 'throttled', code: 4, isTransient: true },
  { text: 'throttled', code: 17, subcode: 2446079 },
  { text: 'throttled', code: 32 },
  { text: 'throttled', code: 613, subcode: 1487742 },
  { text: 'throttled', code: 80004, subcode: 2446079 },
]
