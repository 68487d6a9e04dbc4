import { describe, expect, it } from 'vitest'
import { contentOfRecord } from '../rules/record'
import { bench, settled } from './test-bench'

const TYPED = 800

describe('an entry', () => {
  it('is on this phone at once and at the server after a pause', async () => {
    const { draft, server, clock, shelf } = bench()
    expect(draft.snapshot().state).toBe('saved')
    await draft.enter({ placeDetail: '一号工地' })
    expect(shelf.record?.edits).toEqual({ placeDetail: '一号工地' })
    expect(draft.snapshot().state).toBe('saving')
    await clock.step(TYPED - 1)
    expect(server.calls).toEqual([])
    await clock.step(1)
    expect(server.filing?.placeDetail).toBe('一号工地')
    expect(draft.snapshot()).toMatchObject({ state: 'saved', error: null })
    expect(shelf.record).toMatchObject({ edits: {}, filing: { placeDetail: '一号工地' } })
  })

  it('is judged as the server will store it, before it has answered', async () => {
    const { draft } = bench()
    await draft.enter({ 'codes.machineEnvCode': '＊888 11111qh3111446＊', 'machine.serial': ' ' })
    const { codes, machine } = contentOfRecord(draft.snapshot().record)
    expect([codes.machineEnvCode, machine.serial]).toEqual(['88811111QH3111446', undefined])
  })

  it('made one after another goes in one call, by section', async () => {
    const { draft, server, clock } = bench()
    await draft.enter({ 'machine.brand': '甲' })
    await clock.step(TYPED / 2)
    await draft.enter({ 'machine.model': 'X1', plate: null })
    await clock.step(TYPED)
    expect(server.bodies()).toEqual([{ machine: { brand: '甲', model: 'X1' }, plate: null }])
  })

  it('made during a call stays and is sent after it', async () => {
    const { draft, server, clock } = bench()
    server.next('patch', 'held')
    await draft.enter({ 'machine.brand': '甲', 'machine.model': 'X1' })
    await clock.step(TYPED)
    await draft.enter({ 'machine.brand': '甲乙' })
    server.release()
    await settled()
    expect(server.bodies()).toHaveLength(2)
    expect(server.bodies()[1]).toEqual({ machine: { brand: '甲乙' } })
    expect(contentOfRecord(draft.snapshot().record).machine).toEqual({ brand: '甲乙', model: 'X1' })
    expect(draft.snapshot().state).toBe('saved')
  })

  it('whose call the timer meets under way is not forgotten', async () => {
    const { draft, server, clock } = bench()
    server.next('upload', 'held')
    await draft.addPhoto('BODY_FRONT', new Blob(['a']), 'a.jpg')
    await clock.step(0)
    await draft.enter({ placeDetail: '一号工地' })
    await clock.step(TYPED)
    expect(server.bodies()).toEqual([])
    server.release()
    await settled()
    expect(server.filing).toMatchObject({ placeDetail: '一号工地', photos: [{ slot: 'BODY_FRONT' }] })
    expect(draft.snapshot().state).toBe('saved')
  })

  it('is told to those who watch, until they stop', async () => {
    const { draft } = bench()
    const seen: string[] = []
    const stop = draft.subscribe(() => seen.push(draft.snapshot().state))
    await draft.enter({ plate: '1' })
    stop()
    await draft.enter({ plate: '2' })
    expect(new Set(seen)).toEqual(new Set(['saved', 'saving']))
    expect(seen.length).toBeGreaterThan(0)
  })

  it('of the catalogue is marked until somebody types over it', async () => {
    const { draft } = bench()
    await draft.enter({ 'machine.brand': '甲', 'machine.model': 'X' }, ['machine.brand', 'machine.model'])
    await draft.enter({ 'machine.model': 'Y' })
    expect(draft.snapshot().record.published).toEqual(['machine.brand'])
  })
})

describe('a filing', () => {
  it('is created under one key, however often the answer is lost', async () => {
    const { draft, server, clock } = bench()
    server.next('create', 'lost', 2)
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    expect(draft.snapshot()).toMatchObject({ state: 'local', error: { code: 'NETWORK' } })
    await clock.step(2_000)
    await clock.step(4_000)
    const created = server.calls.filter(({ name }) => name === 'create')
    expect(created.map(({ key }) => key)).toEqual(['draft-key', 'draft-key', 'draft-key'])
    expect(server.filing?.plate).toBe('1')
  })

  it('is there after a flush even if nothing was entered', async () => {
    const { draft, server } = bench()
    await draft.flush()
    expect(draft.snapshot().record.filing?.id).toBe(server.filing?.id)
    await draft.flush()
    expect(server.calls).toHaveLength(1)
  })

  it('answered by another call is learned, an older answer is not', async () => {
    const { draft, server } = bench()
    await draft.flush()
    const first = server.filing
    if (!first) throw new Error('created above')
    await draft.learn({ ...first, version: 5, ownerName: '李四' })
    await draft.learn(first)
    expect(draft.snapshot().record.filing?.ownerName).toBe('李四')
  })
})

describe('a draft', () => {
  it('opened again sends what waits by itself', async () => {
    const { server, clock } = bench({ edits: { plate: '1' } })
    await clock.step(0)
    expect(server.filing?.plate).toBe('1')
  })

  it('remembers the place without a call', async () => {
    const { draft, server, clock, shelf } = bench()
    await draft.moveTo('photos')
    await clock.step(60_000)
    expect(shelf.record?.place).toBe('photos')
    expect(server.calls).toEqual([])
  })

  it('that ended is stored and sent no more', async () => {
    const { draft, server, clock, shelf } = bench()
    server.next('patch', 'held')
    await draft.enter({ plate: '1' })
    await clock.step(TYPED)
    draft.end()
    shelf.record = null
    server.release()
    await settled()
    await draft.moveTo('done')
    await draft.enter({ plate: '2' })
    await clock.step(60_000)
    expect(shelf.record).toBeNull()
    expect(server.bodies()).toHaveLength(1)
  })
})

describe('another owner who is being named', () => {
  it('is on this phone as typed, never sent, and gone when the user files in the own name after all', async () => {
    const { draft, server, clock, shelf } = bench()
    await draft.fileForAnother(true)
    await draft.nameOwner({ name: '李', phone: '138' })
    await draft.nameOwner({ name: '李四', phone: '13800001111' })
    expect(shelf.record).toMatchObject({
      forAnother: true,
      namedOwner: { name: '李四', phone: '13800001111' },
    })
    await draft.enter({ placeDetail: '一号工地' })
    await clock.step(TYPED)
    expect(JSON.stringify(server.bodies())).not.toContain('李四')
    // A page opened anew begins with it.
    const again = bench(shelf.record ?? {}).draft
    expect(again.snapshot().record.namedOwner).toEqual({ name: '李四', phone: '13800001111' })
    await draft.fileForAnother(false)
    expect(JSON.stringify(shelf.record)).not.toContain('李四')
  })
})
