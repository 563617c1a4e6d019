/** What the foreign shop's products refer to: makers, categories, taxes, options, attributes, currencies. */
import { english, german } from './products.js'

type Rows = readonly (readonly (string | number)[])[]

/** By table, in the order of its columns. */
export const lookups: Readonly<Record<string, Rows>> = {
  manufacturer: [
    [3, 'Harbour &amp; Söhne'],
    [4, 'Nordlicht'],
    [5, ' Nordlicht'],
  ],
  // 41 and 42 are each other's parent; nobody knows 98, and 44 has no name in the main language.
  category: [
    [20, 0],
    [21, 20],
    [22, 21],
    [30, 0],
    [41, 42],
    [42, 41],
    [43, 98],
    [44, 20],
  ],
  category_description: [
    [20, german, 'Küche &amp; Bad'],
    [20, english, 'Kitchen'],
    [21, german, 'Tee'],
    [22, german, 'Kessel'],
    [30, german, 'Kleidung'],
    [41, german, 'Henne'],
    [42, german, 'Ei'],
    [43, german, 'Verwaist'],
    [44, english, 'Nameless'],
  ],
  // Of class 9 a fixed levy as well, which no percentage can tell.
  tax_rule: [
    [1, 9, 1],
    [2, 9, 2],
    [3, 9, 5],
    [4, 10, 3],
    [5, 10, 4],
  ],
  tax_rate: [
    [1, 1, '19.0000', 'P'],
    [2, 2, '20.0000', 'P'],
    [3, 1, '7.0000', 'P'],
    [4, 2, '10.0000', 'P'],
    [5, 1, '4.0000', 'F'],
  ],
  geo_zone_country: [
    [1, 81],
    [2, 14],
  ],
  country: [
    [81, 'DE'],
    [14, 'AT'],
  ],
  option_description: [
    [11, german, 'Größe'],
    [11, english, 'Size'],
    [12, german, 'Farbe'],
    [13, german, 'Geschenkpapier'],
  ],
  option_value_description: [
    [101, german, 'S'],
    [102, german, 'M'],
    [103, german, 'L'],
    [111, german, 'Rot'],
    [111, english, 'Red'],
    [121, german, 'Ja'],
  ],
  attribute_description: [
    [7, german, 'Material'],
    [7, english, 'Material'],
    [8, german, 'Inhalt'],
  ],
  currency: [
    [1, 'EUR', '1.00000000', 1],
    [2, 'USD', '1.08500000', 1],
    [3, 'JPY', '163.12345678', 1],
    [4, 'CHF', '0.94000000', 0],
  ],
}
