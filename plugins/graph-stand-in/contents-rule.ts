/** What the Graph API asks of `custom_data.contents`. */
import { deliveries, type Fault, type Fields, isAmount, isFields, isGiven, isText } from './fields.js'

export function contentsFault(contents: unknown): Fault | undefined {
  if (!isGiven(contents)) return undefined
  if (!Array.isArray(contents)) return { refusal: 'notAList', path: where }
  for (const [index, content] of contents.entries()) {
    const fault = isFields(content) ? contentFault(content) : ({ refusal: 'unknownValue', path: [] } as const)
    if (fault) return { refusal: fault.refusal, path: [...where, index, ...fault.path] }
  }
  return undefined
}

const where = ['custom_data', 'contents'] as const

function contentFault({ id, quantity, item_price, delivery_category }: Fields): Fault | undefined {
  if (!isGiven(id)) return { refusal: 'missing', path: ['id'] }
  if (!isText(id) && !Number.isInteger(id)) return { refusal: 'unknownValue', path: ['id'] }
  if (!isGiven(quantity)) return { refusal: 'missing', path: ['quantity'] }
  if (!isAmount(quantity)) return { refusal: 'unknownValue', path: ['quantity'] }
  if (isGiven(item_price) && !isAmount(item_price)) return { refusal: 'unknownValue', path: ['item_price'] }
  if (isGiven(delivery_category) && !deliveries.has(delivery_category))
    return { refusal: 'unknownValue', path: ['delivery_category'] }
  return undefined
}
