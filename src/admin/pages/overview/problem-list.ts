/** The problems that stand: what is wrong, what to do, and since when. */
import { type Html, html, type StandingProblem, type Visit } from '../../../kernel.js'
import { wayOf } from './problem-ways.js'

// More than these hide what they have in common.
const mostShown = 20
// With its style and script the whole page stays below 100 KB.
const mostFolded = 30

export function problemList(problems: readonly StandingProblem[], visit: Visit): Html {
  const newestFirst = problems.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
  const folded = newestFirst.slice(mostShown, mostShown + mostFolded)
  const list = (some: readonly StandingProblem[]) =>
    html`<ul class="problems">${some.map((problem) => problemView(problem, visit))}</ul>`
  return html`<section><h2>What needs you</h2>
${list(newestFirst.slice(0, mostShown))}
${folded.length > 0 && html`<details><summary>${visit.words.number(problems.length - mostShown)} more</summary>${list(folded)}</details>`}</section>`
}

function problemView(problem: StandingProblem, { href, words }: Visit): Html {
  const { subject, message, advice, firstSeenAt, lastSeenAt, times } = problem
  const { path, label, fragment, todo } = wayOf(problem)
  const count = times === 1 ? 'once' : `${words.number(times)} times`
  return html`<li>
<p><strong>${message}</strong></p>
<p>${todo ?? advice}${path !== '/' && html` <a href="${href(path)}${fragment !== undefined && `#${fragment}`}">${label}</a>`}</p>
<p class="hint">${subject !== '' && html`${subject} · `}first seen ${words.when(firstSeenAt)}, last ${words.when(lastSeenAt)}, ${count}</p></li>`
}
