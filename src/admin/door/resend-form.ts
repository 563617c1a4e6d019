/** A form that was typed before the session ended, ready to be sent once more; its values are not shown. */
import { type Html, html } from '../../kernel.js'

/** `to` is the way to the page that takes it. */
export function resendForm(to: string, form: URLSearchParams): Html {
  const count = [...form.keys()].filter((name) => name !== 'do').length
  return html`<p>You are signed in again. ${
    count === 0
      ? 'What you asked for was not done yet.'
      : 'What you typed is still here, and was not saved yet.'
  }</p>
<form method="post" action="${to}">
${[...form].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="actions"><button class="main">Send it again</button> <a href="${to}">Leave it</a></div>
</form>`
}
