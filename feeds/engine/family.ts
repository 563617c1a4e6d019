/** A feed's family tree: no id twice, no parent among the items, no two variants of a group alike. */
import type { Reason } from './reasons.js'
import { createSeenIds } from './seen-ids.js'

export interface Family {
  /** Takes an id for an item; or says why there must be no item of it. */
  claim(id: string): Reason | undefined
  /** The id that an item asked for last, taken or not. */
  readonly latest: string | undefined
  /** Whether variants name this id as their group; the product of that id is then their parent. */
  isGroup(id: string): boolean
  /** Takes what tells a variant apart from the others of its group; false where another variant has just that. */
  standsOut(groupId: string, marks: string): boolean
}

export interface FamilyFacts {
  /** Ids of all groups in the catalog, as the feed spells them. */
  readonly groupIds: AsyncIterable<readonly string[]>
  /** Ids that differ only in capitals are the same. */
  readonly ignoresCase: boolean
}

/** Reads all groups, then knows whatever has been claimed; sixteen bytes a name. */
export async function createFamily({ groupIds, ignoresCase }: FamilyFacts): Promise<Family> {
  const spell = ignoresCase ? (id: string) => id.toLowerCase() : (id: string) => id
  const groups = createSeenIds()
  const items = createSeenIds()
  const variants = createSeenIds()
  for await (const ids of groupIds) {
    for (const id of ids) groups.add(spell(id))
  }
  let latest: string | undefined
  const isGroup = (id: string) => groups.has(spell(id))
  return {
    isGroup,
    get latest() {
      return latest
    },
    claim(id) {
      latest = id
      if (isGroup(id)) return 'RETAILER_ID_USED_BY_GROUP'
      return items.add(spell(id)) ? undefined : 'DUPLICATE_ID'
    },
    // No id holds a line break, so that the two parts cannot be taken for others.
    standsOut: (groupId, marks) => variants.add(`${spell(groupId)}\n${marks.toLowerCase()}`),
  }
}
