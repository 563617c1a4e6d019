/** The local Graph API as a handler of requests: reads, judges, remembers, and misbehaves where it is told to. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.js'
import { type Call, callOf, readBody, targetOf } from './call.js'
import type { Behaviour, BehaviourName, GraphHandler, GraphOptions, SeenRequest } from './contract.js'
import { controlPath, createControl, type Off } from './control.js'
import { judge } from './judge.js'
import { createManners } from './manners.js'
import { createMemory } from './memory.js'
import { type Stage, ways } from './misbehaviours.js'
import { createTokens } from './tokens.js'

/** `off` makes the server go down where there is one of its own. */
export function graphStandInHandler(options: GraphOptions = {}, off?: Off): GraphHandler {
  const { clock = { now: () => Date.now() }, pixels = 'any', oldestVersion = 22, namesIndex = true } = options
  const tokens = createTokens(pixels)
  const rules = { tokens, oldestVersion, namesIndex }
  const manners = createManners()
  const memory = createMemory(options, clock)
  const open = new Set<ServerResponse>()
  let turn = 0

  const desk: GraphHandler = {
    received: memory.received,
    counted: memory.counted,
    counts: memory.counts,
    totals: memory.totals,
    requests: memory.requests,
    whenReceived: memory.whenReceived,
    nextRequest: memory.nextRequest,
    misbehave: manners.set,
    setToken: tokens.set,
    clear() {
      memory.clear()
      manners.clear()
    },
    close() {
      for (const res of open) res.destroy()
      memory.close()
    },
    handle(req, res) {
      open.add(res)
      res.once('close', () => open.delete(res))
      answer(req, res).catch((error: unknown) => {
        // A caller that left needs no answer; any other fault is ours, and must not look like one that was asked for.
        if (!req.complete || res.headersSent) res.destroy()
        else res.writeHead(500, { 'content-type': 'text/plain' }).end(`The stand-in itself failed: ${error}`)
      })
    },
  }
  const control = createControl(desk, off)

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const target = targetOf(req)
    if (target.path.startsWith(controlPath)) return control(req, res, target)
    const behaviour = manners.next(target.pixel)
    const way = behaviour && ways[behaviour.name]
    const isEarly = way?.isEarly === true
    const call = callOf(req, target, isEarly ? { bytes: Buffer.alloc(0) } : await readBody(req))
    const id = ++turn
    const now = clock.now()
    const poison = behaviour?.name === 'poison' ? behaviour : undefined
    const verdict = judge(call, id, now, rules, poison)
    const takes = way?.takes ?? true
    let request = seen(call, id, now, verdict.hasRightToken, behaviour?.name)
    if (takes) {
      const { status, code, subcode } = verdict.answer
      request = {
        ...request,
        outcome: status === 200 ? 'accepted' : 'refused',
        ...numbers({ code, subcode }),
      }
    }
    memory.see(request)
    if (takes) memory.take(request, verdict.events)

    const noteAnswer = ({ status, code, subcode }: Answer) => {
      request = { ...request, status, ...numbers({ code, subcode }) }
      memory.amend(request)
    }
    const send = (given: Answer) => {
      noteAnswer(given)
      res.writeHead(given.status, { ...given.headers, 'content-length': Buffer.byteLength(given.body) })
      res.end(given.body)
    }
    if (behaviour === undefined) send(verdict.answer)
    else show(behaviour, { res, turn: id, answer: verdict.answer, noteAnswer, send })
  }

  return desk
}

function show(behaviour: Behaviour, stage: Stage): void {
  const way = ways[behaviour.name] as { show(stage: Stage, behaviour: Behaviour): void }
  way.show(stage, behaviour)
}

function seen(
  call: Call,
  id: number,
  receivedAt: number,
  hasRightToken: boolean,
  behaviour: BehaviourName | undefined,
): SeenRequest {
  const { version, pixel, tokenIn, token, body } = call
  const { test_event_code: testCode, data } = body ?? {}
  return {
    id,
    receivedAt,
    method: call.method,
    path: call.path,
    ...(version !== undefined && { version }),
    ...(pixel !== undefined && { pixel }),
    ...(tokenIn !== undefined && { tokenIn }),
    ...(token !== undefined && { tokenPrint: printOf(token) }),
    hasRightToken,
    ...(typeof testCode === 'string' && { testCode }),
    bytes: call.bytes,
    events: Array.isArray(data) ? data.length : 0,
    ...(behaviour !== undefined && { behaviour }),
    outcome: 'ignored',
  }
}

function printOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16)
}

function numbers(given: { code: number | undefined; subcode: number | undefined }) {
  return {
    ...(given.code !== undefined && { code: given.code }),
    ...(given.subcode !== undefined && { subcode: given.subcode }),
  }
}
