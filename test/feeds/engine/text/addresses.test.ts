/** Web addresses are found in a text, and ordinary sentences are not taken for one. */

import { describe, expect, test } from 'vitest'
import { holdsAddress } from '../../../../feeds/engine/text/addresses.js'
import { hostileText } from '../../../support/hostile-text.js'
import fc from '../../../support/property.js'

describe('an address is found', () => {
  test.each([
    'More at https://shop.example/p/1.',
    'HTTP://SHOP.EXAMPLE',
    'http://[2001:db8::1]/x',
    'http://müller.example',
    'See www.shop.example for more.',
    '(WWW.Shop.Example)',
    'Visit shop.com!',
    'shop.co.uk/sale',
    'müller.de',
    'my-shop.store?x=1',
    'First. Second, 1.5 kg. Then a shop.fr',
  ])('%j', (text) => {
    expect(holdsAddress(text)).toBe(true)
  })

  test('wherever it stands', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('https://a.example', 'www.a.example'), (text, address) => {
        expect(holdsAddress(`${text} ${address} ${text}`)).toBe(true)
      }),
    )
  })
})

describe('no address is found', () => {
  test.each([
    '',
    'Warm and light. It weighs 1.5 kg.',
    'Waterproof.It dries fast.Made in Italy.In blue.',
    'Write to info@shop.de or first.last@shop.co.uk.',
    'e.g. this, i.e. that, z.B. dies, a.m., U.S.A.',
    'manual.pdf, node.js, v2.10.3, 12.de, a.de',
    'Either/or, and://or; http:// alone',
    'www. is short for the web',
    'Ends with a dot before com. mon sense',
    '...com',
  ])('%j', (text) => {
    expect(holdsAddress(text)).toBe(false)
  })
})

// The suite's own timeout is the judge: a quadratic scan of 400 KB takes minutes.
test.each(['.', 'a.', 'w.', 'www.', '://', 'http://', 'a', '@.de', '1.de', 'é.', ' www.-'])(
  'takes linear time over %j repeated',
  (piece) => {
    holdsAddress(piece.repeat(400_000 / piece.length))
  },
)
