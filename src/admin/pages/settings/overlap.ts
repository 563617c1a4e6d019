/** How long a token that is replaced still opens, as a choice. */
export interface Overlap {
  /** As the form sends it. */
  readonly value: string
  readonly label: string
  readonly ms: number
}

const hourMs = 3_600_000

const overlaps: readonly Overlap[] = [
  { value: '0', label: 'ends at once', ms: 0 },
  { value: '1', label: 'for an hour', ms: hourMs },
  { value: '72', label: 'for three days', ms: 72 * hourMs },
  { value: '168', label: 'for a week', ms: 168 * hourMs },
]

export const overlapUnlessChosen = '72'

export const overlapOptions = overlaps.map(({ value, label }) => ({ value, label }))

export function overlapOf(value: string): Overlap | undefined {
  return overlaps.find((each) => each.value === value)
}
