/** Names of countries: the English ones that ICU knows, what else lists of countries say, and some in their own words. */
import { countryCodes } from './country-codes.js'
import { letters, roman } from './text.js'

/** By the country; as `nameKey` writes them. */
const otherNames: Readonly<Record<string, string>> = {
  ae: 'emirates uae',
  at: 'osterreich autriche oesterreich',
  ba: 'bosnia',
  be: 'belgie belgique belgien',
  bg: 'българия balgariya',
  bn: 'bruneidarussalam',
  bo: 'boliviaplurinationalstateof plurinationalstateofbolivia',
  bq: 'bonairesinteustatiusandsaba bonaire',
  br: 'brasil',
  cc: 'cocosislands keelingislands',
  cd: 'democraticrepublicofthecongo congodemocraticrepublicofthe congothedemocraticrepublicofthe drcongo drc',
  cg: 'congo republicofthecongo',
  ch: 'schweiz suisse svizzera svizra',
  ci: 'ivorycoast',
  cn: 'peoplesrepublicofchina prc mainlandchina 中国',
  cv: 'caboverde',
  cw: 'curacao',
  cz: 'czechrepublic cesko ceskarepublika',
  de: 'deutschland allemagne federalrepublicofgermany',
  dk: 'danmark',
  ee: 'eesti',
  es: 'espana',
  fi: 'suomi',
  fk: 'falklandislandsmalvinas malvinas',
  fm: 'micronesiafederatedstatesof federatedstatesofmicronesia',
  gb: 'uk greatbritain britain england scotland wales northernireland unitedkingdomofgreatbritainandnorthernireland',
  gr: 'hellas ellada ελλαδα',
  hk: 'hongkong hongkongsar 香港',
  hm: 'heardislandandmcdonaldislands',
  hr: 'hrvatska',
  hu: 'magyarorszag',
  ie: 'eire republicofireland',
  in: 'bharat',
  ir: 'iranislamicrepublicof islamicrepublicofiran',
  is: 'island',
  it: 'italia',
  jp: '日本',
  kn: 'saintkittsandnevis',
  kp: 'koreademocraticpeoplesrepublicof democraticpeoplesrepublicofkorea dprk',
  kr: 'korea republicofkorea korearepublicof 대한민국 한국',
  la: 'laopeoplesdemocraticrepublic lao',
  lt: 'lietuva',
  lu: 'luxemburg',
  lv: 'latvija',
  ma: 'maroc',
  md: 'moldovarepublicof republicofmoldova',
  mf: 'saintmartinfrenchpart',
  mk: 'macedonia macedoniatheformeryugoslavrepublicof formeryugoslavrepublicofmacedonia',
  mo: 'macau macao 澳門',
  mx: 'mexiko',
  nl: 'holland nederland',
  no: 'norge noreg',
  pl: 'polska',
  pn: 'pitcairn',
  ps: 'palestine palestinestateof stateofpalestine palestinianterritory',
  re: 'lareunion',
  rs: 'srbija',
  ru: 'russianfederation россия',
  sa: 'ksa',
  se: 'sverige',
  sh: 'sainthelenaascensionandtristandacunha',
  si: 'slovenija',
  sk: 'slovakrepublic slovensko',
  sx: 'sintmaartendutchpart stmaarten',
  sy: 'syrianarabrepublic',
  sz: 'swaziland',
  tl: 'easttimor',
  tr: 'turkey',
  tw: 'taiwanprovinceofchina 台灣 臺灣',
  tz: 'tanzaniaunitedrepublicof unitedrepublicoftanzania',
  ua: 'україна ukraina',
  um: 'unitedstatesminoroutlyingislands',
  us: 'us usa unitedstatesofamerica america theusa estadosunidos etatsunis vereinigtestaaten',
  va: 'holysee vatican holyseevaticancitystate',
  ve: 'venezuelabolivarianrepublicof bolivarianrepublicofvenezuela',
  vg: 'virginislandsbritish',
  vi: 'virginislandsus virginislands',
  vn: 'socialistrepublicofvietnam',
}

/** Lower case in a-z where it can be, without spaces, and without the article. */
function nameKey(name: string): string | undefined {
  const key = letters(
    name
      .replace(/,\s*the$/i, '')
      .replaceAll('&', ' and ')
      .replace(/\bst(?:\.|(?=\s))/gi, 'saint'),
  )
  return key === undefined ? undefined : (roman(key) ?? key).replace(/^the(?=[a-z]{4})/, '')
}

// Asking ICU for all of them takes 10 ms and more, which a shop that tells codes must not pay for at its start.
let codeOfName: ReadonlyMap<string, string> | undefined

/** The code of two letters; undefined for a name that is no country's. */
export function codeOfCountryName(name: string): string | undefined {
  codeOfName ??= allNames()
  return codeOfName.get(nameKey(name) ?? '')
}

function allNames(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames(['en'], { type: 'region' })
  const all = new Map<string, string>()
  const add = (name: string, code: string) => {
    const key = nameKey(name)
    if (key !== undefined) all.set(key, code)
  }
  for (const code of countryCodes) {
    // ICU tells of some `Myanmar (Burma)`: each of both is a name.
    for (const name of (english.of(code.toUpperCase()) ?? '').split(/[()]/)) add(name, code)
  }
  for (const [code, names] of Object.entries(otherNames)) for (const name of names.split(' ')) add(name, code)
  return all
}
