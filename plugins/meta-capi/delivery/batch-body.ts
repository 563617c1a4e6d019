/** A batch as the Graph API takes it: the stored bodies, joined as they are. */

export function batchBody(bodies: readonly string[], testingCode: string | undefined): string {
  const code = testingCode === undefined ? '' : `,"test_event_code":${JSON.stringify(testingCode)}`
  return `{"data":[${bodies.join(',')}]${code}}`
}
