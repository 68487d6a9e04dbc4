import { describe, expect, it } from 'vitest'
import { networkError } from '@/lib/client/api-error'
import { bench, problem, refusal, settled } from './test-bench'

const TYPED = 800

describe('a failure that passes', () => {
  it('is tried again later and later, and at once when the network is back', async () => {
    const { draft, server, clock } = bench()
    server.next('patch', networkError(), 6)
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    const waits: (number | null)[] = []
    for (let round = 0; round < 5; round += 1) {
      waits.push(clock.waits)
      await clock.step(clock.waits ?? 0)
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000])
    expect(draft.snapshot().state).toBe('local')
    draft.wake()
    await clock.step(0)
    expect(server.filing?.plate).toBe('1')
    expect(draft.snapshot()).toMatchObject({ state: 'saved', error: null })
    expect(clock.waits).toBeNull()
  })

  it('waits as long as a busy server asks', async () => {
    const { draft, server, clock } = bench()
    server.next('patch', problem(429, 'RATE_LIMITED', '请稍后', undefined, 45))
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    expect(clock.waits).toBe(45_000)
  })

  it('may be an answer that is not the server’s', async () => {
    const { draft, server, clock } = bench()
    const patch = server.push.patch
    server.push.patch = () => Promise.reject(new SyntaxError('Unexpected token <'))
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    expect(draft.snapshot()).toMatchObject({ state: 'local', error: { code: 'UNEXPECTED' } })
    server.push.patch = patch
    await clock.step(2_000)
    expect(draft.snapshot().state).toBe('saved')
  })

  it('asks nobody to sign in twice: it waits for the next sign-in', async () => {
    const { draft, server, clock } = bench()
    server.next('patch', problem(401, 'UNAUTHENTICATED'))
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    expect(draft.snapshot().state).toBe('local')
    await draft.enter({ plate: '12' })
    expect(clock.waits).toBeNull()
    draft.wake()
    await clock.step(0)
    expect(server.filing?.plate).toBe('12')
    await draft.enter({ plate: '123' })
    await clock.step(TYPED)
    expect(server.filing?.plate).toBe('123')
  })

  it('is what flush throws, and the entries stay', async () => {
    const { draft, server, shelf } = bench()
    server.next('patch', networkError())
    await draft.enter({ plate: '1' })
    await expect(draft.flush()).rejects.toMatchObject({ code: 'NETWORK' })
    expect(shelf.record?.edits).toEqual({ plate: '1' })
    await draft.flush()
    expect(shelf.record?.edits).toEqual({})
  })

  it('of the phone’s own storage hinders no sending, and is told', async () => {
    const { draft, server, clock, shelf } = bench()
    shelf.full = true
    await draft.enter({ plate: '1' })
    expect(draft.snapshot().onPhone).toBe(false)
    await clock.step(TYPED)
    expect(server.filing?.plate).toBe('1')
    shelf.full = false
    await draft.enter({ plate: '2' })
    expect(draft.snapshot().onPhone).toBe(true)
  })
})

describe('a refused field', () => {
  it('stays behind with the server’s words and keeps nothing else from being sent', async () => {
    const { draft, server, clock } = bench()
    server.next('patch', refusal({ 'machine.manufacturedOn': '日期不对' }))
    await draft.enter({ 'machine.manufacturedOn': '9999', plate: '1' })
    await clock.step(TYPED)
    expect(server.bodies()).toEqual([{ machine: { manufacturedOn: '9999' }, plate: '1' }, { plate: '1' }])
    const { record, state } = draft.snapshot()
    expect(state).toBe('saved')
    expect(record.refused).toEqual({ 'machine.manufacturedOn': '日期不对' })
    expect(record.edits).toEqual({ 'machine.manufacturedOn': '9999' })
    await draft.enter({ 'machine.manufacturedOn': '2020-01-01' })
    expect(draft.snapshot().record.refused).toEqual({})
    await clock.step(TYPED)
    expect(draft.snapshot().record.edits).toEqual({})
  })

  it('takes all with it when the server names none', async () => {
    const { draft, server, clock } = bench()
    server.next('patch', problem(400, 'MALFORMED', '请求格式不正确'))
    await draft.enter({ plate: '1', placeDetail: '2' })
    await clock.step(TYPED)
    expect(draft.snapshot().record.refused).toEqual({
      plate: '请求格式不正确',
      placeDetail: '请求格式不正确',
    })
    expect(server.bodies()).toHaveLength(1)
  })

  it('that was mended during the call is sent', async () => {
    const { draft, server, clock } = bench()
    const patch = server.push.patch
    const answer: { refuse?: () => void } = {}
    server.push.patch = () => {
      server.push.patch = patch
      return new Promise((_, reject) => {
        answer.refuse = () => reject(refusal({ plate: '太长' }))
      })
    }
    await draft.enter({ plate: '1111111111' })
    await clock.step(TYPED)
    await draft.enter({ plate: '1' })
    answer.refuse?.()
    await settled()
    expect(draft.snapshot().record.refused).toEqual({})
    expect(server.filing?.plate).toBe('1')
  })
})

describe('a filing that can be changed no more', () => {
  it.each([
    [404, 'NOT_FOUND'],
    [409, 'STATE_CONFLICT'],
    [403, 'FORBIDDEN'],
  ])('answers %i: the draft closes and keeps what was entered', async (status, code) => {
    const { draft, server, clock, shelf } = bench()
    server.next('patch', problem(status, code))
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    expect(draft.snapshot()).toMatchObject({ state: 'closed', error: { code } })
    await draft.enter({ plate: '12' })
    draft.wake()
    expect(clock.waits).toBeNull()
    expect(draft.snapshot().state).toBe('closed')
    expect(shelf.record?.edits).toEqual({ plate: '12' })
  })
})
