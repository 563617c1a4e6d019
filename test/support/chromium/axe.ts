/** Asks axe-core what is wrong with a page, for those who see, hear or steer it in their own way. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// WCAG 2.2 asks for it, and axe only where it is told to.
const rules = { 'target-size': { enabled: true } }

// Colours in the middle of a fade are nobody's.
const stillness = 'document.getAnimations().forEach((each) => each.finish())'

/** One line for each thing that breaks a rule, best practices included, with the element; none where all is well. */
export async function axeFindings(page: Page, options: RunOptions = {}): Promise<readonly string[]> {
  // Evaluated from outside, which a page's content security policy says nothing about.
  await page.evaluate(stillness)
  await page.evaluate(source)
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    (given) =>
      (globalThis as unknown as { axe: { run(with_: RunOptions): Promise<AxeResults> } }).axe.run(given),
    { resultTypes: ['violations'], rules, ...options },
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary ?? ''})`,
    ),
  )
}
