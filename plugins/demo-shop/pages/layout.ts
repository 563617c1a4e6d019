/** The frame of every page: head, header, footer, and the browser tags at the end. */
import { type Html, html } from '../../../src/kernel.js'
import { stylesheetPath } from '../stylesheet.js'

export interface Framed {
  readonly title: string
  readonly body: Html
  readonly shop: string
  readonly base: string
  readonly inCart: number
  readonly isHome: boolean
  readonly query?: string
  readonly tags: readonly Html[]
}

export function layout({ title, body, shop, base, inCart, isHome, query, tags }: Framed): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${isHome ? shop : `${title} · ${shop}`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}${stylesheetPath}">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<aside class="notice" aria-label="About this shop"><strong>Nothing is sold here.</strong> This shop is made up: no money, no parcels.</aside>
<header class="top">
  <p class="name"><a href="${base}/"${isHome && html` aria-current="page"`}>${shop}</a> <span class="kind">Demo shop</span></p>
  <form class="find" role="search" action="${base}/search">
    <label class="unseen" for="q">Search the shop</label>
    <input id="q" name="q" type="search" value="${query}" placeholder="Search" maxlength="100">
    <button class="quiet">Search</button>
  </form>
  <nav aria-label="Your things">
    <a href="${base}/wishlist">Wishlist</a>
    <a href="${base}/cart">Cart${inCart > 0 && html` <span class="count">${inCart}<span class="unseen"> in it</span></span>`}</a>
  </nav>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer>
  <form class="letter" method="post" action="${base}/newsletter">
    <label for="letter">News by e-mail, four times a year</label>
    <div class="inline"><input id="letter" name="email" type="email" autocomplete="email" required maxlength="200" placeholder="name@example.com"><button class="quiet">Subscribe</button></div>
  </form>
  <nav aria-label="About the shop">
    <a href="${base}/">All products</a>
    <a href="${base}/sign-up">Create an account</a>
    <a href="${base}/contact">Contact</a>
  </nav>
</footer>
${tags}
</body>
</html>
`
}
