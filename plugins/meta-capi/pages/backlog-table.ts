/** The backlog's table: what of each kind has not reached Meta, and what may be done with what was given up. */
import { actionButton, type Html, html, type Shown, table, type Visit } from '../../../src/kernel.js'
import { told } from './counted.js'
import { type Backlog, kindLabel } from './kinds.js'

/** `byName` holds kinds that have something there. */
export function backlogTable(byName: ReadonlyMap<string, Backlog>, visit: Visit): Html {
  const isAdmin = visit.role === 'admin'
  return html`<section data-region="backlog"><h2>Not at Meta yet</h2>
${table({
  caption: 'Events that Meta does not have, by kind',
  columns: [
    { label: 'Kind' },
    ...columns.map(([, label]) => ({ label, isFigure: true })),
    ...(isAdmin ? [{ label: 'What to do' }] : []),
  ],
  rows: [...byName]
    .sort(byLabel)
    .map(([name, backlog]) => [
      html`<a href="${visit.href('/events', { kind: name })}">${kindLabel(name)}</a>`,
      ...columns.map(([what]) => told(visit.words, backlog[what])),
      ...(isAdmin ? [buttons(name, backlog)] : []),
    ]),
  empty: html`<p>Nothing waits, and nothing was given up.</p>`,
})}</section>`
}

const columns = [
  ['waiting', 'Waiting'],
  ['held', 'Held'],
  ['pending', 'For consent'],
  ['dead', 'Given up'],
] as const

const byLabel = ([a]: readonly [string, Backlog], [b]: readonly [string, Backlog]): number => (a < b ? -1 : 1)

function buttons(name: string, { dead }: Backlog): Shown {
  if (dead.count === 0) return '–'
  const fields = { kind: name }
  return html`<div class="actions">${actionButton({
    does: 'retryKind',
    label: html`Send again<span class="hidden">: all ${name} that were given up</span>`,
    fields,
    question: `Send the ${name} events again that were given up? Of some Meta may have a copy already, which it would count twice; each one’s page says so.`,
  })}${actionButton({
    does: 'dropKind',
    label: html`Drop<span class="hidden"> all ${name} that were given up</span>`,
    kind: 'danger',
    fields,
    question: `Drop the ${name} events that were given up? They are gone for good.`,
  })}</div>`
}
