/** A page that says one thing, and where to go from there. */
import { type Html, html } from '../../../src/kernel.js'

export function messagePage(heading: string, message: string, base: string): Html {
  return html`<div class="narrow">
<h1>${heading}</h1>
<p>${message}</p>
<p><a class="button" href="${base}/">To all products</a></p>
</div>`
}
