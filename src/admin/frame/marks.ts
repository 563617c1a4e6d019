/** The drawings of the frame: Storecast's mark, on the page and in the browser's tab, and one for each look. */
import { type Html, html } from '../../kernel.js'
import type { Theme } from './theme.js'

const rays = 'M4 18a14 14 0 0 1 16-12M4 18a9 9 0 0 1 10-8M4 18l6-3'

export const brandMark = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="${rays}"/><circle cx="4" cy="18" r="2"/></svg>`

const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 32 32"><rect x="-4" y="-4" width="32" height="32" rx="7" fill="#0b5c6b"/><g fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"><path d="${rays}"/><circle cx="4" cy="18" r="1.5" fill="#fff"/></g></svg>`

export const tabMark = `data:image/svg+xml,${encodeURIComponent(drawn)}`

const themeMarks: Readonly<Record<Theme, Html>> = {
  auto: html`<circle cx="12" cy="12" r="8"/><path fill="currentColor" stroke="none" d="M12 4a8 8 0 0 1 0 16z"/>`,
  light: html`<circle cx="12" cy="12" r="4.5"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>`,
  dark: html`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>`,
}

export function themeMark(theme: Theme): Html {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${themeMarks[theme]}</svg>`
}
