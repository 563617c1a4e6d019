import { expect, test } from 'vitest'
import { actionButton, copyable, submitButton } from '../../../src/kernel/pages/button.js'
import { choiceField, switchField, textField } from '../../../src/kernel/pages/field.js'

const evil = `"><script>alert('x')</script>`
const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;'

test('an input has its label, its hint and its error by their ids', () => {
  const markup = textField({ name: 'A.B', label: 'Name', hint: 'Short.', error: 'Too long.' }).toString()
  expect(markup).toContain('<label for="field-A-B">Name</label>')
  expect(markup).toContain('id="field-A-B" name="A.B" type="text" value=""')
  expect(markup).toContain('aria-describedby="field-A-B-hint field-A-B-error" aria-invalid="true"')
  expect(markup).toContain('<p class="hint" id="field-A-B-hint">Short.</p>')
  expect(markup).toContain('<p class="error" id="field-A-B-error">Too long.</p>')
})

test('a field without a hint or an error points at nothing', () => {
  expect(textField({ name: 'a', label: 'A' }).toString()).not.toMatch(/aria-/)
})

test('what was typed comes back as text, wherever it stands', () => {
  const fields = [
    textField({ name: evil, label: evil, value: evil, hint: evil, error: evil, placeholder: evil }),
    choiceField({ name: evil, label: evil, value: evil, options: [{ value: evil, label: evil }] }),
    switchField({ name: evil, label: evil, isOn: true, hint: evil }),
    actionButton({ does: evil, label: evil, fields: { [evil]: evil }, question: evil, to: evil }),
    submitButton({ does: evil, label: evil }),
    copyable(evil, evil),
  ].map(String)
  for (const markup of fields) {
    expect(markup).not.toContain('<script')
    expect(markup).toContain(escaped)
  }
})

test('the rules of an input are its attributes', () => {
  const markup = textField({
    name: 'n',
    label: 'N',
    isRequired: true,
    isReadOnly: true,
    autocomplete: 'off',
    inputMode: 'numeric',
    limit: 5,
  }).toString()
  expect(markup).toContain(' required readonly autocomplete="off" inputmode="numeric" maxlength="5">')
})

test('the chosen option is selected, and no other', () => {
  const options = ['a', 'b'].map((value) => ({ value, label: value }))
  expect(choiceField({ name: 'n', label: 'N', value: 'b', options }).toString()).toContain(
    '<option value="a">a</option><option value="b" selected>b</option>',
  )
})

test('a switch sends true where it is on', () => {
  expect(switchField({ name: 'n', label: 'N', isOn: true }).toString()).toContain('value="true" checked')
  expect(switchField({ name: 'n', label: 'N', isOn: false }).toString()).not.toContain('checked')
})

test('a button that acts is a form of its own', () => {
  const markup = actionButton({
    does: 'drop',
    label: 'Drop',
    kind: 'danger',
    fields: { id: '7' },
    question: 'Sure?',
  })
  expect(markup.toString()).toBe(
    '<form method="post" class="inline" data-question="Sure?"><input type="hidden" name="id" value="7"><button name="do" value="drop" class="danger">Drop</button></form>',
  )
})
