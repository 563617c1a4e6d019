/** Where we differ from Meta's parameter builder on purpose: what for, an example, and what makes it one of the class. */
import { isIP } from 'node:net'
import type { aspects, Input } from './builder.js'

export interface Difference {
  readonly inputClass: string
  readonly aspect: (typeof aspects)[number]
  readonly input: Input
  readonly ours: string
  readonly theirs: string
  /** Why ours is right. */
  readonly source: string
  covers(input: Input): boolean
}

const shop = 'shop.example'
const sent = (name: string, input: Input) => input.cookies?.[name] ?? ''
const isJunkReferer = ({ referer }: Input) => referer !== undefined && /^http:\/\/\[|^about:/.test(referer)
const hostname = ({ host = '' }: Input) => host.replace(/:\d+$/, '')
const isNumeric = (input: Input) => isIP(hostname(input).replace(/^\[|\]$/g, '')) !== 0
const clickIds = ({ query, referer }: Input) => [...`${query}&${referer}`.matchAll(/fbclid=([^&]*)/g)]
const clickOf = (input: Input) => clickIds(input)[0]?.[1] ?? ''
const withDots = 'fb.1.1795000000000.a.b.c'
const isDotted = (value: string) => value.replace(/\.AQQCAQMC$/, '').split('.').length > 4
const isInSeconds = (value: string) => /^fb\.\d\.\d{10}\./.test(value)
const isOld = (value: string) => /^fb\.\d\.1[0-6]\d{11}\./.test(value)
const isBare = (value: string) => /^fb\.\d\.\d{10,13}\.[^.]+$/.test(value)

const malformedReferer = 'Our own: a header must not fail a checkout (reference, builder defects)'
const suffixList =
  'https://publicsuffix.org: a browser refuses cookies on a public suffix (capi-param-builder#40)'
const serverIndex = 'Meta’s fbp-and-fbc page: 1 where a server makes it without a cookie on a domain'
const milliseconds =
  'Meta’s fbp-and-fbc page: the time is in milliseconds (managed-components#2: invalid fbp)'
const specialPurpose = 'https://www.iana.org/assignments/iana-ipv4-special-registry'

export const differences: readonly Difference[] = [
  ...(['fbp', 'fbc', 'index', 'domain', 'set', 'ip'] as const).map((aspect) => ({
    inputClass: 'a malformed Referer',
    aspect,
    input: { host: shop, referer: 'http://[bad', address: '8.8.8.8', query: 'fbclid=abc' },
    ours: { fbp: 'made', fbc: 'made abc', index: '1', domain: shop, set: '_fbc _fbp', ip: '8.8.8.8' }[aspect],
    theirs: 'throws',
    source: malformedReferer,
    covers: isJunkReferer,
  })),
  {
    inputClass: 'a shop under a suffix of two parts',
    aspect: 'domain',
    input: { host: 'shop.co.uk' },
    ours: 'shop.co.uk',
    theirs: 'co.uk',
    source: suffixList,
    covers: ({ host }) => host === 'shop.co.uk',
  },
  {
    inputClass: 'a shop under a suffix of two parts',
    aspect: 'index',
    input: { host: 'shop.co.uk' },
    ours: '2',
    theirs: '1',
    source: suffixList,
    covers: ({ host }) => host === 'shop.co.uk',
  },
  {
    inputClass: 'a host two steps below its domain',
    aspect: 'domain',
    input: { host: 'a.b.shop.example' },
    ours: shop,
    theirs: 'b.shop.example',
    source: suffixList,
    covers: ({ host }) => host === 'a.b.shop.example',
  },
  {
    inputClass: 'a host two steps below its domain',
    aspect: 'index',
    input: { host: 'a.b.shop.example' },
    ours: '1',
    theirs: '2',
    source: suffixList,
    covers: ({ host }) => host === 'a.b.shop.example',
  },
  {
    inputClass: 'a shop of a platform whose domain is a public suffix',
    aspect: 'domain',
    input: { host: 'mine.myshopify.com' },
    ours: 'mine.myshopify.com',
    theirs: 'myshopify.com',
    source: suffixList,
    covers: ({ host }) => host === 'mine.myshopify.com',
  },
  {
    inputClass: 'a shop of a platform whose domain is a public suffix',
    aspect: 'index',
    input: { host: 'mine.myshopify.com' },
    ours: '2',
    theirs: '1',
    source: suffixList,
    covers: ({ host }) => host === 'mine.myshopify.com',
  },
  {
    inputClass: 'capitals in the host',
    aspect: 'domain',
    input: { host: 'WWW.Shop.Example' },
    ours: shop,
    theirs: 'Shop.Example',
    source: 'RFC 6265, 5.1.2: domains are compared in lower case, and one shop needs one name',
    covers: ({ host = '' }) => /[A-Z]/.test(host),
  },
  {
    inputClass: 'a host that is an address',
    aspect: 'domain',
    input: { host: '127.0.0.1:3000' },
    ours: 'host',
    theirs: '127.0.0.1',
    source: 'RFC 6265, 5.1.3: an address has no domain, its cookies are the host’s',
    covers: isNumeric,
  },
  {
    inputClass: 'a host that is an address',
    aspect: 'index',
    input: { host: '127.0.0.1:3000' },
    ours: '1',
    theirs: '0',
    source: serverIndex,
    covers: isNumeric,
  },
  {
    inputClass: 'a host of one label',
    aspect: 'domain',
    input: { host: 'localhost:3000' },
    ours: 'host',
    theirs: 'localhost',
    source: 'RFC 6265, 5.3: a browser may refuse a domain without a dot',
    covers: (input) => hostname(input) === 'localhost',
  },
  {
    inputClass: 'a host of one label',
    aspect: 'index',
    input: { host: 'localhost:3000' },
    ours: '1',
    theirs: '0',
    source: serverIndex,
    covers: (input) => hostname(input) === 'localhost',
  },
  {
    inputClass: 'no host',
    aspect: 'index',
    input: {},
    ours: '1',
    theirs: '0',
    source: serverIndex,
    covers: ({ host }) => host === undefined,
  },
  {
    inputClass: 'a cookie of the pixel, without an appendix',
    aspect: 'set',
    input: { host: shop, cookies: { _fbp: 'fb.1.1795000000000.5' } },
    ours: '',
    theirs: '_fbp',
    source: 'Events Manager calls an appended value modified (capi-param-builder#13)',
    covers: ({ cookies }) => Object.values(cookies ?? {}).some(isBare),
  },
  {
    inputClass: 'an _fbp in seconds',
    aspect: 'fbp',
    input: { host: shop, cookies: { _fbp: 'fb.1.1795000000.5' } },
    ours: 'made',
    theirs: 'kept fb.1.1795000000.5',
    source: milliseconds,
    covers: (input) => isInSeconds(sent('_fbp', input)),
  },
  {
    inputClass: 'an _fbc in seconds',
    aspect: 'fbc',
    input: { host: shop, cookies: { _fbc: 'fb.1.1795000000.abc' } },
    ours: 'none',
    theirs: 'kept fb.1.1795000000.abc',
    source: milliseconds,
    covers: (input) => isInSeconds(sent('_fbc', input)),
  },
  {
    inputClass: 'an _fbp in seconds',
    aspect: 'set',
    input: { host: shop, cookies: { _fbp: 'fb.1.1795000000.5.AQQCAQMC' } },
    ours: '_fbp',
    theirs: '',
    source: milliseconds,
    covers: (input) => isInSeconds(sent('_fbp', input)),
  },
  {
    inputClass: 'an _fbc in seconds that the click id repeats',
    aspect: 'set',
    input: {
      host: shop,
      query: 'fbclid=abc',
      cookies: { _fbp: 'fb.1.1795000000000.5.AQQCAQMC', _fbc: 'fb.1.1795000000.abc.AQQCAQMC' },
    },
    ours: '_fbc',
    theirs: '',
    source: milliseconds,
    covers: (input) => isInSeconds(sent('_fbc', input)),
  },
  {
    inputClass: 'an _fbc of more than 90 days',
    aspect: 'fbc',
    input: { host: shop, cookies: { _fbc: 'fb.1.1400000000000.abc' } },
    ours: 'none',
    theirs: 'kept fb.1.1400000000000.abc',
    source: 'Meta’s age of the cookie is 90 days; a browser that kept to it would not have it',
    covers: (input) => isOld(sent('_fbc', input)),
  },
  {
    inputClass: 'an _fbc with dots in its click id',
    aspect: 'fbc',
    input: { host: shop, cookies: { _fbc: withDots } },
    ours: `kept ${withDots}`,
    theirs: 'none',
    source: 'Our own: what was written from a click id with dots is read again',
    covers: (input) => isDotted(sent('_fbc', input)),
  },
  {
    inputClass: 'an _fbc with dots in its click id, seen again',
    aspect: 'fbc',
    input: { host: shop, query: 'fbclid=a.b.c', cookies: { _fbc: `${withDots}.AQQCAQMC` } },
    ours: `kept ${withDots}`,
    theirs: 'made a.b.c',
    source: 'Our own: what was written from a click id with dots is read again',
    covers: (input) => isDotted(sent('_fbc', input)) && clickOf(input) !== '',
  },
  {
    inputClass: 'an _fbc with dots in its click id, seen again',
    aspect: 'set',
    input: {
      host: shop,
      query: 'fbclid=a.b.c',
      cookies: { _fbp: 'fb.1.1795000000000.5.AQQCAQMC', _fbc: `${withDots}.AQQCAQMC` },
    },
    ours: '',
    theirs: '_fbc',
    source: 'Our own: a click that is known keeps its time',
    covers: (input) => isDotted(sent('_fbc', input)) && clickOf(input) !== '',
  },
  {
    inputClass: 'a repeated fbclid',
    aspect: 'fbc',
    input: { host: shop, query: 'fbclid=a&fbclid=b' },
    ours: 'made a',
    theirs: 'made a,b',
    source: 'Our own: two clicks joined are no click of Meta’s',
    covers: (input) => clickIds({ query: input.query }).length > 1,
  },
  {
    inputClass: 'a click id with an appendix',
    aspect: 'fbc',
    input: { host: shop, query: 'fbclid=abc.AQQAAQMC.BA' },
    ours: 'made abc',
    theirs: 'made abc.AQQAAQMC.BA',
    source: 'The builder appends to addresses; the click id is what Meta gave, unmodified',
    covers: (input) => /\.(?:BA|AQQ.AQMC)/.test(clickOf(input)),
  },
  {
    inputClass: 'a click id with an appendix, seen again',
    aspect: 'set',
    input: {
      host: shop,
      query: 'fbclid=abc.AQQAAQMC.BA',
      cookies: { _fbp: 'fb.1.1795000000000.5.BA', _fbc: 'fb.1.1795000000000.abc.BA' },
    },
    ours: '',
    theirs: '_fbc',
    source: 'The builder appends to addresses; a click that is known keeps its time',
    covers: (input) => /\.(?:BA|AQQ.AQMC)/.test(clickOf(input)),
  },
  {
    inputClass: 'a click id that a cookie cannot hold',
    aspect: 'fbc',
    input: { host: shop, query: 'fbclid=a%3Bb' },
    ours: 'none',
    theirs: 'made a;b',
    source: 'RFC 6265, 4.1.1: what stands in a cookie (Graph refuses a malformed fbc: 2804001)',
    covers: (input) => /%|\+/.test(clickOf(input)),
  },
  {
    inputClass: 'a click id that a cookie cannot hold',
    aspect: 'set',
    input: { host: shop, query: 'fbclid=a%3Bb' },
    ours: '_fbp',
    theirs: '_fbc _fbp',
    source: 'RFC 6265, 4.1.1: what stands in a cookie',
    covers: (input) => /%|\+/.test(clickOf(input)),
  },
  {
    inputClass: 'a carrier’s network',
    aspect: 'ip',
    input: { address: '100.64.1.1' },
    ours: 'none',
    theirs: '100.64.1.1',
    source: specialPurpose,
    covers: ({ address }) => address === '100.64.1.1',
  },
  {
    inputClass: 'no host’s address',
    aspect: 'ip',
    input: { address: '0.0.0.0' },
    ours: 'none',
    theirs: '0.0.0.0',
    source: specialPurpose,
    covers: ({ address }) => address === '0.0.0.0',
  },
  {
    inputClass: 'many hosts',
    aspect: 'ip',
    input: { address: '224.0.0.1' },
    ours: 'none',
    theirs: '224.0.0.1',
    source: specialPurpose,
    covers: ({ address }) => address === '224.0.0.1',
  },
  {
    inputClass: 'a private network in IPv6 clothes',
    aspect: 'ip',
    input: { address: '::ffff:10.0.0.1' },
    ours: 'none',
    theirs: '::ffff:10.0.0.1',
    source: 'RFC 4291, 2.5.5.2: Node’s dual-stack sockets write IPv4 like this',
    covers: ({ address }) => address === '::ffff:10.0.0.1',
  },
  {
    inputClass: 'a public address in IPv6 clothes',
    aspect: 'ip',
    input: { address: '::ffff:8.8.8.8' },
    ours: '8.8.8.8',
    theirs: '::ffff:8.8.8.8',
    source: 'RFC 4291, 2.5.5.2: Node’s dual-stack sockets write IPv4 like this',
    covers: ({ address }) => address === '::ffff:8.8.8.8',
  },
  {
    inputClass: 'an address with its port',
    aspect: 'ip',
    input: { address: '8.8.8.8:4444' },
    ours: '8.8.8.8',
    theirs: 'none',
    source: 'Our own: some proxies forward it so',
    covers: ({ address }) => address === '8.8.8.8:4444',
  },
  {
    inputClass: 'an IPv6 address written long',
    aspect: 'ip',
    input: { address: '2A02:0DB9:0:0:0:0:0:1' },
    ours: '2a02:db9::1',
    theirs: '2A02:0DB9:0:0:0:0:0:1',
    source: 'RFC 5952: one form for one address',
    covers: ({ address }) => address === '2A02:0DB9:0:0:0:0:0:1',
  },
  {
    inputClass: 'an address in a cookie of the browser',
    aspect: 'ip',
    input: { address: '8.8.8.8', cookies: { _fbi: '2a02:db9::5.AQQCAQMC' } },
    ours: '8.8.8.8',
    theirs: '2a02:db9::5',
    source: 'Our own: the browser does not choose its address',
    covers: (input) => sent('_fbi', input) !== '',
  },
]
