/** All that pages are made of. */
export { badge } from './badge.js'
export { actionButton, copyable, hiddenFields, submitButton } from './button.js'
export { barChart } from './chart.js'
export { choiceField, switchField, textField } from './field.js'
export { Html, html, type Shown, trusted } from './html.js'
export { emptyState, notice } from './notice.js'
export type {
  Action,
  Card,
  CardState,
  GoingOn,
  House,
  Page,
  Query,
  Role,
  View,
  Visit,
} from './page.js'
export { facts, table } from './table.js'
export { createWords, type Words } from './words.js'
