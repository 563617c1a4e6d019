/** What the channels find in the demo shop: every planted fault under its name, and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../../../feeds/catalog/contract.js'
import { plantDemo } from '../../../../feeds/catalog/demo/plant.js'
import { type PlantedFinding, plantedFaults } from '../../../../feeds/catalog/demo/planted-faults.js'
import { sqlCatalog } from '../../../../feeds/catalog/sql/source.js'
import { channels } from '../../../../feeds/channels/index.js'
import { createFamily } from '../../../../feeds/engine/family.js'
import { createItemWriter } from '../../../../feeds/engine/item-writer.js'
import type { Database } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { shopTexts, viewOf } from '../../../support/view.js'
import { openCatalog } from '../sql/tables.js'

const { signal } = new AbortController()
const builtAt = Date.UTC(2026, 10, 21, 12)

type Named = PlantedFinding & { readonly productId: string }

describeEachDatabase('the demo shop', (fresh) => {
  let database: Database
  let catalog: Catalog
  beforeAll(async () => {
    database = await openCatalog((await fresh()).url)
    catalog = sqlCatalog({ database, store: 'demo' })
    await plantDemo(database, 'demo', builtAt)
  })
  afterAll(() => database.close())

  test.each(channels)('leads to the planted findings and no others in $name', async (channel) => {
    const writer = createItemWriter(channel, viewOf({ idPrefix: 'hp_', builtAt }), shopTexts)
    const groupIds = async function* () {
      for await (const ids of catalog.groupIds?.(signal) ?? []) yield ids.map((id) => writer.groupIdOf(id))
    }
    const family = await createFamily({
      groupIds: groupIds(),
      ignoresCase: channel.ignoresCaseOfIds ?? false,
    })
    const found: Named[] = []
    for (const product of await catalog.page(null, 1_000, {}, signal)) {
      writer.write(
        product,
        ({ productId, effect, reason, field }) =>
          found.push({ productId, channel: channel.name as Named['channel'], effect, reason, field }),
        family,
      )
    }
    const planted: Named[] = plantedFaults.flatMap(({ productId, findings }) =>
      findings
        .filter((finding) => finding.channel === channel.name)
        .map((finding) => ({ productId, ...finding })),
    )
    const sorted = (list: readonly Named[]) =>
      list.map(({ productId, effect, reason, field }) => [productId, effect, reason, field].join(' ')).sort()
    expect(sorted(found)).toEqual(sorted(planted))
  })
})
