/** The fields of an item, read back from its XML as a platform reads them. */

const element = /^ {6}<([^\s<>/]+)>([^<]*)<\/\1>$/gm

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** By name the first text of each field; fields that hold others are left out. */
export function itemFields(xml: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const [, name = '', text = ''] of xml.matchAll(element)) {
    if (!fields.has(name))
      fields.set(
        name,
        text.replace(/&(?:lt|gt|amp);/g, (found) => entities[found] ?? found),
      )
  }
  return fields
}
