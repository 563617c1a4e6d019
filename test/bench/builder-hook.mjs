/** A hook of Node's module loader: whoever of the product asks for its item writer gets the one of xmlbuilder2. */
const writer = new URL('builder-writer.mjs', import.meta.url).href

export function resolve(specifier, context, next) {
  const isAsked = specifier.endsWith('/item-writer.js') && context.parentURL !== writer
  return isAsked ? { url: writer, shortCircuit: true } : next(specifier, context)
}
