/**
 * Writes owners in batches, encrypted and indexed as by registration. Their ordinals are numbered district by district, so
 * that the owners of a city are one range.
 */
import type pg from 'pg'
import { DAY_MS } from '@/lib/core/clock'
import { idTailText } from '@/lib/core/id-number'
import { newId } from '@/lib/server/database/new-id'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { personNumber, unitNumber } from '@/prisma/factories/identity'
import type { Place } from './country'
import { personName, randomOf, unitName } from './names'

const BATCH = 10_000
/** Over how many days the accounts were made. */
const SPREAD_DAYS = 2_000
/** Units in a hundred owners; the others are persons. */
const UNITS_IN_100 = 24
/** Distinct birthdays from 1955 on; with the sequence numbers of each day, more than the owners of any district. */
const DAYS = 16_000

export type OwnerRange = { place: Place; first: number; last: number }

/** How many owners each district gets: one for about three machines, at least one. */
export function ownerRanges(all: readonly Place[], machines: number): OwnerRange[] {
  let next = 1
  return all.map((place) => {
    const count = Math.max(1, Math.round((machines * place.weight) / 3000))
    const range = { place, first: next, last: next + count - 1 }
    next += count
    return range
  })
}

/** The characters that a 统一社会信用代码 may have. */
const UNIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function inUnitAlphabet(index: number): string {
  const rest = Math.floor(index / UNIT_ALPHABET.length)
  return (rest > 0 ? inUnitAlphabet(rest) : '') + UNIT_ALPHABET.charAt(index % UNIT_ALPHABET.length)
}

type Owner = {
  id: string
  ordinal: number
  type: 'PERSON' | 'UNIT'
  name: string
  idNumber: string
  phone: string
}

function ownerAt({ place, first }: OwnerRange, ordinal: number, random: () => number): Owner {
  const isUnit = random() * 100 < UNITS_IN_100
  const index = ordinal - first
  const born = new Date(Date.UTC(1955, 0, 1 + (index % DAYS))).toISOString().slice(0, 10).replaceAll('-', '')
  return {
    id: newId(Date.now() - DAY_MS * (ordinal % SPREAD_DAYS)),
    ordinal,
    type: isUnit ? 'UNIT' : 'PERSON',
    name: isUnit ? unitName(place.cityName, random) : personName(random),
    idNumber: isUnit
      ? unitNumber(place.districtCode, `MA${inUnitAlphabet(index).padStart(7, '0')}`)
      : personNumber(place.districtCode, born, 100 + Math.floor(index / DAYS)),
    // 19x and 17x: the demo's and the tests' phones begin with 138 and 139.
    phone: `1${ordinal % 2 === 0 ? 9 : 7}${String(100_000_000 + ordinal).slice(0, 9)}`,
  }
}

/** Writes all owners; `scale_owner (ordinal, id)` maps ordinals to ids. @param onRows called with the rows written so far */
export async function writeOwners(
  client: pg.Client,
  ranges: readonly OwnerRange[],
  passwordHash: string,
  onRows: (done: number, total: number) => void,
): Promise<void> {
  const random = randomOf(20_261_124)
  const total = ranges.at(-1)?.last ?? 0
  let batch: Owner[] = []
  for (const range of ranges) {
    for (let ordinal = range.first; ordinal <= range.last; ordinal++) {
      batch.push(ownerAt(range, ordinal, random))
      if (batch.length < BATCH) continue
      await insert(client, batch, passwordHash)
      onRows(ordinal, total)
      batch = []
    }
  }
  if (batch.length > 0) await insert(client, batch, passwordHash)
}

async function insert(client: pg.Client, owners: readonly Owner[], passwordHash: string): Promise<void> {
  await client.query(
    `WITH given AS (
       SELECT t.* FROM unnest($10::uuid[], $1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         AS t (id, ordinal, type, name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex")),
     added AS (
       INSERT INTO account (id, type, name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex", "passwordHash", "createdAt")
       SELECT id, type::"AccountType", name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex", $9,
         now() - (interval '1 day') * (ordinal % ${SPREAD_DAYS})
       FROM given)
     INSERT INTO scale_owner SELECT ordinal, id FROM given`,
    [
      owners.map(({ ordinal }) => ordinal),
      owners.map(({ type }) => type),
      owners.map(({ name }) => name),
      owners.map(({ id, idNumber }) => encrypt('account.idNumber', id, idNumber)),
      owners.map(({ idNumber }) => blindIndex('id', idNumber)),
      owners.map(({ idNumber, name }) => blindIndex('id-tail', idTailText(idNumber, name))),
      owners.map(({ id, phone }) => encrypt('account.phone', id, phone)),
      owners.map(({ phone }) => blindIndex('phone', phone)),
      passwordHash,
      owners.map(({ id }) => id),
    ],
  )
}
