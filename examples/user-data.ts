/** The two pure functions of the events, without a Storecast: hashing user data, and reading an answer of the Graph API. */
import { classifyGraphAnswer, hashUserData } from '../plugins/meta-capi/index.js'

const say = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`)

const hashed = hashUserData(
  { email: ' Ada@Shop.example', phone: '030 901820', birthday: '31.2.1990' },
  { country: 'DE', onLeftOut: (key) => say({ leftOut: key }) },
)
say(hashed)

const answer = { status: 400, body: '{"error":{"code":190,"error_subcode":463,"fbtrace_id":"AbC1"}}' }
say(classifyGraphAnswer(answer))
