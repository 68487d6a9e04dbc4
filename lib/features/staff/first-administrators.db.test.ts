import { expect, test } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makeStaff } from '@/prisma/factories/staff'
import { createFirstAdministrators } from './commands/first-administrators'

const made = async () => (await createFirstAdministrators()).map(({ username }) => username)

test('whom of the three a bureau with officers lacks is made for the whole country, once', async () => {
  await makeStaff(db(), 'ADMINISTRATOR', '110000')
  await makeStaff(db(), 'SECURITY_ADMINISTRATOR', '110000')
  await makeStaff(db(), 'REVIEWER', '110101')
  expect(await made()).toEqual(['auditor'])
  expect(await made()).toEqual([])
  await makeStaff(db(), 'COUNTER', '130202')
  expect(await made()).toEqual(['admin', 'security'])
  expect(await made()).toEqual([])
  const { bureau } = await db().staff.findUniqueOrThrow({
    where: { username: 'security' },
    include: { bureau: true },
  })
  expect(bureau.divisionCode).toBe('000000')
})

test('one who was disabled is made anew, under a name that is free', async () => {
  await db().staff.update({ where: { username: 'security' }, data: { disabledAt: new Date() } })
  expect(await made()).toEqual(['security.2'])
})
