/** What a shop wrote where an object is expected, before anything is known of it. */
export type Loose = Readonly<Record<string, unknown>>

export const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null
