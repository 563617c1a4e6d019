/** The shop's look: one small stylesheet, light and dark, from a phone to a wide screen. */
import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'

const css = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --card: #ffffff; --ink: #1d2b2a; --soft: #5a6766; --line: #dcdfd9;
  --edge: #828e8b; --accent: #1f5f56; --on-accent: #ffffff; --warm: #9a3b1b; --tint: #eef2ec; --band: #1f5f56;
  --sky: #dfe9e4; --sun: #f3c9a0; --far: #a9c4ba; --near: #5d8f84; --wave: #2b6a60; --pine: #173f39;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121817; --card: #1b2322; --ink: #e8eeeb; --soft: #a5b2ae; --line: #2f3a38;
    --edge: #7b8885; --accent: #7fd0bf; --on-accent: #0d2420; --warm: #f0a07c; --tint: #202b29; --band: #1d4740;
    --sky: #1a2826; --sun: #b77c52; --far: #26403b; --near: #1d4a43; --wave: #16564c; --pine: #0b211d;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); }
h1 { font: 600 clamp(1.6rem, 1.2rem + 1.8vw, 2.3rem)/1.2 ui-serif, Georgia, "Times New Roman", serif; margin: 0 0 .5rem; overflow-wrap: anywhere; text-wrap: balance; }
p { margin: 0 0 1rem; }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--card); padding: .6rem 1rem; z-index: 2; }
.skip:focus { top: .5rem; }
.soft { color: var(--soft); }
.notice { margin: 0; padding: .4rem 1rem; background: var(--band); color: #ffffff; text-align: center; font-size: .875rem; }

.top, main, footer { width: 100%; padding-inline: max(clamp(1rem, 4vw, 2.5rem), 50% - 36rem); }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.5rem; padding-block: 1rem; border-bottom: 1px solid var(--line); }
.name { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .75rem; flex: 1 1 0; margin: 0; font: 600 1.35rem/1.2 ui-serif, Georgia, "Times New Roman", serif; }
.name a { color: var(--ink); text-decoration: none; padding-block: .4rem; }
.kind { font: 600 .75rem/1 ui-sans-serif, system-ui, "Segoe UI", Roboto, Arial, sans-serif; padding: .35rem .6rem; border-radius: 2rem; background: var(--tint); color: var(--soft); }
.top nav { display: flex; gap: 1.25rem; }
.top nav a, footer nav a { color: var(--ink); text-decoration: none; padding-block: .5rem; }
.top nav a:hover, footer nav a:hover, .name a:hover { text-decoration: underline; }
.count { display: inline-block; min-width: 1.6em; padding: 0 .4em; border-radius: 1em; background: var(--accent); color: var(--on-accent); text-align: center; font-size: .85rem; font-weight: 600; }
.find { display: flex; gap: .5rem; }
.find input { width: 13rem; }
main { flex: 1; padding-block: clamp(1.5rem, 4vw, 3rem); }
footer { border-top: 1px solid var(--line); padding-block: 2rem; display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; justify-content: space-between; align-items: end; }
footer nav { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }

input, select, textarea, button, .button { font: inherit; border-radius: 8px; min-height: 2.75rem; padding: .5rem .9rem; }
input, select, textarea { width: 100%; border: 1px solid var(--edge); background: var(--card); color: var(--ink); }
input[type=radio] { width: 1.15rem; height: 1.15rem; min-height: 0; margin: 0; accent-color: var(--accent); }
input[type=number] { width: 5rem; }
::placeholder { color: var(--soft); opacity: 1; }
button, .button { display: inline-block; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; text-decoration: none; text-align: center; }
button:hover, .button:hover { filter: brightness(1.1); }
.quiet { background: transparent; color: var(--accent); border-color: var(--edge); font-weight: 500; }
.quiet:hover { background: var(--tint); filter: none; }
.inline { display: flex; gap: .5rem; }
.letter label { display: block; margin-bottom: .4rem; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; }
form > button + .soft { margin-top: .75rem; }
legend { padding: 0; margin-bottom: .75rem; font-size: 1.15rem; font-weight: 600; }
.field { margin-bottom: 1rem; }
.field label { display: block; margin-bottom: .3rem; font-weight: 500; }
.choice { display: flex; align-items: center; gap: .6rem; min-height: 2.5rem; }
[role=group] { margin-bottom: .75rem; }
.mistake, .wrong { color: var(--warm); }
.mistake { margin: .3rem 0 0; }
[aria-invalid] { border-color: var(--warm); border-width: 2px; }
.wrong { margin-block: .5rem 1.5rem; border-left: 4px solid var(--warm); background: var(--tint); padding: .75rem 1rem; }

.hero { position: relative; overflow: hidden; border-radius: 20px; background: var(--sky); margin-bottom: 1.75rem; padding: clamp(1.5rem, 4vw, 2.75rem); min-height: clamp(17rem, 28vw, 20rem); display: flex; align-items: flex-start; }
.hero > div { position: relative; max-width: 28rem; }
.hero p { margin: 0; font-size: 1.1rem; }
.seascape { position: absolute; inset: 0; width: 100%; height: 100%; }
.sun { fill: var(--sun); } .far { fill: var(--far); } .near { fill: var(--near); } .wave { fill: var(--wave); } .pine { fill: var(--pine); }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; }
.ways ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 .75rem; padding: 0; }
.ways a { display: block; padding: .35rem .9rem; border: 1px solid var(--edge); border-radius: 2rem; color: var(--ink); text-decoration: none; }
.ways a:hover { background: var(--tint); }
.ways a[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.ways .out { color: var(--soft); text-decoration: line-through; }
.ways + .ways a { border-style: dashed; }
.cards { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: 2rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 44%), 1fr)); }
.card { position: relative; min-width: 0; }
.card a { color: var(--ink); text-decoration: none; display: block; }
.card a::after { content: ""; position: absolute; inset: 0; }
.card:hover .title { text-decoration: underline; text-underline-offset: .2em; }
.picture { display: block; width: 100%; height: auto; aspect-ratio: 1; object-fit: cover; border-radius: 12px; background: var(--tint); color: var(--soft); font-size: .8rem; overflow: hidden; }
.picture.none { display: grid; place-items: center; font: 600 3rem ui-serif, Georgia, serif; }
.brand { display: block; margin: .75rem 0 0; color: var(--soft); font-size: .875rem; }
.title { overflow-wrap: anywhere; }
.card .title { display: block; font-weight: 500; }
.price { margin: .2rem 0 0; font-variant-numeric: tabular-nums; }
.price s { color: var(--soft); }
.sale, .gone { font-size: .8rem; font-weight: 600; padding: .1rem .5rem; border-radius: 1rem; border: 1px solid currentColor; white-space: nowrap; }
.sale { color: var(--warm); }
.gone { color: var(--soft); }
.empty { padding: 1.25rem; border-radius: 12px; background: var(--tint); }
.turning { display: flex; gap: 1.5rem; justify-content: center; margin-top: 2.5rem; }
.trail ol { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1.25rem; padding: 0; font-size: .9rem; }
.trail li + li::before { content: "/"; margin-right: .5rem; color: var(--soft); }
.product .price { font-size: 1.3rem; margin-bottom: 1rem; }
.product .brand { margin: 0 0 .25rem; }
.product .description { max-width: 60ch; white-space: pre-line; overflow-wrap: anywhere; }
.product .picture { margin-bottom: 1.25rem; }
.add { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin-bottom: 1rem; }
.add button { flex: 1; max-width: 20rem; }

.lines { list-style: none; margin: 1rem 0; padding: 0; border-top: 1px solid var(--line); }
.lines li { display: grid; grid-template-columns: 4.5rem 1fr auto; gap: .75rem 1rem; align-items: center; padding-block: 1rem; border-bottom: 1px solid var(--line); }
.lines .actions { display: flex; flex-wrap: wrap; gap: .5rem; grid-column: 1 / -1; grid-row: 2; }
.lines p { margin: 0; }
.lines .amount { grid-column: 3; grid-row: 1; font-weight: 600; font-variant-numeric: tabular-nums; }
.sum { display: flex; flex-wrap: wrap; gap: 1rem 2rem; justify-content: flex-end; align-items: center; }
.sum p { margin: 0; font-size: 1.15rem; }
.checkout { display: grid; gap: 2rem; margin-top: 1.25rem; }
.checkout form > button { width: 100%; }
table { width: 100%; border-collapse: collapse; background: var(--card); font-variant-numeric: tabular-nums; }
caption { text-align: left; font-size: 1.15rem; font-weight: 600; padding-bottom: .75rem; }
th, td { text-align: left; font-weight: 400; padding: .7rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { overflow-wrap: anywhere; }
td { text-align: right; white-space: nowrap; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.narrow, .thanks { max-width: 34rem; }
.thanks { margin-inline: auto; }
.thanks table { margin-bottom: 2rem; }
.arrival { margin-block: 1.5rem 2rem; padding: 1.25rem; border-radius: 12px; background: var(--tint); }
.arrival p:last-child { margin: 0; }
.number { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }

@media (max-width: 60rem) { .hero > div { max-width: 21.5rem; } }
@media (max-width: 40rem) {
  .hero { min-height: 20rem; }
  .sun { transform: translate(60px, 34px); }
  .find { order: 3; width: 100%; }
  .ways { margin-inline: calc(-1 * clamp(1rem, 4vw, 2.5rem)); overflow-x: auto; scrollbar-width: none; }
  .ways ul { flex-wrap: nowrap; width: max-content; padding: 4px clamp(1rem, 4vw, 2.5rem); margin-bottom: .25rem; }
  .find input { width: 100%; }
  .letter, .letter input { width: 100%; }
  .sum .button, .add button { flex: 1; max-width: none; }
}
@media (min-width: 48rem) {
  .product { display: grid; grid-template-columns: 1fr 1fr; gap: clamp(2rem, 5vw, 4rem); align-items: start; }
  .product .picture { margin: 0; }
  .checkout { grid-template-columns: 3fr 2fr; gap: 3rem; align-items: start; }
  .lines li { grid-template-columns: 4.5rem 1fr auto 7rem; }
  .lines .actions { grid-column: 3; grid-row: 1; flex-wrap: nowrap; }
  .lines .actions:last-child { grid-column: 3 / -1; justify-content: flex-end; }
  .lines .amount { grid-column: 4; text-align: right; }
}
@media (prefers-reduced-motion: no-preference) { a, button { transition: background-color .15s, filter .15s; } }
`

/** The name it is served under. */
export const stylesheetName = 'shop.css'

const etag = createHash('sha256').update(css).digest('base64url').slice(0, 12)

/** Its address below the shop's; another whenever it changes, so that browsers may keep it. */
export const stylesheetPath = `/${stylesheetName}?v=${etag}`

export const serveStylesheet: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'public, max-age=31536000, immutable').set('X-Content-Type-Options', 'nosniff')
  res.type('css').send(css)
}
