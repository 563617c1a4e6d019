import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../src/kernel/near-miss.js'

const words = ['IS_ENABLED_GOOGLE', 'IS_ENABLED_FACEBOOK', 'GOOGLE_TOKEN', 'PORT']

test.each([
  ['IS_ENABLED_GOOGEL', 'IS_ENABLED_GOOGLE'],
  ['is_enabled_google', 'IS_ENABLED_GOOGLE'],
  ['ISENABLEDGOOGLE', 'IS_ENABLED_GOOGLE'],
  ['IS_ENABLD_FACEBOK', 'IS_ENABLED_FACEBOOK'],
  ['GOOGLE_TOKENS', 'GOOGLE_TOKEN'],
  ['PROT', 'PORT'],
  ['PORT', 'PORT'],
])('%s is meant to be %s', (written, meant) => {
  expect(nearest(written, words)).toBe(meant)
})

test.each(['HOST', 'PA', '', 'TOKEN', 'IS_PROTECTED_GOOGLE', 'constructor'])(
  '%s is near no word',
  (written) => {
    expect(nearest(written, words)).toBeUndefined()
    expect(didYouMean(written, words)).toBe('')
  },
)

test('of several near words the nearest is told', () => {
  expect(didYouMean('facebooc', ['facebook2', 'facebook'])).toBe(' Did you mean facebook?')
})
