import { expect, test } from 'vitest'
import { html, trusted } from '../../../src/kernel/pages/html.js'
import { hostileText } from '../../support/hostile-text.js'
import fc from '../../support/property.js'

test('what is put in comes out as text, between elements and in attributes', () => {
  const evil = `"><script>alert('x')</script>&amp;`
  expect(html`<p title="${evil}">${evil}</p>`.toString()).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</p>',
  )
})

test('templates nest, and lists of them stand side by side', () => {
  const items = ['a', '<b>'].map((name) => html`<li>${name}</li>`)
  expect(html`<ul>${items}</ul>`.toString()).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>')
})

test('nothing is shown for what is not there, and zero is something', () => {
  expect(html`${undefined}${null}${false}${0}${''}`.toString()).toBe('0')
})

test('only what was made by a template or trusted on purpose is markup', () => {
  const pretended = { toString: () => '<b>', '#text': '<b>' } as unknown as string
  expect(html`${trusted('<hr>')}${[pretended]}`.toString()).not.toContain('<b>')
  expect(html`${trusted('<hr>')}`.toString()).toBe('<hr>')
})

test('no text ends an element or an attribute', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(html`${text}`.toString()).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
    }),
  )
})
