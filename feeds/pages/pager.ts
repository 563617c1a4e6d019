/** A pager: the way to the other pages of a list; nothing where there is only one. */
import { type Html, html } from '../../src/kernel.js'

export interface PagerWays {
  /** Of the list. */
  readonly label: string
  readonly first?: string | undefined
  readonly next?: string | undefined
  readonly nextLabel: string
}

export function pager({ label, first, next, nextLabel }: PagerWays): Html | undefined {
  if (first === undefined && next === undefined) return undefined
  return html`<nav class="pager" aria-label="${label}">${[
    first !== undefined && html`<a href="${first}">To the beginning</a>`,
    next !== undefined && html`<a href="${next}" rel="next">${nextLabel}</a>`,
  ]}</nav>`
}

/** The page that `?page=` asks for, from 1. */
export function pageNumber(query: URLSearchParams): number {
  const asked = query.get('page') ?? ''
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
}
