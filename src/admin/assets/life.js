// @ts-check
/** What makes the pages livelier where scripts run: live figures, copying, a question before what cannot be undone. */

const { body } = document
const told = made('p', 'hidden')
told.setAttribute('role', 'status')
body.append(told)

/** @param {string} name @param {string} className @param {string} [text] */
function made(name, className, text = '') {
  return Object.assign(document.createElement(name), { className, textContent: text })
}

// Times: as the server told them when the page was made, whatever this clock says.
/** @type {readonly [Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['day', 864e5],
  ['hour', 36e5],
  ['minute', 6e4],
  ['second', 1e3],
]
const relative = new Intl.RelativeTimeFormat('en')
const ahead = Number(body.dataset.now || Date.now()) - Date.now()

function tick() {
  for (const time of document.querySelectorAll('time')) {
    if (time.dataset.ago === undefined) continue
    const ms = Date.parse(time.dateTime) - Date.now() - ahead
    const [unit, size] = units.find(([, each]) => Math.abs(ms) >= each) ?? ['second', 1e3]
    const count = Math.trunc(ms / size)
    const text = count === 0 ? 'just now' : relative.format(count, unit)
    if (time.textContent !== text) time.textContent = text
  }
}
setInterval(tick, 5e3)

// Forms: a question where one is due, and nothing twice.
/** @type {WeakSet<Element>} */
const edited = new WeakSet()
addEventListener('input', ({ target }) => {
  const form = target instanceof Element && target.closest('form')
  if (form) edited.add(form)
})
addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) return
  const question = event.submitter?.dataset.question ?? form.dataset.question
  if (form.dataset.sent || (question && !confirm(question))) return event.preventDefault()
  if (form.getAttribute('method') !== 'post') return
  form.dataset.sent = 'yes'
  // An answer that never comes must not leave a form for dead.
  setTimeout(() => delete form.dataset.sent, 1e4)
})
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
})

// Copying.
/** @param {ParentNode} root */
function dress(root) {
  for (const input of root.querySelectorAll('[data-copy]')) {
    const button = made('button', 'plain', 'Copy')
    button.setAttribute('type', 'button')
    input.after(button)
  }
}
addEventListener('click', async ({ target }) => {
  for (const open of document.querySelectorAll('.stores[open]'))
    if (!(target instanceof Node && open.contains(target))) open.removeAttribute('open')
  const button = target instanceof Element ? target.closest('[data-copy] + button') : null
  const input = button?.previousElementSibling
  if (!(button && input instanceof HTMLInputElement)) return
  input.select()
  try {
    await navigator.clipboard.writeText(input.value)
  } catch {
    // On plain http there is no clipboard to write to.
    document.execCommand('copy')
  }
  const say = (/** @type {string} */ text, shown = text) => {
    told.textContent = text
    button.textContent = shown
  }
  say('Copied')
  setTimeout(say, 2e3, '', 'Copy')
})
addEventListener('keydown', ({ key }) => {
  const open = key === 'Escape' && document.querySelector('.stores[open]')
  if (!open) return
  open.removeAttribute('open')
  open.querySelector('summary')?.focus()
})

// Live pages: only what differs is touched, so that focus, selection and place stay.
/** @param {Node | null} node What it is, wherever it stands among its siblings. */
function keyOf(node) {
  if (!(node instanceof Element)) return ''
  if (node.matches('[data-grows]')) return 'grows'
  return node.id || (node.matches('tr') && node.querySelector('a')?.getAttribute('href')) || ''
}

/** @param {ChildNode} node Kept while it has the focus. */
function dropped(node) {
  const { nextSibling } = node
  if (!node.contains(document.activeElement)) node.remove()
  return nextSibling
}

// A list that grows at its top would push down what is read further below: there its new lines wait.
const arrivals = made('button', 'arrivals')
arrivals.setAttribute('type', 'button')
arrivals.hidden = true
/** @type {Set<Element | null>} */
const held = new Set()
let waiting = 0
let isMoreWaiting = false

/** @param {Element} list At the very top of the page nobody reads on yet. */
function isRead(list) {
  return scrollY >= 1 && list.getBoundingClientRect().top < innerHeight
}

/** @param {Element} old @param {Element} fresh Lines that stand there are mended; none comes, and none goes. */
function hold(old, fresh) {
  const next = new Map([...fresh.children].map((line) => [keyOf(line), line]))
  const known = new Set([...old.children].map(keyOf))
  const isKnown = [...next.keys()].map((key) => known.has(key))
  const last = isKnown.lastIndexOf(true)
  // What stands behind the last one is older, and has moved up to this page of the list.
  waiting += isKnown.slice(0, last < 0 ? undefined : last).filter((is) => !is).length
  isMoreWaiting ||= last < 0
  let isWithin = false
  for (const line of [...old.children].reverse()) {
    const same = next.get(keyOf(line))
    // What stands behind the last one has left this page of the list; what stands before it, the list.
    if (same) mend(line, same)
    else if (isWithin) line.className = 'gone'
    isWithin ||= same !== undefined
  }
}

/** @param {Element} node Leads on from the lines that are shown. */
function isHeldPager(node) {
  return node.matches('.pager') && [...held].some((list) => list?.parentNode === node.parentNode)
}

/** @param {Node} old @param {Node} fresh */
function mend(old, fresh) {
  if (old.isEqualNode(fresh)) return
  if (!(old instanceof Element && fresh instanceof Element)) {
    old.nodeValue = fresh.nodeValue
    return
  }
  if (edited.has(old) || old.matches('form:focus-within') || isHeldPager(old)) return
  if (old.matches('tbody') && held.has(old.closest('[data-grows]'))) return hold(old, fresh)
  const names = new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()])
  names.delete('open')
  for (const name of names) {
    const value = fresh.getAttribute(name)
    if (value === null) old.removeAttribute(name)
    else if (value !== old.getAttribute(name)) old.setAttribute(name, value)
  }
  const kept = new Set([...fresh.childNodes].map(keyOf))
  let at = old.firstChild
  for (const next of [...fresh.childNodes]) {
    while (at && !kept.has(keyOf(at))) at = dropped(at)
    let same = at
    while (same && (same.nodeName !== next.nodeName || keyOf(same) !== keyOf(next))) {
      same = keyOf(next) ? same.nextSibling : null
    }
    if (same) mend(same, next)
    else if (next instanceof HTMLTableRowElement) next.classList.add('new')
    if (same && same === at) at = at.nextSibling
    else old.insertBefore(same ?? next, at)
  }
  while (at) at = dropped(at)
}

/** @param {string} text A whole page. @param {boolean} [isCalledFor] New lines come in wherever the reader is. */
function renew(text, isCalledFor = false) {
  const fresh = new DOMParser().parseFromString(text, 'text/html')
  dress(fresh)
  waiting = 0
  isMoreWaiting = false
  held.clear()
  for (const list of document.querySelectorAll('[data-grows]'))
    if (!isCalledFor && isRead(list)) held.add(list)
  const before = [...document.querySelectorAll('[data-told]')].map(({ textContent }) => textContent)
  const parts = document.querySelectorAll('.page [data-region]')
  for (const part of parts.length > 0 ? parts : document.querySelectorAll('.page')) {
    const next = fresh.querySelector(`[data-region="${part.getAttribute('data-region')}"]`)
    if (next) mend(part, next)
  }
  const news = [...document.querySelectorAll('[data-told]')]
    .map(({ textContent }) => textContent?.trim())
    .filter((text, which) => text !== before[which]?.trim())
  const lines = `${waiting}${isMoreWaiting ? ' or more' : ''} new line${waiting === 1 && !isMoreWaiting ? '' : 's'}`
  // Said once, however many more come.
  if (waiting > 0 && arrivals.hidden) news.push(lines)
  if (waiting > 0) arrivals.textContent = lines
  arrivals.hidden = waiting === 0
  if (news.length > 0) told.textContent = news.join('. ')
  return fresh
}

/** @param {HTMLElement} line @param {number} seconds */
function live(line, seconds) {
  const said = made('span', '')
  const pause = made('button', 'quiet', 'Pause')
  let isPaused = false
  let failures = 0
  let pointedAt = 0
  let timer = 0
  let latest = ''
  line.replaceChildren(said, pause)
  line.after(arrivals)

  /** @param {'live' | 'paused' | 'lost'} state @param {string} text */
  const show = (state, text) => {
    if (state === 'lost' && line.dataset.state !== 'lost') told.textContent = text
    line.dataset.state = state
    said.textContent = text
  }
  const plan = () => {
    clearTimeout(timer)
    const wait = Math.min(6e4, seconds * 1e3 * 2 ** failures)
    if (!isPaused && !document.hidden) timer = setTimeout(look, wait)
    return Math.round(wait / 1e3)
  }

  async function look() {
    if (!seconds) return
    // Nothing moves away from under a pointer, or from a form on its way.
    if (Date.now() - pointedAt < 1e3 || document.querySelector('form[data-sent]')) return plan()
    try {
      const headers = { accept: 'text/html', 'x-requested-with': 'life' }
      const signal = AbortSignal.timeout(15e3)
      const answer = await fetch(location.href, { headers, redirect: 'manual', cache: 'no-store', signal })
      if (answer.type === 'opaqueredirect' || answer.status === 401) return leave()
      if (!answer.ok) throw new Error(`Storecast answered ${answer.status}`)
      const text = await answer.text()
      if (isPaused) return
      latest = text
      const fresh = renew(latest)
      failures = 0
      seconds = Number(fresh.body.dataset.live)
      if (!seconds) return end()
      show('live', 'Live')
      plan()
    } catch (error) {
      failures++
      const why =
        error instanceof TypeError ? 'Storecast cannot be reached' : String(error).replace(/^\w+: /, '')
      show('lost', `Not live: ${why}. Trying again in ${plan()} seconds.`)
    }
  }
  const end = () => {
    delete line.dataset.state
    line.replaceChildren()
  }
  const leave = () => {
    seconds = 0
    show('lost', 'Not live: you are signed out.')
    pause.replaceWith(Object.assign(document.createElement('a'), { href: '', textContent: 'Sign in again' }))
  }

  pause.addEventListener('click', () => {
    isPaused = !isPaused
    pause.textContent = isPaused ? 'Go on' : 'Pause'
    show(isPaused ? 'paused' : 'live', isPaused ? 'Paused' : 'Live')
    if (isPaused) clearTimeout(timer)
    else look()
  })
  const letIn = () => {
    renew(latest, true)
    // It may be a while since it was asked for.
    tick()
  }
  arrivals.addEventListener('click', () => {
    letIn()
    const first = document.querySelector('[data-grows] .new')
    first?.closest('[data-grows]')?.scrollIntoView()
    first?.querySelector('a')?.focus()
  })
  addEventListener('scroll', () => {
    if (!arrivals.hidden && !isPaused && scrollY < 1) letIn()
  })
  addEventListener('pointermove', ({ target }) => {
    if (target instanceof Element && target.closest('.table')) pointedAt = Date.now()
  })
  addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : look()))
  show('live', 'Live')
  plan()
}

dress(document)
const life = document.querySelector('.life')
if (life instanceof HTMLElement) live(life, Number(body.dataset.live))
