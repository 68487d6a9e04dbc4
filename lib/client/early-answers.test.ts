import { runInNewContext } from 'node:vm'
import { parse } from 'acorn'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { listFilingsEndpoint } from '@/lib/features/filing/schema/owner'
import { getOptionsEndpoint } from '@/lib/features/option/schema'
import { earlyCall, earlyScript, takeEarlyAnswer } from './early-answers'

const LIST = '/api/v1/filings?status=DRAFT'
const OPTIONS = '/api/v1/options'
const script = earlyScript([
  earlyCall(listFilingsEndpoint, { query: { status: 'DRAFT', cursor: undefined } }),
  earlyCall(getOptionsEndpoint),
])

/** Runs the script as a page whose storage has this. @returns what it asked for */
function run(stored: string | null) {
  const fetch = vi.fn((url: string, _init: object) => Promise.resolve(new Response(url)))
  const window: Record<string, unknown> = {}
  runInNewContext(script, { window, fetch, localStorage: { getItem: () => stored } })
  Object.assign(globalThis, { nrmmEarly: window.nrmmEarly })
  return fetch.mock.calls
}

const session = (expiresAt: number) => JSON.stringify({ accessToken: 'token', expiresAt })

afterEach(() => {
  vi.restoreAllMocks()
  Reflect.deleteProperty(globalThis, 'nrmmEarly')
})

describe('the script at the top of a page', () => {
  it('can be read by any browser, and holds nothing that ends it', () => {
    expect(() => parse(script, { ecmaVersion: 5 })).not.toThrow()
    expect(earlyScript([{ url: '</script>', owner: true }])).not.toContain('</script>')
  })

  it('asks in the name of the owner for what is his, and for the rest in nobody’s', () => {
    expect(run(session(Date.now() + 60_000))).toEqual([
      [LIST, { headers: { authorization: 'Bearer token' } }],
      [OPTIONS, {}],
    ])
  })

  it.each([null, '', 'no JSON', '{}', session(Date.now() + 10_000)])(
    'asks for nothing without a session that holds: %s',
    (stored) => {
      expect(run(stored)).toEqual([])
      expect(takeEarlyAnswer(OPTIONS, null)).toBeNull()
    },
  )
})

describe('an early answer', () => {
  it('is handed over once', async () => {
    run(session(Date.now() + 60_000))
    expect(await (await takeEarlyAnswer(LIST, 'token'))?.text()).toBe(LIST)
    expect(takeEarlyAnswer(LIST, 'token')).toBeNull()
    expect(await (await takeEarlyAnswer(OPTIONS, null))?.text()).toBe(OPTIONS)
  })

  it('is not given to another caller, and not once it is old', () => {
    run(session(Date.now() + 60_000))
    expect(takeEarlyAnswer(LIST, 'another')).toBeNull()
    vi.spyOn(performance, 'now').mockReturnValue(31_000)
    expect(takeEarlyAnswer(OPTIONS, null)).toBeNull()
  })
})
