/** The page of one group of settings. */
import { type Page, unknownSetting, type Visit } from '../../../kernel.js'
import type { PagesParts } from '../parts.js'
import { groupActions } from './group-actions.js'
import { type GroupState, groupView } from './group-view.js'

export function groupPage({ host: { registry } }: PagesParts): Page {
  async function stateOf({ store, params }: Visit): Promise<GroupState> {
    const { group = '' } = params
    const [all, changes] = await Promise.all([registry.list(store), registry.lastChanges(store, group)])
    const entries = all.filter((entry) => entry.group === group)
    if (entries.length === 0) throw unknownSetting(registry.groups, group)
    const rotating = entries.filter(
      ({ setting, value }) => setting.rotates && Array.isArray(value) && value.length > 1,
    )
    const ends = await Promise.all(rotating.map(({ key }) => registry.overlapEndsAt(store, group, key)))
    const overlaps = rotating.flatMap(({ key }, at) => {
      const endsAt = ends[at]
      return endsAt === undefined ? [] : [[key, endsAt] as const]
    })
    return { group, entries, changes, overlaps: new Map(overlaps) }
  }

  return {
    path: '/settings/:group',
    summary:
      'One group of flags and settings: what each is, where its value comes from, and a form to change it.',
    show: async (visit) => groupView(await stateOf(visit), visit),
    actions: groupActions(registry, stateOf),
  }
}
