/** The browser's half of the events. */
export { type BrowserEvent, type BrowserTag, browserTag } from './browser-tag.js'
