/** All that an asynchronous source gives; Node 20 has no `Array.fromAsync`. */
export async function gathered<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const each of source) all.push(each)
  return all
}
