import { describe, expect, test } from 'vitest'
import { botReasonOf } from '../../../../plugins/meta-capi/browser/bots.js'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

describe('a shopper', () => {
  test.each([
    ['Chrome', chrome],
    [
      'Safari',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    ],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
    [
      'the browser inside Facebook’s app, where most clicks on its ads land',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/471.0.0.33.109;FBBV/620698512;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBCR/;FBID/phone;FBLC/de_DE;FBOP/80]',
    ],
    [
      'the browser inside Facebook’s app on Android',
      'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0.0.41.110;]',
    ],
    [
      'the browser inside Instagram’s app',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 Instagram 336.0.8.29.91 (iPhone14,7; iOS 17_5; de_DE; de; scale=3.00; 1170x2532; 614064327)',
    ],
    [
      'a telephone whose maker is called Cubot',
      'Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/83.0.4103.96 Mobile Safari/537.36',
    ],
  ])('%s', (_who, userAgent) => {
    expect(botReasonOf({ headers: { 'user-agent': userAgent } })).toBeUndefined()
  })

  test('who reloads without the cache', () => {
    expect(botReasonOf({ headers: { 'user-agent': chrome, purpose: '', 'sec-purpose': 'navigate' } })).toBe(
      undefined,
    )
  })
})

describe('a crawler', () => {
  test.each([
    ['Google', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['Facebook’s previews', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
    ['Facebook’s catalog', 'facebookcatalog/1.0'],
    ['WhatsApp’s previews', 'WhatsApp/2.24.10.75 A'],
    ['a language model’s', 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)'],
    ['a headless browser', chrome.replace('Chrome/', 'HeadlessChrome/')],
    ['a script', 'curl/8.5.0'],
    ['a library', 'python-requests/2.32.3'],
    ['an uptime check', 'Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)'],
  ])('%s', (_who, userAgent) => {
    expect(botReasonOf({ headers: { 'user-agent': userAgent } })).toBe('crawler')
  })
})

describe('a page fetched in advance', () => {
  test.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch;anonymous-client-ip'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['x-purpose', 'preview'],
  ])('%s: %s', (name, value) => {
    expect(botReasonOf({ headers: { 'user-agent': chrome, [name]: value } })).toBe('prefetch')
  })
})

test.each([undefined, '', ' ', []])('nobody sends the user agent %j', (userAgent) => {
  expect(botReasonOf({ headers: { 'user-agent': userAgent } })).toBe('noUserAgent')
})
