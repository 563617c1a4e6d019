/** Currencies: the codes of ISO 4217 in use, and how many decimals each has. */

// A table, because ICU answers with the digits people use (IQD 0, LAK 0) and not those of the standard.
const codes = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF ' +
    'CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG ' +
    'HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA ' +
    'MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD ' +
    'RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX ' +
    'USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
)

const exponents = new Map<string, number>()
for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')) {
  exponents.set(code, 0)
}
for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) exponents.set(code, 3)

/** Whether `code` is a currency of ISO 4217 that prices can be in, in capitals. */
export const isCurrency = (code: string): boolean => codes.has(code)

/** How many decimals a currency has: yen 0, euro 2, dinar 3. */
export const exponentOf = (currency: string): number => exponents.get(currency) ?? 2
