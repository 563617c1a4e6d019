/** The catalog of a shop that keeps its own tables: the complete example of docs/your-own-tables.md. */
import { defineConfig, mapTables } from 'storecast'

const german = 2
const english = 1
const whenSoldOut = { 5: 'out_of_stock', 6: 'backorder', 8: 'preorder' }

export default defineConfig({
  catalog: mapTables({
    database: process.env.SHOP_DATABASE_URL,
    prefix: 'oc_',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',

    products: {
      table: 'product',
      id: 'product_id',
      where: { status: 1 },
      set: {
        link: { column: 'product_id', before: '/index.php?route=product&product_id=' },
        imageLink: { column: 'image', before: '/image/' },
        price: 'price',
        quantity: 'quantity',
        availability: (row) => (row.quantity > 0 ? 'in_stock' : whenSoldOut[row.stock_status_id]),
        availableAt: 'date_available',
        gtin: 'ean',
        mpn: 'mpn',
        shippingWeight: {
          column: 'weight',
          unit: { column: 'weight_class_id', values: { 1: 'kg', 2: 'g' } },
        },
      },
    },

    related: [
      {
        table: 'product_description',
        product: 'product_id',
        prefer: { language_id: [german, english] },
        set: { title: 'name', description: 'description' },
      },
      { table: 'manufacturer', by: 'manufacturer_id', id: 'manufacturer_id', set: { brand: 'name' } },
      { table: 'product_sales', product: 'product_id', set: { sold: 'units' } },
    ],

    lists: {
      additionalImageLinks: {
        table: 'product_image',
        product: 'product_id',
        order: ['sort_order', 'product_image_id'],
        value: { column: 'image', before: '/image/' },
      },
      details: {
        query: `
          SELECT a.product_id, a.attribute_id, d.name, a.text
          FROM {prefix}product_attribute a
          JOIN {prefix}attribute_description d
            ON d.attribute_id = a.attribute_id AND d.language_id = a.language_id
          WHERE a.language_id = ${german}`,
        product: 'product_id',
        order: ['attribute_id'],
        parts: { name: 'name', value: 'text' },
      },
    },

    prices: [
      {
        table: 'product_special',
        where: { customer_group_id: 1 },
        product: 'product_id',
        gives: 'salePrice',
        price: 'price',
        from: 'date_start',
        to: 'date_end',
        includesLastDay: false,
        priority: 'priority',
      },
      {
        table: 'product_discount',
        where: { customer_group_id: 1, quantity: 1 },
        product: 'product_id',
        gives: 'customPrice',
        price: 'price',
        from: 'date_start',
        to: 'date_end',
        includesLastDay: false,
        priority: 'priority',
      },
    ],

    tax: {
      query: `
        SELECT r.tax_class_id, c.iso_code, t.rate
        FROM {prefix}tax_rule r
        JOIN {prefix}tax_rate t ON t.tax_rate_id = r.tax_rate_id AND t.type = 'P'
        JOIN {prefix}geo_zone_country z ON z.geo_zone_id = t.geo_zone_id
        JOIN {prefix}country c ON c.country_id = z.country_id`,
      by: 'tax_class_id',
      class: 'tax_class_id',
      country: 'iso_code',
      percent: 'rate',
    },

    categories: {
      query: `
        SELECT c.category_id, c.parent_id, d.name
        FROM {prefix}category c
        JOIN {prefix}category_description d ON d.category_id = c.category_id AND d.language_id = ${german}`,
      id: 'category_id',
      parent: 'parent_id',
      name: 'name',
      placements: {
        table: 'product_to_category',
        product: 'product_id',
        category: 'category_id',
        order: ['-is_main', 'category_id'],
      },
    },

    variants: {
      table: 'product_option_value',
      // Size and colour; the third option, a gift wrap, makes no variants.
      where: { option_id: [11, 12] },
      id: 'product_option_value_id',
      product: 'product_id',
      set: {
        quantity: 'quantity',
        availability: (row) => (row.quantity > 0 ? 'in_stock' : 'out_of_stock'),
      },
      priceChange: (row) => (row.price_prefix === '-' ? `-${row.price}` : row.price),
      options: {
        query: `
          SELECT v.product_option_value_id, o.name AS option_name, n.name AS value_name
          FROM {prefix}product_option_value v
          JOIN {prefix}option_description o
            ON o.option_id = v.option_id AND o.language_id = ${german}
          JOIN {prefix}option_value_description n
            ON n.option_value_id = v.option_value_id AND n.language_id = ${german}`,
        variant: 'product_option_value_id',
        name: 'option_name',
        value: 'value_name',
        as: { Größe: 'size', Farbe: 'color' },
      },
    },

    rates: { table: 'currency', where: { status: 1 }, currency: 'code', rate: 'value' },
  }),
})
