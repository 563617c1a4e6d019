/** The states and territories of the United States, and the provinces of Canada, with their two letters. */

/** The United States and its territories, some of which are told as countries. */
export const american: ReadonlySet<string> = new Set(['us', 'pr', 'gu', 'vi', 'as', 'mp', 'um'])

export const canadian = 'ca'

/** By the two letters: names in lower case, without spaces. */
const usNames: Readonly<Record<string, string>> = {
  al: 'alabama',
  ak: 'alaska',
  az: 'arizona',
  ar: 'arkansas',
  ca: 'california calif',
  co: 'colorado',
  ct: 'connecticut conn',
  de: 'delaware',
  dc: 'districtofcolumbia washingtondc washingtondistrictofcolumbia',
  fl: 'florida',
  ga: 'georgia',
  hi: 'hawaii',
  id: 'idaho',
  il: 'illinois',
  in: 'indiana',
  ia: 'iowa',
  ks: 'kansas',
  ky: 'kentucky',
  la: 'louisiana',
  me: 'maine',
  md: 'maryland',
  ma: 'massachusetts mass',
  mi: 'michigan mich',
  mn: 'minnesota minn',
  ms: 'mississippi',
  mo: 'missouri',
  mt: 'montana',
  ne: 'nebraska',
  nv: 'nevada',
  nh: 'newhampshire',
  nj: 'newjersey',
  nm: 'newmexico',
  ny: 'newyork newyorkstate',
  nc: 'northcarolina',
  nd: 'northdakota',
  oh: 'ohio',
  ok: 'oklahoma okla',
  or: 'oregon',
  pa: 'pennsylvania penn penna',
  ri: 'rhodeisland',
  sc: 'southcarolina',
  sd: 'southdakota',
  tn: 'tennessee tenn',
  tx: 'texas',
  ut: 'utah',
  vt: 'vermont',
  va: 'virginia',
  wa: 'washington washingtonstate',
  wv: 'westvirginia',
  wi: 'wisconsin',
  wy: 'wyoming',
  as: 'americansamoa',
  gu: 'guam',
  mp: 'northernmarianaislands',
  pr: 'puertorico',
  vi: 'virginislands usvirginislands unitedstatesvirginislands virginislandsus',
  um: 'usoutlyingislands unitedstatesminoroutlyingislands',
  aa: 'armedforcesamericas',
  ae: 'armedforceseurope armedforcesafrica armedforcescanada armedforcesmiddleeast',
  ap: 'armedforcespacific',
  fm: 'federatedstatesofmicronesia',
  mh: 'marshallislands',
  pw: 'palau',
}

const canadianNames: Readonly<Record<string, string>> = {
  ab: 'alberta',
  bc: 'britishcolumbia colombiebritannique',
  mb: 'manitoba',
  nb: 'newbrunswick nouveaubrunswick',
  nl: 'newfoundlandandlabrador newfoundland labrador newfoundlandlabrador terreneuveetlabrador',
  ns: 'novascotia nouvelleecosse',
  nt: 'northwestterritories territoiresdunordouest',
  nu: 'nunavut',
  on: 'ontario',
  pe: 'princeedwardisland ileduprinceedouard',
  qc: 'quebec',
  sk: 'saskatchewan',
  yt: 'yukon yukonterritory',
}

const byName = (names: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(names).flatMap(([code, all]) =>
      [code, ...all.split(' ')].map((name) => [name, code] as const),
    ),
  )

/** The two letters of a name, or of themselves. */
export const statesOfAmerica = byName(usNames)

/** The two letters of a name in English or French, or of themselves. */
export const statesOfCanada = byName(canadianNames)
