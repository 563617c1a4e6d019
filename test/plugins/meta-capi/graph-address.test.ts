import { expect, test } from 'vitest'
import { graphAddress } from '../../../plugins/meta-capi/graph-address.js'

test.each([
  ['https://graph.facebook.com', 'https://graph.facebook.com'],
  ['https://proxy.shop.example/graph/', 'https://proxy.shop.example/graph'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['http://localhost:4000/', 'http://localhost:4000'],
  ['http://[::1]:4000', 'http://[::1]:4000'],
])('%s is where the Graph API may be', (address, read) => {
  expect(graphAddress.parse(address)).toBe(read)
})

test.each([
  'http://graph.facebook.com',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'https://user:secret@graph.facebook.com',
  'https://graph.facebook.com?x=1',
  'ftp://127.0.0.1',
  'graph.facebook.com',
  '',
])('%s is not, because a token would go there', (address) => {
  expect(graphAddress.safeParse(address).success).toBe(false)
})
