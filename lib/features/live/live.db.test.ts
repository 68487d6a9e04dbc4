import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { listen } from '@/testing/access-routes'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { openTail } from './queries/tail'

type Event = { event: string; data: { id?: string; version?: number } }

let api: Awaited<ReturnType<typeof listen>>
let reviewer: StaffSession
let colleague: StaffSession
let stranger: StaffSession

beforeAll(async () => {
  api = await listen()
  reviewer = await staffSession(db(), 'REVIEWER')
  colleague = await staffSession(db(), 'REVIEWER')
  stranger = await staffSession(db(), 'REVIEWER', '130202')
})
afterAll(() => api.close())

/** An open stream of the officer, over a socket. */
async function streamOf({ headers }: StaffSession) {
  const response = await fetch(`${api.origin}/api/console/events`, { headers })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no body')
  const events: Event[] = []
  let text = ''
  const next = async (): Promise<boolean> => {
    const { done, value = '' } = await reader.read()
    const blocks = (text + value).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const found = /^event: (.*)\ndata: (.*)$/.exec(block)
      if (found) events.push({ event: found[1] ?? '', data: JSON.parse(found[2] ?? '{}') })
    }
    return !done
  }
  await next()
  return {
    events,
    /** Reads until an event of this kind about this row. */
    async until(event: string, id?: string): Promise<Event> {
      for (;;) {
        const found = events.find((one) => one.event === event && one.data.id === id)
        if (found) return found
        if (!(await next())) throw new Error(`the stream ended before ${event}`)
      }
    },
    async ended(): Promise<void> {
      while (await next());
    },
    close: () => reader.cancel(),
  }
}

const claim = (who: StaffSession, id: string) =>
  callRoute(filingRoutes.claimFiling, { params: { id }, headers: who.headers })

describe('live events', () => {
  it('tell officers of the area, with the new version, and nobody else', async () => {
    const [own, foreign] = [await streamOf(reviewer), await streamOf(stranger)]
    const { id } = await makeFiling(db(), 'SUBMITTED')
    const theirs = await makeFiling(db(), 'SUBMITTED', { districtCode: '130202' })
    expect((await claim(colleague, id)).status).toBe(200)
    const { version } = await db().filing.findUniqueOrThrow({ where: { id } })
    expect((await own.until('filing', id)).data).toEqual({ id, version })
    await own.until('queues')
    expect((await claim(stranger, theirs.id)).status).toBe(200)
    await foreign.until('filing', theirs.id)
    expect(foreign.events.filter(({ data }) => data.id === id)).toEqual([])
    expect(own.events.filter(({ data }) => data.id === theirs.id)).toEqual([])
    await Promise.all([own.close(), foreign.close()])
  })

  it('tell both areas of a transfer', async () => {
    const [own, foreign] = [await streamOf(reviewer), await streamOf(stranger)]
    const { id } = await makeFiling(db(), 'SUBMITTED')
    await claim(reviewer, id)
    const transferred = await callRoute(filingRoutes.transferFiling, {
      params: { id },
      body: { districtCode: '130202', reason: '在路南区' },
      headers: reviewer.headers,
    })
    expect(transferred.status).toBe(200)
    await Promise.all([own.until('filing', id), foreign.until('filing', id)])
    await Promise.all([own.close(), foreign.close()])
  })

  it('end with the rights of the officer', async () => {
    const admin = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
    const leaving = await staffSession(db(), 'REVIEWER')
    const stream = await streamOf(leaving)
    const disabled = await callRoute(staffConsoleRoutes.disableStaff, {
      params: { id: leaving.id },
      headers: admin.headers,
    })
    expect(disabled.status).toBe(200)
    await stream.ended()
    const again = await fetch(`${api.origin}/api/console/events`, { headers: leaving.headers })
    expect(again.status).toBe(401)
  })

  it('tell a page that opens its stream what happened while it was loading', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED')
    await claim(colleague, id)
    const first = await streamOf(reviewer)
    await first.until('filing', id)
    const second = await streamOf(reviewer)
    await second.until('filing', id)
    await Promise.all([first.close(), second.close()])
  })

  it('need a session', async () => {
    expect((await fetch(`${api.origin}/api/console/events`)).status).toBe(401)
  })
})

describe('the tail of the audit trail', () => {
  const write = (client: Pick<ReturnType<typeof db>, '$executeRaw'>, id: string) =>
    client.$executeRaw`
      INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId") VALUES ('SYSTEM', 'staff.lock', 'staff', ${id})`

  it('finds what commits after a later id, once', async () => {
    const tail = await openTail()
    const [early, late] = [randomUUID(), randomUUID()]
    await db().$transaction(async (tx) => {
      await write(tx, early)
      await write(db(), late)
      const { staffIds } = await tail.read()
      expect(staffIds).toContain(late)
      expect(staffIds).not.toContain(early)
    })
    expect((await tail.read()).staffIds).toEqual([early])
    expect((await tail.read()).staffIds).toEqual([])
  })

  it('says nothing of drafts', async () => {
    const tail = await openTail()
    const draft = await makeFiling(db(), 'DRAFT')
    await db().$executeRaw`
      INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId", "districtCode")
      VALUES ('SYSTEM', 'filing.create', 'filing', ${draft.id}, '110101')`
    const { happenings } = await tail.read()
    expect(happenings.map(({ id }) => id)).not.toContain(draft.id)
  })
})
