/** A merchant looks before the platform does: the program checks the demo shop, whose faults are known. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoProducts, plantedFaults } from '../../feeds/catalog/demo/shop.js'
import { type Reason, reasons } from '../../feeds/engine/reasons.js'
import { pathOf } from '../docs/documents.js'
import { startChild } from '../support/child.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

interface Found {
  readonly productId: string
  readonly effect: string
  readonly reason: string
  readonly field: string
}

interface Checked {
  readonly channel: string
  readonly products: number
  readonly items: number
  readonly counts: readonly { readonly effect: string; readonly reason: string; readonly count: number }[]
  readonly findings: readonly Found[]
  readonly more: number
}

// What this machine's environment says must not reach the program.
const unset = Object.fromEntries(
  ['DATABASE_URL', 'STORECAST_SECRET', 'STORECAST_CATALOG', 'STORECAST_CONFIG', 'NODE_ENV', 'VITEST'].map(
    (name) => [name, undefined],
  ),
)
let folder: TempFolder

async function storecast(...args: readonly string[]) {
  const env = { ...unset, STORECAST_DATA: folder.path, LOG_LEVEL: 'error' }
  const child = startChild(pathOf('src/cli.ts'), { args, env, cwd: folder.path })
  const { code } = await child.ended
  return { code, out: child.stdout, err: child.stderr }
}

beforeAll(() => {
  folder = tempFolder()
})
afterAll(() => folder.remove())

describe('feed check --json on the demo shop', () => {
  let code: number | null
  let channels: readonly Checked[]

  beforeAll(async () => {
    const checked = await storecast('feed', 'check', '--json')
    code = checked.code
    channels = JSON.parse(checked.out).channels
  })

  const planted = plantedFaults.flatMap(({ productId, wrong, findings }) =>
    findings.map((finding) => ({ productId, wrong, ...finding })),
  )

  test.each(planted)('$channel: $productId $wrong, so $reason', ({ channel, wrong: _, ...finding }) => {
    const found = channels.find((each) => each.channel === channel)?.findings
    expect(found).toContainEqual(expect.objectContaining(finding))
  })

  test('finds nothing else', () => {
    const named = ({ productId, effect, reason, field }: Found) =>
      [productId, effect, reason, field].join(' ')
    for (const { channel, findings } of channels) {
      const expected = planted.filter((each) => each.channel === channel).map(named)
      expect([...new Set(findings.map(named))].filter((each) => !expected.includes(each))).toEqual([])
    }
  })

  test('counts what it lists, with effects that are told of the reasons', () => {
    expect(code).toBe(3)
    expect(channels.map(({ channel }) => channel)).toEqual(['google-merchant', 'facebook-catalog'])
    for (const { products, items, counts, findings, more } of channels) {
      expect([products, more]).toEqual([demoProducts.length, 0])
      const leftOut = counts.filter(({ effect }) => effect === 'leftOut')
      expect(items).toBe(products - leftOut.reduce((sum, { count }) => sum + count, 0))
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(findings.length)
      for (const { reason, effect } of counts) expect(reasons[reason as Reason].effects).toContain(effect)
    }
  })
})

describe('the exit codes', () => {
  test.each([
    ['a product is left out', ['feed', 'check'], 3],
    ['nothing is found', ['feed', 'check', 'google-merchant', '--filter', 'brand=Fernwerk', '--strict'], 0],
    ['an option is malformed', ['feed', 'check', '--only', 'everything'], 2],
    ['there is no such channel', ['feed', 'check', 'pinterest-no'], 2],
    ['a product is shown in full', ['feed', 'preview', 'hp_HP-TERN-RUST-M'], 0],
    ['a product is in no feed', ['feed', 'preview', 'HP-EIDER-VEST'], 3],
    ['there is no such product', ['feed', 'preview', 'no-such-id'], 1],
    ['no id is given', ['feed', 'preview'], 2],
  ] as const)('where %s', async (_, args, code) => {
    const ended = await storecast(...args)
    expect(ended.code, ended.err).toBe(code)
  })
})

test('the stored report of a build tells the same, in feed list and in doctor', async () => {
  expect((await storecast('feed', 'build', 'google-merchant')).code).toBe(0)
  const { out } = await storecast('feed', 'list')
  expect(out).toMatch(/^ {2}2 × leftOut · EMPTY_IMAGE_URL · g:image_link$/m)
  expect(out).toMatch(/^ {2}1 × changed · PROPERTY_VALUE_UPPERCASE · g:title$/m)
  const doctor = await storecast('doctor')
  expect(doctor.out).toMatch(
    /^! google-merchant: \d+ of \d+ products are left out \(\d[\d.]* %\), most of them for /m,
  )
  expect(doctor.out).toContain('→ storecast feed check google-merchant --only leftOut')
})
