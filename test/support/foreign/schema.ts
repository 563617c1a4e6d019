/** The tables of a shop that is not ours: as PHP shops have them, prefixed, half MyISAM and half InnoDB. */

export const prefix = 'oc_'

export interface ForeignTable {
  readonly engine: 'MyISAM' | 'InnoDB'
  /** What stands between the brackets of CREATE TABLE. */
  readonly columns: string
}

const named = (key: string): ForeignTable => ({
  engine: 'MyISAM',
  columns: `${key} int NOT NULL, language_id int NOT NULL, name varchar(255) NOT NULL, PRIMARY KEY (${key}, language_id)`,
})

/** By their names without the prefix. */
export const foreignTables = {
  product: {
    engine: 'MyISAM',
    columns: `
      product_id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
      sku varchar(64) NOT NULL DEFAULT '',
      ean varchar(14) NOT NULL DEFAULT '',
      mpn varchar(64) NOT NULL DEFAULT '',
      quantity int NOT NULL DEFAULT 0,
      stock_status_id int NOT NULL DEFAULT 5,
      image varchar(255) DEFAULT NULL,
      manufacturer_id int NOT NULL DEFAULT 0,
      price decimal(15,4) NOT NULL DEFAULT 0,
      tax_class_id int NOT NULL DEFAULT 0,
      date_available date NOT NULL DEFAULT '0000-00-00',
      weight decimal(15,8) NOT NULL DEFAULT 0,
      weight_class_id int NOT NULL DEFAULT 1,
      status tinyint NOT NULL DEFAULT 1,
      date_modified datetime NOT NULL DEFAULT '0000-00-00 00:00:00'`,
  },
  product_description: {
    engine: 'MyISAM',
    columns: `
      product_id int unsigned NOT NULL,
      language_id int NOT NULL,
      name varchar(255) NOT NULL,
      description text NOT NULL,
      PRIMARY KEY (product_id, language_id)`,
  },
  product_image: {
    engine: 'InnoDB',
    columns: `
      product_image_id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
      product_id int unsigned NOT NULL,
      image varchar(255) DEFAULT NULL,
      sort_order int NOT NULL DEFAULT 0,
      KEY product_id (product_id)`,
  },
  product_special: {
    engine: 'InnoDB',
    columns: `
      product_special_id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
      product_id int unsigned NOT NULL,
      customer_group_id int NOT NULL,
      priority int NOT NULL DEFAULT 1,
      price decimal(15,4) NOT NULL,
      date_start date NOT NULL DEFAULT '0000-00-00',
      date_end date NOT NULL DEFAULT '0000-00-00',
      KEY product_id (product_id)`,
  },
  product_discount: {
    engine: 'MyISAM',
    columns: `
      product_discount_id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
      product_id int unsigned NOT NULL,
      customer_group_id int NOT NULL,
      quantity int NOT NULL DEFAULT 1,
      priority int NOT NULL DEFAULT 1,
      price decimal(15,4) NOT NULL,
      date_start date NOT NULL DEFAULT '0000-00-00',
      date_end date NOT NULL DEFAULT '0000-00-00',
      KEY product_id (product_id)`,
  },
  manufacturer: {
    engine: 'MyISAM',
    columns: 'manufacturer_id int NOT NULL PRIMARY KEY, name varchar(64) NOT NULL',
  },
  category: {
    engine: 'MyISAM',
    columns: 'category_id int NOT NULL PRIMARY KEY, parent_id int NOT NULL DEFAULT 0',
  },
  category_description: named('category_id'),
  product_to_category: {
    engine: 'InnoDB',
    columns: `
      product_id int unsigned NOT NULL,
      category_id int NOT NULL,
      is_main tinyint NOT NULL DEFAULT 0,
      PRIMARY KEY (product_id, category_id)`,
  },
  tax_rule: {
    engine: 'MyISAM',
    columns: `
      tax_rule_id int NOT NULL PRIMARY KEY,
      tax_class_id int NOT NULL,
      tax_rate_id int NOT NULL`,
  },
  tax_rate: {
    engine: 'MyISAM',
    columns: `
      tax_rate_id int NOT NULL PRIMARY KEY,
      geo_zone_id int NOT NULL,
      rate decimal(15,4) NOT NULL,
      type char(1) NOT NULL`,
  },
  geo_zone_country: {
    engine: 'MyISAM',
    columns: 'geo_zone_id int NOT NULL, country_id int NOT NULL, PRIMARY KEY (geo_zone_id, country_id)',
  },
  country: {
    engine: 'MyISAM',
    columns: 'country_id int NOT NULL PRIMARY KEY, iso_code char(2) NOT NULL',
  },
  option_description: named('option_id'),
  option_value_description: named('option_value_id'),
  product_option_value: {
    engine: 'InnoDB',
    columns: `
      product_option_value_id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
      product_id int unsigned NOT NULL,
      option_id int NOT NULL,
      option_value_id int NOT NULL,
      quantity int NOT NULL DEFAULT 0,
      price decimal(15,4) NOT NULL DEFAULT 0,
      price_prefix char(1) NOT NULL DEFAULT '+',
      KEY product_id (product_id)`,
  },
  attribute_description: named('attribute_id'),
  product_attribute: {
    engine: 'InnoDB',
    columns: `
      product_id int unsigned NOT NULL,
      attribute_id int NOT NULL,
      language_id int NOT NULL,
      text text NOT NULL,
      PRIMARY KEY (product_id, attribute_id, language_id)`,
  },
  currency: {
    engine: 'MyISAM',
    columns: `
      currency_id int NOT NULL PRIMARY KEY,
      code char(3) NOT NULL,
      value decimal(15,8) NOT NULL,
      status tinyint NOT NULL DEFAULT 1`,
  },
  product_sales: {
    engine: 'InnoDB',
    columns: 'product_id int unsigned NOT NULL PRIMARY KEY, units int NOT NULL',
  },
} as const satisfies Readonly<Record<string, ForeignTable>>

export type ForeignTableName = keyof typeof foreignTables

/** One statement for each table. */
export const createStatements: readonly string[] = Object.entries(foreignTables).map(
  ([name, { engine, columns }]) =>
    `CREATE TABLE ${prefix}${name} (${columns}) ENGINE=${engine} DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci`,
)

/** A session may store what such shops hold: zero dates, and days that no month has. */
export const lenientSession = "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'"
