/** Currencies as the engine sees them: the catalog's table. */
export { exponentOf, isCurrency } from '../catalog/currency.js'
