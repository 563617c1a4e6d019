/** Customer segmentation: what kind of customer the shopper is, in Meta's words. */
import type { Envelope } from './contract.js'
import type { Reader } from './events/reader.js'

const areas = ['business', 'business_line', 'product_area', 'medium']

const known: ReadonlySet<string> = new Set([
  ...areas.map((area) => `new_customer_to_${area}`),
  ...areas.map((area) => `existing_customer_to_${area}`),
  'customer_in_loyalty_program',
])

/** Undefined where none is told, or one that Meta does not know. */
export function segmentationOf({ customSegmentation: told }: Envelope, reader: Reader): string | undefined {
  if (told === undefined || known.has(told)) return told
  return reader.leaveOut('customer_segmentation')
}
