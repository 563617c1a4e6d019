/** What a finding may mean for a product or field, from the gravest to the lightest. */

/**
 * - `leftOut`   the product is not in the feed
 * - `dropped`   the field, or one of its values, is not told
 * - `shortened` the text is told up to the platform's limit
 * - `changed`   told otherwise than the catalog has it
 * - `advised`   told as it is, though the platform may mind
 */
export const effects = ['leftOut', 'dropped', 'shortened', 'changed', 'advised'] as const

export type Effect = (typeof effects)[number]
