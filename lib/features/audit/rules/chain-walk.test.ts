import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AuditFault, AuditNote } from '../schema'
import { CHAIN_START, ChainWalk, type SealedRow } from './chain-walk'

const hashOf = (previous: string, text: string) =>
  createHash('sha256').update(`${previous}\n${text}`).digest('hex')

function chain(length: number): SealedRow[] {
  let hash = CHAIN_START
  return Array.from({ length }, (_, index) => {
    const text = `event ${index + 1}`
    hash = hashOf(hash, text)
    const at = BigInt(index) * 1_000_000n
    return { seq: BigInt(index + 1), eventId: BigInt(index + 101), hash, text, at, sealedAt: at + 500_000n }
  })
}

function walk(rows: SealedRow[]): (AuditFault | AuditNote)[] {
  const walker = new ChainWalk(hashOf)
  return [...rows.flatMap((row) => walker.step(row)), ...walker.end()]
}

const named = (faults: (AuditFault | AuditNote)[]) => faults.map(({ kind, seq }) => `${kind} ${seq}`)

/** The chain of `length` with one seal replaced. */
function withRow(length: number, seq: number, change: Partial<SealedRow>): SealedRow[] {
  return chain(length).map((row) => (row.seq === BigInt(seq) ? { ...row, ...change } : row))
}

const place = fc
  .integer({ min: 1, max: 40 })
  .chain((length) => fc.tuple(fc.constant(length), fc.integer({ min: 1, max: length })))

describe('a walk along the chain', () => {
  it('finds nothing wrong with an honest chain of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (length) => {
        expect(walk(chain(length))).toEqual([])
      }),
    )
  })

  it('names exactly the changed event, wherever it stands', () => {
    fc.assert(
      fc.property(place, ([length, seq]) => {
        expect(named(walk(withRow(length, seq, { text: 'forged' })))).toEqual([`EVENT_CHANGED ${seq}`])
      }),
    )
  })

  it('tells a changed seal from a changed event, unless it is the last', () => {
    expect(named(walk(withRow(9, 4, { hash: 'f'.repeat(64) })))).toEqual(['SEAL_CHANGED 4'])
    expect(named(walk(withRow(9, 9, { hash: 'f'.repeat(64) })))).toEqual(['EVENT_CHANGED 9'])
  })

  it('names the deleted event', () => {
    fc.assert(
      fc.property(place, ([length, seq]) => {
        expect(named(walk(withRow(length, seq, { text: null, at: null })))).toEqual([`EVENT_MISSING ${seq}`])
      }),
    )
  })

  it('names every missing seal and the one that cannot be checked without it', () => {
    const rows = chain(9).filter(({ seq }) => seq < 4n || seq > 6n)
    expect(walk(rows)).toMatchObject([
      { kind: 'SEAL_MISSING', seq: '4', lastSeq: '6' },
      { kind: 'SEAL_UNPROVEN', seq: '7' },
    ])
  })

  it('names both of two events that were swapped', () => {
    const rows = chain(9)
    const [third, sixth] = [rows[2]?.text ?? '', rows[5]?.text ?? '']
    const swapped = rows.map((row) =>
      row.seq === 3n ? { ...row, text: sixth } : row.seq === 6n ? { ...row, text: third } : row,
    )
    expect(named(walk(swapped))).toEqual(['EVENT_CHANGED 3', 'EVENT_CHANGED 6'])
  })

  it('names neighbours that were both changed', () => {
    const rows = chain(9).map((row) =>
      row.seq === 4n || row.seq === 5n ? { ...row, text: `forged ${row.seq}` } : row,
    )
    expect(named(walk(rows))).toEqual(['EVENT_CHANGED 4', 'EVENT_CHANGED 5'])
  })

  it('names a seal that stands twice', () => {
    const rows = chain(5)
    expect(named(walk([...rows.slice(0, 3), ...rows.slice(2)]))).toEqual(['SEAL_DUPLICATED 3'])
  })

  it('names an event whose time lies before the past or after its sealing', () => {
    const hour = 3_600_000_000n
    expect(named(walk(withRow(5, 3, { at: -hour })))).toEqual(['EVENT_BACKDATED 3'])
    expect(named(walk(withRow(5, 3, { at: hour })))).toEqual(['EVENT_POSTDATED 3'])
  })

  it('lets a slow transaction be sealed after later ones', () => {
    expect(walk(withRow(60, 40, { at: 39_000_000n - 15_000_000n }))).toEqual([])
  })
})
