/** GTINs for examples: of every length, each with its check digit. */

/** So many digits, the last of them right. */
export function gtinOf(number: number, digits = 13): string {
  const body = String(4_006_381_000 + number)
    .padStart(digits - 1, '1')
    .slice(-(digits - 1))
  const sum = [...body].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** As `gtinOf`, with a last digit that is wrong. */
export function wrongGtin(number: number): string {
  const right = gtinOf(number)
  return `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`
}
