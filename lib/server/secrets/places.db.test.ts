import { expect, test } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { openIdNumber, openPhone } from './personal'

const rowOf = (id: string) => db().account.findUniqueOrThrow({ where: { id } })

test('a number swapped between two accounts, or into another column, opens in neither place', async () => {
  const [one, other] = [await makeAccount(db()), await makeAccount(db())]
  const before = await rowOf(one.id)
  expect([openIdNumber(before), openPhone(before)]).toEqual([one.idNumber, one.phone])

  await db().$executeRaw`
    UPDATE account a SET "idNumber" = b."idNumber" FROM account b
    WHERE (a.id, b.id) IN ((${one.id}::uuid, ${other.id}::uuid), (${other.id}::uuid, ${one.id}::uuid))`
  for (const { id } of [one, other]) {
    const swapped = await rowOf(id)
    expect(() => openIdNumber(swapped)).toThrow()
    expect(openPhone(swapped)).toBe(id === one.id ? one.phone : other.phone)
  }

  await db().$executeRaw`UPDATE account SET phone = ${before.idNumber} WHERE id = ${one.id}::uuid`
  const moved = await rowOf(one.id)
  expect(() => openPhone(moved)).toThrow()
})
