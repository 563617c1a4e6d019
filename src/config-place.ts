/** Places in a configuration's source: on which line a key stands, so that a mistake can be told with it. */

/** What stands in one pair of brackets, or at the top: keys with their values, or values in their order. */
interface Group {
  readonly bracket: string
  readonly entries: Entry[]
}

/** `name: value`, or a value alone; `groups` are the brackets in the value. */
interface Entry {
  readonly at: number
  readonly name: string | undefined
  readonly groups: Group[]
}

interface Token {
  readonly text: string
  readonly at: number
}

type Path = readonly (string | number)[]

/** The line, from 1, of what the path leads to, or of the nearest that is written out; undefined where nothing is. */
export function lineOf(source: string, path: Path): number | undefined {
  const top = groupsIn(tokensOf(source))
  for (let end = path.length; end > 0; end--) {
    // Its first key may hold a name instead of what is meant: `const mapping = { … }` stands elsewhere then.
    const at = locate([top], path.slice(0, end)) ?? anywhere(top, path.slice(1, end))
    if (at !== undefined) return source.slice(0, at).split('\n').length
  }
  return undefined
}

function locate(groups: readonly Group[], [step, ...rest]: Path): number | undefined {
  if (step === undefined) return undefined
  for (const { bracket, entries } of groups) {
    const isList = typeof step === 'number' && bracket === '['
    const met: readonly Entry[] = isList ? entries.slice(step, step + 1) : entries
    for (const entry of met) {
      const isMet = isList || entry.name === step
      // A call around a value is none of the steps: `mapTables({ … })`.
      const isAround = !isMet && (bracket === '(' || bracket === '')
      const at = isMet
        ? rest.length === 0
          ? entry.at
          : locate(entry.groups, rest)
        : isAround
          ? locate(entry.groups, [step, ...rest])
          : undefined
      if (at !== undefined) return at
    }
  }
  return undefined
}

function anywhere(group: Group, path: Path): number | undefined {
  if (path.length === 0) return undefined
  const here = locate([group], path)
  if (here !== undefined) return here
  for (const { groups } of group.entries) {
    for (const inner of groups) {
      const found = anywhere(inner, path)
      if (found !== undefined) return found
    }
  }
  return undefined
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }

function groupsIn(tokens: readonly Token[]): Group {
  let next = 0
  const read = (bracket: string): Group => {
    const group: Group = { bracket, entries: [] }
    let entry: Entry | undefined
    for (; next < tokens.length; next++) {
      const { text, at } = tokens[next] as Token
      if (text === closing[bracket]) break
      // At the top each statement is one entry as good as another.
      if (text === ',' || (bracket === '' && text === ';')) {
        entry = undefined
        continue
      }
      if (entry === undefined) {
        const isKey = bracket === '{' && /^[:,}(]$/.test(tokens[next + 1]?.text ?? '')
        entry = { at, name: isKey ? text.replace(/^(['"])(.*)\1$/, '$2') : undefined, groups: [] }
        group.entries.push(entry)
      }
      if (closing[text] !== undefined) {
        next++
        entry.groups.push(read(text))
      }
    }
    return group
  }
  return read('')
}

const token =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|[\p{ID_Start}$_][\p{ID_Continue}$]*|\S/gu
const expression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [text, comment] = match
    if (comment !== undefined) continue
    expression.lastIndex = match.index
    // Behind one of these a slash begins a regular expression, whose brackets are none.
    if (
      text === '/' &&
      /^(?:[(,=:[!&|?{};>]|return)$/.test(tokens.at(-1)?.text ?? '=') &&
      expression.test(source)
    )
      token.lastIndex = expression.lastIndex
    else tokens.push({ text, at: match.index })
  }
  return tokens
}
