/** How seeded attributes stand in the product's own table: one column each, by the attribute's kind. */
import { type Attribute, type AttributeName, attributes } from '../../../../feeds/catalog/attributes.js'
import type { SeededAttributes } from './index.js'

const own = Object.entries(attributes).filter(([name]) => name !== 'quantity') as [
  keyof SeededAttributes,
  Attribute,
][]

/** In the order of `attributeCells`. */
export const attributeColumns: readonly string[] = own.map(([name]) => columnOf(name))

export function columnOf(name: AttributeName): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
}

/** One row's cells. */
export function attributeCells(seeded: SeededAttributes): (string | number)[] {
  return own.map(([name, { kind }]) => cellOf(kind, seeded[name]))
}

interface Amount {
  readonly amountMinor: number
}

function cellOf(kind: Attribute['kind'], value: SeededAttributes[keyof SeededAttributes]): string | number {
  switch (kind) {
    case 'text':
    case 'whole':
    case 'instant':
      return value as string | number
    case 'flag':
      return value ? 1 : 0
    case 'texts':
      return (value as readonly string[]).join('\n')
    case 'amount':
      return (value as Amount).amountMinor
    case 'measure': {
      const { value: number, unit } = value as { value: number; unit: string }
      return `${number} ${unit}`
    }
    case 'records':
      return recordsOf(value as readonly Parts[])
  }
}

type Parts = Readonly<Record<string, string | number | Amount>>

/** Amounts stand as what they have of the smallest unit; a replacer of JSON's would be asked for every part. */
function recordsOf(records: readonly Parts[]): string {
  const stored = records.map((parts) => {
    const plain: Record<string, string | number> = {}
    for (const name in parts) {
      const part = parts[name] ?? ''
      plain[name] = typeof part === 'object' ? part.amountMinor : part
    }
    return plain
  })
  return JSON.stringify(stored)
}
