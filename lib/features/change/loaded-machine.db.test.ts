import { expect, it } from 'vitest'
import { db, transact } from '@/lib/server/database/db'
import { makeHolder } from '@/prisma/factories/holder'
import { lockMachine, ownMachine } from './commands/machine-row'

it('a machine that came with a load, without a filing, is locked for a change like any other', async () => {
  const { id, machineIds } = await makeHolder(db(), {
    name: '王建国',
    idNumber: '110101199003078888',
    districts: ['110101'],
  })
  const [machineId = ''] = machineIds
  const machine = await transact((tx) => lockMachine(tx, ownMachine(machineId, id)))
  expect(machine).toMatchObject({ id: machineId, ownerId: id, collected: true, districtCode: '110101' })
})
