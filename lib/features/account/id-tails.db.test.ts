import { expect, test } from 'vitest'
import { idTailText } from '@/lib/core/id-number'
import { db } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { refreshIdTails } from './commands/refresh-id-tails'

test('accounts whose name has another key now are found by it again, each once, several processes at a time', async () => {
  const accounts = []
  for (let n = 0; n < 205; n += 1) accounts.push(await makeAccount(db(), { name: `⻓沙〔${n}〕车队` }))
  const ids = accounts.map(({ id }) => id)
  const untouched = await makeAccount(db(), { name: '张三' })
  await db().account.updateMany({
    where: { id: { in: ids } },
    data: { idTailIndex: 'made of the former key' },
  })
  await db().account.update({ where: { id: untouched.id }, data: { idTailIndex: 'not listed' } })
  await db().staleIdTail.createMany({ data: ids.map((accountId) => ({ accountId })) })

  const done = await Promise.all([refreshIdTails(), refreshIdTails(), refreshIdTails()])
  const rest = await refreshIdTails()
  expect(done.reduce((sum, count) => sum + count, rest)).toBe(205)
  expect(await db().staleIdTail.count()).toBe(0)
  for (const { id, idNumber, name } of [accounts[0], accounts[204]].filter((each) => each !== undefined)) {
    const row = await db().account.findUniqueOrThrow({ where: { id } })
    expect(row.idTailIndex).toBe(blindIndex('id-tail', idTailText(idNumber, name.replace('⻓', '长'))))
  }
  const other = await db().account.findUniqueOrThrow({ where: { id: untouched.id } })
  expect(other.idTailIndex).toBe('not listed')
})
