/** A field rule: one attribute of a platform's reference, where a feed tells it, and examples that prove it. */
import type { Product } from '../../../feeds/catalog/product.js'
import type { PartTexts } from '../../../feeds/engine/channel.js'
import type { Effect } from '../../../feeds/engine/finding.js'
import type { ItemView } from '../../../feeds/engine/item-view.js'
import type { Reason } from '../../../feeds/engine/reasons.js'

/** What a parser finds of one element: its text, or the texts of its parts by their names. */
export type Told = string | PartTexts

/** What the merchant must be told; about the rule's own field unless another is named. */
export type Found = readonly [effect: Effect, reason: Reason, field?: string]

/** A product, what stands in the feed of it, and what the merchant hears. */
export interface Example {
  readonly product: Partial<Product>
  readonly view?: Partial<ItemView>
  /** Of the rule's field; undefined where the item has no such element, or where there is no item. */
  readonly gives: Told | readonly Told[] | undefined
  /** All findings about the field, in their order; none unless given. */
  readonly finds?: readonly Found[]
}

/** An example that is told otherwise than the catalog has it: with a finding, or with the reason why none is needed. */
export type Fault =
  | (Example & { readonly finds: readonly [Found, ...Found[]] })
  | (Example & { readonly finds?: never; readonly silently: string })

/** A limit of the platform: a product right at it, and one a step beyond. */
export interface Limit {
  readonly at: Example
  readonly beyond: Fault
}

/** An attribute that the channel tells. */
export interface OfferedRule {
  /** As the platform's reference names it. */
  readonly attribute: string
  /** The channel's element. */
  readonly field: string
  readonly valid: readonly Example[]
  readonly limit?: readonly Limit[]
  readonly invalid: readonly Fault[]
}

/** An attribute that no catalog of ours can fill, or that the platform no longer has. */
export interface OmittedRule {
  readonly attribute: string
  /** Why, in one sentence. */
  readonly omitted: string
}

export type Rule = OfferedRule | OmittedRule

export const isOffered = (rule: Rule): rule is OfferedRule => 'field' in rule

/** Every example of a rule, with what it is an example of. */
export function* examplesOf(rule: OfferedRule): Iterable<readonly [kind: string, example: Example]> {
  for (const example of rule.valid) yield ['valid', example]
  for (const { at, beyond } of rule.limit ?? []) {
    yield ['at the limit', at]
    yield ['beyond the limit', beyond]
  }
  for (const example of rule.invalid) yield ['invalid', example]
}
