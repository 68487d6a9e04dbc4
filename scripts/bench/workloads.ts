/** What is measured: each operation through HTTP, and by the same route's handler in this process. */
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { Route } from '@/lib/server/http/define-route'
import type { PrismaClient } from '@/prisma/client'
import { callRoute } from '@/testing/call-route'
import type { HttpClient } from './http-client'
import { type Caller, type Filing, makeFilings, type People } from './world'

/** One operation's object: who does it and, unless the queue decides, on which filing. */
export interface Unit {
  caller: Caller
  filing?: Filing
}

/** Sends one call; the answer's text, or an error for any status but 200. */
export type Send = (route: Route, caller: Caller, id?: string, body?: unknown) => Promise<string>

export interface Workload {
  key: 'approve' | 'drain' | 'submit'
  title: string
  /** Makes `count` of them for the client of this number. */
  prepare(db: PrismaClient, people: People, client: number, count: number): Promise<Unit[]>
  run(send: Send, unit: Unit): Promise<void>
}

async function approve(send: Send, caller: Caller, { id, version }: Filing): Promise<void> {
  const text = await send(filingRoutes.approveFiling, caller, id, { version, emissionStage: '3' })
  const { registrationNumber } = JSON.parse(text)
  if (typeof registrationNumber !== 'string') throw new Error(`no number: ${text}`)
}

function filingOf({ filing }: Unit): Filing {
  if (!filing) throw new Error('this operation needs a filing')
  return filing
}

export const WORKLOADS: Workload[] = [
  {
    key: 'approve',
    title: 'approve',
    prepare: async (db, { officers, owners }, client, count) => {
      const [caller, owner] = [at(officers, client), at(owners, client)]
      const wanted = { status: 'IN_REVIEW', count, filerId: owner.id, reviewerId: caller.id } as const
      return (await makeFilings(db, wanted)).map((filing) => ({ caller, filing }))
    },
    run: (send, unit) => approve(send, unit.caller, filingOf(unit)),
  },
  {
    key: 'drain',
    title: 'next + approve',
    prepare: async (db, { officers, owners }, client, count) => {
      await makeFilings(db, { status: 'SUBMITTED', count, filerId: at(owners, client).id })
      return Array.from({ length: count }, () => ({ caller: at(officers, client) }))
    },
    run: async (send, { caller }) => {
      const { id, version }: DeskFiling = JSON.parse(await send(filingRoutes.nextFiling, caller))
      await approve(send, caller, { id, version })
    },
  },
  {
    key: 'submit',
    title: 'submit',
    prepare: async (db, { owners }, client, count) => {
      const caller = at(owners, client)
      const filings = await makeFilings(db, { status: 'DRAFT', count, filerId: caller.id })
      return filings.map((filing) => ({ caller, filing }))
    },
    run: async (send, unit) => {
      await send(filingRoutes.submitFiling, unit.caller, filingOf(unit).id)
    },
  },
]

function at<T>(list: T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error(`there is no number ${index}`)
  return item
}

/** Through the server. */
export const overHttp =
  (client: HttpClient): Send =>
  async ({ endpoint }, caller, id, body) => {
    const path = endpoint.path.replace('{id}', id ?? '')
    const reply = await client.send(endpoint.method, path, caller.headers, body)
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${reply.text}`)
    return reply.text
  }

/** By the route's handler, without server, HTTP or Next. */
export const inProcess: Send = async (route, { headers }, id, body) => {
  const params: Record<string, string> = id === undefined ? {} : { id }
  const answer = await callRoute(route, { params, body, headers })
  if (answer.status !== 200) throw new Error(`${route.endpoint.path} answered ${answer.status}`)
  return JSON.stringify(answer.body)
}
