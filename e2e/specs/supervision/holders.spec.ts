import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { nextNumber } from '../../../prisma/factories/sequence'
import { graveFaults } from '../../fixtures/grave-faults'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

const run = promisify(execFile)
const HEADING = '环保登记号码,登记日期,所有者名称,证件号码,手机号,登记区县,机械类别,燃料种类'

/** Loads one machine with the administrator's script while the server runs. @returns the machine's number */
async function loadMachine(dataDir: string, name: string, idNumber: string): Promise<string> {
  const number = `2-X${String(nextNumber()).slice(-7)}`
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'nrmm-load-')), '旧系统.csv')
  const row = [number, '2019-04-18', name, idNumber, '010-12345678', '110101', '挖掘机', '柴油'].join(',')
  writeFileSync(file, `${HEADING}\n${row}\n`)
  const { DATABASE_URL: _, ...env } = process.env
  const command = ['scripts/bootstrap.mjs', 'scripts/load-history.ts', file]
  await run(process.execPath, command, { env: { ...env, DATA_DIR: dataDir } })
  return number
}

test('machines under another name wait until an officer has compared the papers', async ({
  page,
  request,
  dataDir,
}) => {
  const person = newPerson('欧阳建国')
  const number = await loadMachine(dataDir, '欧阳健国', person.idNumber)
  const owner = await registerOwner(request, dataDir, person)
  expect((await owner.get('/machines')).data).toEqual([])

  await signIn(page, 'supervisor')
  await page.goto('/holders')
  const row = page.getByRole('row').filter({ hasText: '欧阳健国' }).filter({ hasText: number })
  await expect(row).toContainText('欧阳建国')
  await expect(row).not.toContainText(person.idNumber)
  expect(await graveFaults(page)).toEqual([])
  await row.getByRole('button', { name: '查看完整号码：旧系统登记“欧阳健国”' }).click()
  await expect(row).toContainText(person.idNumber)
  await expect(row).toContainText('010-12345678')

  await row.getByRole('link', { name: number }).click()
  await expect(page.getByText('旧系统登记的所有者，尚无账号')).toBeVisible()
  await page.goBack()

  await row.getByRole('button', { name: '归入账号…“欧阳健国”的机械' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因').fill('核对身份证原件，旧系统姓名录入有误')
  await dialog.getByRole('button', { name: '归入 1 台' }).click()
  await expect(dialog.getByText('请先核对证件和名称')).toBeVisible()
  await expect(dialog.getByText('请填写证件原件上的后四位')).toBeVisible()
  await dialog.getByLabel(/证件号后四位/).fill(person.idNumber.slice(-4))
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: '归入 1 台' }).click()
  await expect(page.getByText('已把 1 台机械归入“欧阳建国”')).toBeVisible()
  await expect(row).toHaveCount(0)
  const { data } = await owner.get('/machines')
  expect(data).toMatchObject([{ registrationNumber: number }])
})
