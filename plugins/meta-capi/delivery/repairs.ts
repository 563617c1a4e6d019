/** Repairs: what is taken out of an event that Meta refuses for it, so that the rest still counts. */

interface Repair {
  /** Meta's error_subcode. */
  readonly subcode: number
  readonly within: 'user_data' | 'custom_data'
  readonly field: string
}

const repairs: readonly Repair[] = [
  { subcode: 2804001, within: 'user_data', field: 'fbc' },
  { subcode: 2804036, within: 'user_data', field: 'lead_id' },
  { subcode: 2804008, within: 'custom_data', field: 'contents' },
  { subcode: 2804019, within: 'custom_data', field: 'contents' },
]

type Json = { [key: string]: unknown }

/** The body without what was refused; undefined where that is not in it, so that nothing is mended twice. */
export function repaired(body: string, subcode: number | undefined): string | undefined {
  const repair = repairs.find((each) => each.subcode === subcode)
  if (!repair) return undefined
  const event = JSON.parse(body) as Json
  const part = event[repair.within] as Json | undefined
  if (part === undefined || !Object.hasOwn(part, repair.field)) return undefined
  delete part[repair.field]
  return JSON.stringify(event)
}

/** Whether the body has what is refused under this number; only such entries are suspects. */
export function isSuspect(body: string, subcode: number | undefined): boolean {
  const repair = repairs.find((each) => each.subcode === subcode)
  return repair === undefined || body.includes(`"${repair.field}":`)
}
