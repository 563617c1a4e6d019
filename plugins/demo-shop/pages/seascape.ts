/** The picture at the top of the front page: a low sun, hills, the sea, two pines on the shore. */
import { type Html, html } from '../../../src/kernel.js'

/** Its colours are the stylesheet's, light and dark. */
export const seascape: Html = html`<svg class="seascape" viewBox="0 0 720 200" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
<circle class="sun" cx="520" cy="92" r="34"/>
<path class="far" d="M0 158 C90 140 150 150 250 142 S400 104 500 122 640 108 720 116 V200 H0Z"/>
<path class="near" d="M0 176 C120 164 220 172 330 164 S560 140 720 152 V200 H0Z"/>
<path class="wave" d="M0 186 q15 -7 30 0 t30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 30 0 V200 H0Z"/>
<path class="pine" d="M636 146 l-19 0 14 -20 -9 0 12 -19 -7 0 12 -22 12 22 -7 0 12 19 -9 0 14 20 -19 0 v11 h-6Z"/><path class="pine" d="M680 150 l-14 0 10 -15 -7 0 9 -14 -5 0 9 -16 9 16 -5 0 9 14 -7 0 10 15 -14 0 v9 h-4Z"/>
</svg>`
