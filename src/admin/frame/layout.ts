/** The layout of every page: head, menu, the page itself; a page for whoever is not signed in has no menu. */
import { type Html, html, notice, type Page, type Shown, type Visit } from '../../kernel.js'
import { brandMark, tabMark, themeMark } from './marks.js'
import { type Theme, themes } from './theme.js'

export interface Surroundings {
  readonly shop: string
  readonly theme: Theme
  readonly stylesheet: string
  readonly script: string
  /** Said at the top of every page, as that this is a demo. */
  readonly banner?: string | undefined
}

export interface Signed extends Surroundings {
  readonly visit: Visit
  /** Pages with a place in the menu, in order. */
  readonly menu: readonly Page[]
  /** The page at hand, or the one in the menu that led here. */
  readonly current: string
  /** Stores that this person may see, each with the way there. */
  readonly stores: readonly { readonly key: string; readonly way: string }[]
  readonly notice?: string | undefined
  /** The way to the sign-out and the theme. */
  readonly ways: { readonly signOut: string; readonly theme: string; readonly back: string }
}

export interface Content {
  readonly title: string
  readonly body: Html
  readonly liveSeconds?: number | undefined
}

/** For somebody who is signed in. */
export function signedLayout(signed: Signed, content: Content): Html {
  const { visit, menu, current, stores, ways, shop } = signed
  return documentOf(signed, content, {
    now: visit.now,
    notice: signed.notice,
    header: html`<div class="bar">
<a class="brand" href="${visit.href('/')}">${brand(shop)}</a>
<div class="person">
${stores.length > 1 && storeSwitch(visit.store, stores)}
<form method="post" action="${ways.theme}" class="inline"><input type="hidden" name="back" value="${ways.back}">${themeButton(signed.theme)}</form>
<a href="${visit.href('/account')}"><span class="hidden">Your account: </span><span>${visit.user}</span></a>
<form method="post" action="${ways.signOut}" class="inline"><button class="quiet">Sign out</button></form>
</div>
</div>
<nav class="menu" aria-label="Pages"><ul>${menu.map(({ path, menu: entry }) => html`<li><a href="${visit.href(path)}"${path === current && html` aria-current="page"`}>${entry?.label}</a></li>`)}</ul></nav>`,
  })
}

/** For somebody who is not. */
export function plainLayout(surroundings: Surroundings, content: Content): Html {
  return documentOf(surroundings, content, {
    className: 'outside',
    header: html`<div class="bar"><span class="brand">${brand(surroundings.shop)}</span></div>`,
  })
}

interface Frame {
  readonly header: Html
  readonly className?: string
  readonly notice?: string | undefined
  /** When the page was made, for its script. */
  readonly now?: number
}

function documentOf(
  { shop, theme, stylesheet, script, banner }: Surroundings,
  { title, body, liveSeconds }: Content,
  { header, className, notice: said, now }: Frame,
): Html {
  return html`<!doctype html>
<html lang="en"${theme !== 'auto' && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="${theme === 'auto' ? 'light dark' : theme}">
<title>${title} · ${shop} · Storecast</title>
<link rel="icon" href="${tabMark}">
<link rel="stylesheet" href="${stylesheet}">
<script src="${script}" type="module"></script>
</head>
<body${[
    className !== undefined && html` class="${className}"`,
    now !== undefined && html` data-now="${now}"`,
    liveSeconds !== undefined && html` data-live="${liveSeconds}"`,
  ]}>
<a class="skip" href="#main">To the content</a>
<header class="top">
${banner !== undefined && html`<p class="banner">${banner}</p>`}
${header}
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${liveSeconds !== undefined && html`<p class="life"><a href="">Look again</a></p>`}
${said !== undefined && notice('good', said)}
<div class="page" data-region="page">
${body}
</div>
</main>
</body>
</html>
`
}

function brand(shop: string): Shown {
  return html`${brandMark}<span><strong>Storecast</strong><small>${shop}</small></span>`
}

function storeSwitch(store: string, stores: Signed['stores']): Html {
  return html`<details class="stores"><summary><span>Store: ${store}</span></summary><ul>${stores.map(({ key, way }) => html`<li><a href="${way}"${key === store && html` aria-current="true"`}><span>${key}</span></a></li>`)}</ul></details>`
}

const themeNames: Readonly<Record<Theme, string>> = { auto: 'system', light: 'light', dark: 'dark' }

/** One button that goes round the three. */
function themeButton(theme: Theme): Html {
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
  return html`<button class="quiet" name="theme" value="${next}" title="Change to ${themeNames[next]}">${themeMark(theme)}<span class="hidden">Look: ${themeNames[theme]}; change to ${themeNames[next]}</span></button>`
}
